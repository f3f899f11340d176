// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.lifecycle;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.function.Consumer;

import io.github.waitgroup.Drain;
import io.github.waitgroup.autoconfigure.Bounded;
import io.github.waitgroup.autoconfigure.WaitGroupAutoConfiguration;
import io.github.waitgroup.autoconfigure.scheduling.SchedulingWaitGroupAutoConfiguration;
import io.github.waitgroup.autoconfigure.task.TaskWaitGroupAutoConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.LazyInitializationBeanFactoryPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.task.TaskExecutionAutoConfiguration;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.DependsOn;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.task.AsyncTaskExecutor;
import org.springframework.scheduling.concurrent.ExecutorConfigurationSupport;
import org.springframework.scheduling.concurrent.ScheduledExecutorFactoryBean;
import org.springframework.scheduling.concurrent.SimpleAsyncTaskScheduler;
import org.springframework.scheduling.concurrent.ThreadPoolExecutorFactoryBean;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of settings with which a Spring application loses work.
 */
@ExtendWith(OutputCaptureExtension.class)
class TrapsTests {

    private final ApplicationContextRunner runner = new ApplicationContextRunner()
        .withConfiguration(AutoConfigurations.of(WaitGroupAutoConfiguration.class, DrainAutoConfiguration.class,
                TaskWaitGroupAutoConfiguration.class, TaskExecutionAutoConfiguration.class));

    private final List<String> events = new CopyOnWriteArrayList<>();

    @Test
    void awaitTerminationWithoutPeriodShouldLoseNothing() {
        this.runner
            .withPropertyValues("spring.task.execution.shutdown.await-termination=true",
                    "spring.task.execution.pool.core-size=1")
            .run(this::assertTasksAndTheirTasksEndBeforeClose);
    }

    @Test
    void strictEarlyShutdownShouldLoseNothing(CapturedOutput output) {
        this.runner.withBean("strict", ThreadPoolTaskExecutor.class, () -> {
            ThreadPoolTaskExecutor executor = new ThreadPoolTaskExecutor();
            executor.setStrictEarlyShutdown(true);
            return executor;
        }).run(this::assertTasksAndTheirTasksEndBeforeClose);
        assertThat(output).contains("Executor 'strict' goes on accepting tasks until the drain is over");
    }

    @ParameterizedTest
    @ValueSource(classes = { ThreadPoolExecutorFactoryBean.class, ScheduledExecutorFactoryBean.class })
    void executorsThatFactoryBeansMakeShouldLoseNothing(Class<? extends ExecutorConfigurationSupport> type) {
        this.runner.withBean("made", type).withInitializer(TrapsTests::makeStrict).run((context) -> {
            ExecutorService executor = context.getBean("made", ExecutorService.class);
            assertTasksAndTheirTasksEndBeforeClose(context, executor);
        });
    }

    private static void makeStrict(ConfigurableApplicationContext context) {
        configure(context, ThreadPoolExecutorFactoryBean.class, (factory) -> factory.setStrictEarlyShutdown(true));
    }

    private static void makeLate(ConfigurableApplicationContext context) {
        configure(context, ExecutorConfigurationSupport.class,
                (executor) -> executor.setWaitForTasksToCompleteOnShutdown(true));
    }

    private static <T> void configure(ConfigurableApplicationContext context, Class<T> type, Consumer<T> settings) {
        context.getBeanFactory().addBeanPostProcessor(new BeanPostProcessor() {

            @Override
            public Object postProcessBeforeInitialization(Object bean, String beanName) {
                if (type.isInstance(bean)) {
                    settings.accept(type.cast(bean));
                }
                return bean;
            }

        });
    }

    @ParameterizedTest
    @CsvSource({ "2147483647", "2147482500", "2147482000", "1073741824" })
    void phaseAboveTheDrainShouldLoseNothing(int phase, CapturedOutput output) {
        this.runner.withBean("early", ThreadPoolTaskExecutor.class, () -> {
            ThreadPoolTaskExecutor executor = new ThreadPoolTaskExecutor();
            executor.setPhase(phase);
            return executor;
        }).run(this::assertTasksAndTheirTasksEndBeforeClose);
        assertThat(output).contains("Executor 'early' stops in phase 1073741823 instead of " + phase);
    }

    @Test
    void phaseAboveTheDrainShouldBeMovedOnSchedulersToo(CapturedOutput output) {
        this.runner.withBean("pool", ThreadPoolTaskScheduler.class, () -> {
            ThreadPoolTaskScheduler scheduler = new ThreadPoolTaskScheduler();
            scheduler.setPhase(Integer.MAX_VALUE);
            return scheduler;
        }).withBean("simple", SimpleAsyncTaskScheduler.class, () -> {
            SimpleAsyncTaskScheduler scheduler = new SimpleAsyncTaskScheduler();
            scheduler.setPhase(Integer.MAX_VALUE);
            return scheduler;
        }).run((context) -> {
            assertThat(context.getBean(ThreadPoolTaskScheduler.class).getPhase()).isEqualTo(PhaseTimeouts.EXECUTORS);
            assertThat(context.getBean(SimpleAsyncTaskScheduler.class).getPhase()).isEqualTo(PhaseTimeouts.EXECUTORS);
        });
        assertThat(output).contains("Executor 'pool' stops in phase", "Executor 'simple' stops in phase");
    }

    @Test
    void settingsThatLoseNothingShouldBeLeftAlone(CapturedOutput output) {
        this.runner.withBean("late", ThreadPoolTaskExecutor.class, () -> {
            ThreadPoolTaskExecutor executor = new ThreadPoolTaskExecutor();
            executor.setPhase(7);
            return executor;
        }).withPropertyValues("spring.datasource.url=jdbc:h2:mem:one;DB_CLOSE_ON_EXIT=FALSE").run((context) -> {
            assertThat(context.getBean(ThreadPoolTaskExecutor.class).getPhase()).isEqualTo(7);
            assertThat(output).doesNotContain("instead of", "strict early shutdown", "WARN");
        });
    }

    @ParameterizedTest
    @ValueSource(classes = { ThreadPoolTaskExecutor.class, ThreadPoolTaskScheduler.class,
            ThreadPoolExecutorFactoryBean.class })
    void contextThatIsPausedShouldLoseNothing(Class<? extends ExecutorConfigurationSupport> type) {
        this.runner.withConfiguration(AutoConfigurations.of(SchedulingWaitGroupAutoConfiguration.class))
            .withBean("held", type)
            .withInitializer(TrapsTests::makeLate)
            .run((context) -> {
                context.getSourceApplicationContext().pause();
                context.getBean("held", Executor.class).execute(() -> this.events.add("ended"));
                Drain drain = context.getBean(Drain.class);
                context.getSourceApplicationContext().close();
                assertThat(this.events).containsExactly("ended");
                assertThat(drain.state()).isEqualTo(Drain.State.DRAINED);
            });
    }

    @Test
    void childContextThatClosesShouldLeaveItsParentServing() {
        this.runner.run((parent) -> {
            Drain drain = parent.getBean(Drain.class);
            List<Drain.State> states = new CopyOnWriteArrayList<>();
            drain.listen(states::add);
            this.runner.withParent(parent).run((child) -> assertThat(child.getBean(Drain.class)).isSameAs(drain));
            assertThat(drain.state()).isEqualTo(Drain.State.SERVING);
            assertThat(states).as("what schedules and requests of the parent were told").isEmpty();
        });
    }

    @Test
    void childContextThatClosesWithItsParentShouldLeaveTheDrainToIt() {
        this.runner.run((parent) -> this.runner.withParent(parent).run((child) -> {
            Drain drain = parent.getBean(Drain.class);
            parent.getSourceApplicationContext()
                .addApplicationListener((ContextClosedEvent event) -> child.getSourceApplicationContext().close());
            parent.getSourceApplicationContext().close();
            assertThat(drain.state()).isEqualTo(Drain.State.DRAINED);
        }));
    }

    @Test
    void beanThatDependsOnALifecycleOfOursShouldBeNamed(CapturedOutput output) {
        this.runner.withUserConfiguration(Dependents.class)
            .withInitializer(
                    (context) -> context.addBeanFactoryPostProcessor(new LazyInitializationBeanFactoryPostProcessor()))
            .run((context) -> assertThat(output).contains(
                    "Bean 'dependent' depends on 'waitGroupDrainLifecycle', so Spring stops it before the drain",
                    "Bean 'dependent' depends on 'waitGroupLateWorkLifecycle'"));
    }

    @Test
    void h2ThatClosesItselfShouldBeNamedWithoutItsUrl(CapturedOutput output) {
        this.runner
            .withPropertyValues("app.orders.jdbc-url=jdbc:h2:file:./orders;PASSWORD=secret",
                    "spring.datasource.url=jdbc:h2:mem:${name}", "name=shop", "broken=${nowhere}")
            .run((context) -> assertThat(output)
                .contains("The H2 database of 'app.orders.jdbc-url' closes itself", "of 'spring.datasource.url' closes")
                .doesNotContain("secret"));
    }

    @Test
    void propertyThatNobodyCanReadShouldNotEndTheStart() {
        this.runner
            .withInitializer((context) -> context.getEnvironment()
                .getPropertySources()
                .addLast(new MapPropertySource("odd", Map.of("no-text", new Object()))))
            .run((context) -> assertThat(context).hasNotFailed());
    }

    @ParameterizedTest
    @CsvSource({ "jdbc:h2:mem:a,true", "JDBC:H2:file:~/a;MODE=MySQL,true", "jdbc:h2:mem:a;db_close_on_exit=false,false",
            "jdbc:h2:mem:a;DB_CLOSE_ON_EXIT=TRUE,true", "jdbc:h2:tcp://localhost/a,false",
            "jdbc:h2:ssl://localhost/a,false", "jdbc:postgresql://localhost/a,false", ",false" })
    void onlyEmbeddedH2ShouldCloseItself(String url, boolean closes) {
        assertThat(H2Urls.isClosedOnExit(url)).isEqualTo(closes);
    }

    private void assertTasksAndTheirTasksEndBeforeClose(AssertableApplicationContext context) {
        assertTasksAndTheirTasksEndBeforeClose(context, context.getBean(AsyncTaskExecutor.class));
    }

    private void assertTasksAndTheirTasksEndBeforeClose(AssertableApplicationContext context, Executor executor) {
        CountDownLatch gate = new CountDownLatch(1);
        executor.execute(() -> Bounded.await(gate));
        for (int i = 0; i < 3; i++) {
            executor.execute(() -> executor.execute(() -> this.events.add("ended")));
        }
        Drain drain = context.getBean(Drain.class);
        drain.listen((state) -> {
            if (state == Drain.State.DRAINING) {
                gate.countDown();
            }
        });
        context.getSourceApplicationContext().close();
        assertThat(this.events).containsExactly("ended", "ended", "ended");
        assertThat(drain.state()).isEqualTo(Drain.State.DRAINED);
    }

    @Configuration(proxyBeanMethods = false)
    static class Dependents {

        @Bean
        @DependsOn({ "waitGroupDrainLifecycle", "waitGroupLateWorkLifecycle" })
        SmartLifecycle dependent() {
            return new ShutdownTests.Phase(0, () -> {
            });
        }

    }

}
