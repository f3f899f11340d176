// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure;

import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicReference;

import io.github.waitgroup.Drain;
import io.github.waitgroup.DrainOptions;
import io.github.waitgroup.WaitGroup;
import io.github.waitgroup.WaitGroupRegistry;
import io.github.waitgroup.autoconfigure.actuate.WaitGroupsEndpoint;
import io.github.waitgroup.autoconfigure.actuate.WaitGroupsEndpointAutoConfiguration;
import io.github.waitgroup.autoconfigure.inflight.InFlightWaitGroupAutoConfiguration;
import io.github.waitgroup.autoconfigure.lifecycle.DrainAutoConfiguration;
import io.github.waitgroup.autoconfigure.reactor.ReactorWaitGroupAutoConfiguration;
import io.github.waitgroup.autoconfigure.task.TaskWaitGroupAutoConfiguration;
import io.github.waitgroup.autoconfigure.web.servlet.ServletWaitGroupAutoConfiguration;
import jakarta.servlet.Filter;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.actuate.endpoint.Show;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.AnnotationBeanNameGenerator;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of all auto-configurations together, as an application gets them.
 */
@ExtendWith(OutputCaptureExtension.class)
class WaitGroupAutoConfigurationTests {

    private static final String[] BEANS = { "waitGroupRegistry", "waitGroup", "waitGroupDrain",
            "waitGroupQuiesceListener", "waitGroupDrainLifecycle", "waitGroupLateWorkLifecycle", "waitGroupAsyncGroup",
            "waitGroupExecutorBeanPostProcessor", "waitGroupAsyncMethodBeanPostProcessor",
            "waitGroupInFlightMethodBeanPostProcessor" };

    private static final String[] SERVLET_BEANS = { "waitGroupInFlightFilter", "waitGroupRequestEndListener",
            "waitGroupHandlerConfigurer" };

    private final ApplicationContextRunner runner = new ApplicationContextRunner()
        .withUserConfiguration(Everything.class);

    private final WebApplicationContextRunner webRunner = new WebApplicationContextRunner()
        .withUserConfiguration(Everything.class);

    @Test
    void runShouldHaveBeans() {
        this.runner.run((context) -> {
            assertThat(context).hasNotFailed();
            assertThat(context.getBeanDefinitionNames()).contains(BEANS)
                .doesNotContain(SERVLET_BEANS)
                .doesNotContain("waitGroupsEndpoint");
        });
    }

    @Test
    void runWhenConfigurationsAreNamedOtherwiseShouldHaveBeans() {
        new ApplicationContextRunner(() -> {
            AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
            context.setBeanNameGenerator(AnnotationBeanNameGenerator.INSTANCE);
            return context;
        }).withUserConfiguration(OursOnly.class)
            .run((context) -> assertThat(context.getBeanDefinitionNames()).contains("taskWaitGroupAutoConfiguration",
                    "waitGroupExecutorBeanPostProcessor"));
    }

    @Test
    void runWhenServletApplicationShouldHaveBeans() {
        this.webRunner.withPropertyValues("management.endpoints.web.exposure.include=waitgroups").run((context) -> {
            assertThat(context).hasNotFailed();
            assertThat(context.getBeanDefinitionNames()).contains(BEANS)
                .contains(SERVLET_BEANS)
                .contains("waitGroupsEndpoint");
        });
    }

    @Test
    void runShouldProcessEveryBeanByAllPostProcessors(CapturedOutput output) {
        this.webRunner.run((context) -> assertThat(context).hasNotFailed());
        assertThat(output).doesNotContain("is not eligible for getting processed by all BeanPostProcessors");
    }

    @Test
    void runWhenDisabledShouldHaveNoBean() {
        this.webRunner
            .withPropertyValues("waitgroup.enabled=false", "management.endpoints.web.exposure.include=waitgroups")
            .run((context) -> {
                assertThat(context).hasNotFailed();
                assertThat(Arrays.stream(context.getBeanDefinitionNames()).filter((name) -> isOurs(context, name)))
                    .isEmpty();
            });
    }

    @Test
    void runWhenUserHasOwnBeansShouldBackOff() {
        this.webRunner.withPropertyValues("management.endpoints.web.exposure.include=waitgroups")
            .withUserConfiguration(Own.class)
            .run((context) -> {
                assertThat(context).hasNotFailed();
                assertThat(context.getBean(WaitGroupRegistry.class)).isSameAs(context.getBean("ownRegistry"));
                assertThat(context.getBean(Drain.class)).isSameAs(context.getBean("ownDrain"));
                assertThat(context.getBean(WaitGroupsEndpoint.class)).isSameAs(context.getBean("ownEndpoint"));
                assertThat(context.getBean(Drain.class).options().timeout()).hasSeconds(1);
            });
    }

    @Test
    void runShouldOfferGroupForTheCodeOfTheApplication() {
        AtomicReference<@Nullable WaitGroup> group = new AtomicReference<>();
        this.runner.run((context) -> {
            WaitGroup injected = context.getBean(WaitGroup.class);
            assertThat(injected).isSameAs(context.getBean(WaitGroupRegistry.class).group("application"));
            group.set(injected);
        });
        assertThat(group.get()).isNotNull().extracting(WaitGroup::isClosed).isEqualTo(false);
    }

    @Test
    void runWhenUserHasGroupsOfTheirOwnShouldBackOff() {
        this.runner.withUserConfiguration(OwnGroups.class).run((context) -> {
            assertThat(context).hasNotFailed().doesNotHaveBean("waitGroup");
            assertThat(context.getBeansOfType(WaitGroup.class)).containsOnlyKeys("mails", "invoices");
        });
    }

    @Test
    void runWhenUserHasBeanNamedDrainShouldStart() {
        this.runner.withBean("drain", StringBuilder.class, StringBuilder::new)
            .run((context) -> assertThat(context).hasNotFailed().hasSingleBean(Drain.class));
    }

    @Test
    void runWhenEndpointIsNotExposedShouldNotHaveIt() {
        this.webRunner.run((context) -> assertThat(context).doesNotHaveBean(WaitGroupsEndpoint.class));
    }

    @Test
    void runWhenEndpointIsNotAccessibleShouldNotHaveIt() {
        this.webRunner
            .withPropertyValues("management.endpoints.web.exposure.include=*",
                    "management.endpoint.waitgroups.access=NONE")
            .run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(WaitGroupsEndpoint.class));
    }

    @ParameterizedTest
    @ValueSource(strings = { "jakarta.servlet", "org.springframework.web.servlet", "org.springframework.boot.actuate",
            "org.springframework.boot.web.server", "org.springframework.boot.web.servlet",
            "org.springframework.boot.webmvc", "org.springframework.boot.tomcat", "org.springframework.web", "reactor",
            "org.reactivestreams" })
    void runWhenOptionalPackageIsMissingShouldStart(String missing) {
        new ApplicationContextRunner().withUserConfiguration(OursOnly.class)
            .withClassLoader(new FilteredClassLoader(missing))
            .run((context) -> {
                assertThat(context).hasNotFailed();
                assertThat(context.getBeanDefinitionNames()).contains(BEANS);
            });
    }

    @Test
    void runWhenSpringMvcIsMissingShouldCountRequestsAllTheSame() {
        this.ourWebRunner()
            .withClassLoader(new FilteredClassLoader("org.springframework.web.servlet"))
            .run((context) -> {
                assertThat(context).hasNotFailed();
                assertThat(context.getBeanDefinitionNames()).contains("waitGroupInFlightFilter")
                    .doesNotContain("waitGroupHandlerConfigurer");
            });
    }

    @Test
    void runWhenServletApiIsMissingShouldCountNoRequests() {
        this.ourWebRunner().withClassLoader(new FilteredClassLoader(Filter.class)).run((context) -> {
            assertThat(context).hasNotFailed();
            assertThat(context.getBeanDefinitionNames()).doesNotContain(SERVLET_BEANS);
        });
    }

    private WebApplicationContextRunner ourWebRunner() {
        return new WebApplicationContextRunner().withUserConfiguration(OursOnly.class);
    }

    private static boolean isOurs(ApplicationContext context, String name) {
        Class<?> type = context.getType(name, false);
        return type != null && type.getName().startsWith("io.github.waitgroup.")
                && !type.getName().startsWith(WaitGroupAutoConfigurationTests.class.getName());
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Everything {

    }

    @Configuration(proxyBeanMethods = false)
    @ImportAutoConfiguration({ WaitGroupAutoConfiguration.class, DrainAutoConfiguration.class,
            InFlightWaitGroupAutoConfiguration.class, ReactorWaitGroupAutoConfiguration.class,
            TaskWaitGroupAutoConfiguration.class, ServletWaitGroupAutoConfiguration.class,
            WaitGroupsEndpointAutoConfiguration.class })
    static class OursOnly {

    }

    @Configuration(proxyBeanMethods = false)
    static class OwnGroups {

        @Bean(destroyMethod = "")
        WaitGroup mails(WaitGroupRegistry registry) {
            return registry.group("mails");
        }

        @Bean(destroyMethod = "")
        WaitGroup invoices(WaitGroupRegistry registry) {
            return registry.group("invoices");
        }

    }

    @Configuration(proxyBeanMethods = false)
    static class Own {

        @Bean(destroyMethod = "")
        WaitGroupRegistry ownRegistry() {
            return new WaitGroupRegistry();
        }

        @Bean
        Drain ownDrain(WaitGroupRegistry registry) {
            return new Drain(registry, DrainOptions.ofTimeout(Duration.ofSeconds(1)));
        }

        @Bean
        WaitGroupsEndpoint ownEndpoint(WaitGroupRegistry registry, Drain drain) {
            return new WaitGroupsEndpoint(registry, drain, Show.NEVER);
        }

    }

}
