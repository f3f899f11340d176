// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.inflight;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.waitgroup.InFlight;
import io.github.waitgroup.Registration;
import io.github.waitgroup.WaitGroup;
import io.github.waitgroup.WaitGroupRegistry;
import io.github.waitgroup.WorkSnapshot;
import io.github.waitgroup.autoconfigure.Bounded;
import io.github.waitgroup.autoconfigure.task.TaskWaitGroupAutoConfiguration;
import org.aopalliance.intercept.MethodInterceptor;
import org.junit.jupiter.api.Test;

import org.springframework.aop.framework.Advised;
import org.springframework.aop.framework.autoproxy.DefaultAdvisorAutoProxyCreator;
import org.springframework.aop.support.AopUtils;
import org.springframework.aop.support.DefaultPointcutAdvisor;
import org.springframework.aop.support.annotation.AnnotationMatchingPointcut;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.task.TaskExecutionAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.resilience.annotation.EnableResilientMethods;
import org.springframework.resilience.annotation.Retryable;
import org.springframework.scheduling.annotation.Async;
import org.springframework.scheduling.annotation.EnableAsync;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of where {@code @InFlight} is found, and where its advice stands among others.
 */
class InFlightProxyTests {

    private final ApplicationContextRunner runner = InFlightFixture.runner(ShopService.class);

    private final ApplicationContextRunner asyncRunner = this.runner.withConfiguration(
            AutoConfigurations.of(TaskWaitGroupAutoConfiguration.class, TaskExecutionAutoConfiguration.class));

    @Test
    void runShouldFindAnnotationWhereSpringFindsItsOwn() {
        this.runner.run((context) -> {
            ShopService shop = context.getBean(ShopService.class);
            assertThat(AopUtils.isCglibProxy(shop)).isTrue();
            assertThat(shop.named()).isEqualTo("nightly export");
            assertThat(shop.byInterface()).isEqualTo("InFlightProxyTests.ShopService.byInterface");
            assertThat(shop.inherited()).isEqualTo("InFlightProxyTests.ShopService.inherited");
            assertThat(shop.composed()).isEqualTo("bookkeeping");
            Bounded.assertEnded(InFlightFixture.group(context), 4, 0);
        });
    }

    @Test
    void runWhenInterfaceProxiesAreConfiguredShouldMakeThem() {
        this.runner.withPropertyValues("spring.aop.proxy-target-class=false").run((context) -> {
            Shop shop = context.getBean(Shop.class);
            assertThat(AopUtils.isJdkDynamicProxy(shop)).isTrue();
            assertThat(shop.named()).isEqualTo("nightly export");
            assertThat(shop.byInterface()).isEqualTo("InFlightProxyTests.ShopService.byInterface");
            Bounded.assertEnded(InFlightFixture.group(context), 2, 0);
        });
    }

    @Test
    void runWhenBeanHasNoSuchMethodShouldNotProxyIt() {
        this.runner.withBean(Plain.class)
            .run((context) -> assertThat(AopUtils.isAopProxy(context.getBean(Plain.class))).isFalse());
    }

    @Test
    void determineBeanTypeShouldKnowProxyBeforeThereIsOne() {
        this.runner.run((context) -> {
            InFlightMethodBeanPostProcessor processor = context.getBean(InFlightMethodBeanPostProcessor.class);
            assertThat(processor.determineBeanType(ShopService.class, "shop")).isNotEqualTo(ShopService.class)
                .isAssignableTo(ShopService.class);
            assertThat(processor.determineBeanType(Plain.class, "plain")).isEqualTo(Plain.class);
        });
    }

    @Test
    void runWhenBeanIsProxiedAlreadyShouldStandOutsideOfOtherAdvice() {
        this.runner.withUserConfiguration(Transactional.class).run((context) -> {
            ShopService shop = context.getBean(ShopService.class);
            assertThat(AopUtils.isAopProxy(AopUtils.getTargetClass(shop))).isFalse();
            assertThat(((Advised) shop).getAdvisors()).hasSizeGreaterThanOrEqualTo(2);
            assertThat(shop.named()).isEqualTo("nightly export");
            assertThat(context.getBean(Transactional.class).commits).containsExactly("nightly export");
            Bounded.assertEnded(InFlightFixture.group(context), 1, 0);
        });
    }

    @Test
    void runWhenMethodIsRetriedShouldCountAllAttemptsAsOne() {
        this.runner.withUserConfiguration(Resilient.class).run((context) -> {
            assertThat(context.getBean(ShopService.class).retried()).isEqualTo(3);
            Bounded.assertEnded(InFlightFixture.group(context), 1, 0);
        });
    }

    @Test
    void runWhenMethodIsAsynchronousShouldCountItsRunAsChildOfTheTask() {
        this.asyncRunner.withUserConfiguration(Asynchronous.class).run((context) -> {
            WaitGroup tasks = Bounded.group(context.getBean(WaitGroupRegistry.class), "async");
            CountDownLatch running = new CountDownLatch(1);
            CountDownLatch gate = new CountDownLatch(1);
            context.getBean(ShopService.class).later(running, gate);
            Bounded.await(running);
            WaitGroup group = InFlightFixture.group(context);
            WorkSnapshot task = tasks.snapshot(10).work().get(0);
            WorkSnapshot call = group.snapshot(10).work().get(0);
            assertThat(call.parent()).isEqualTo(task.id());
            assertThat(call.thread()).isEqualTo(task.thread());
            assertThat(call.label()).isEqualTo("InFlightProxyTests.ShopService.later");
            gate.countDown();
            Bounded.assertEnded(group, 1, 0);
            Bounded.assertEnded(tasks, 1, 0);
        });
    }

    @Test
    void runWhenAsynchronousMethodFailsShouldCountBothFailed() {
        this.asyncRunner.withUserConfiguration(Asynchronous.class).run((context) -> {
            WaitGroup tasks = Bounded.group(context.getBean(WaitGroupRegistry.class), "async");
            context.getBean(ShopService.class).failLater();
            CompletableFuture<String> promise = context.getBean(ShopService.class).failPromise();
            Bounded.assertEnded(tasks, 2, 2);
            assertThat(promise).isCompletedExceptionally();
            Bounded.assertEnded(InFlightFixture.group(context), 2, 2);
        });
    }

    interface Shop {

        String named();

        @InFlight
        String byInterface();

    }

    static class AbstractShop {

        @InFlight
        String inherited() {
            return label();
        }

        static String label() {
            Registration current = Registration.current();
            return (current != null) ? current.label() : "none";
        }

    }

    static class ShopService extends AbstractShop implements Shop {

        private final AtomicInteger attempts = new AtomicInteger();

        @Override
        @InFlight("nightly export")
        public String named() {
            return label();
        }

        @Override
        public String byInterface() {
            return label();
        }

        @Bookkeeping
        String composed() {
            return label();
        }

        @InFlight
        @Retryable(maxRetries = 2, delay = 0)
        int retried() {
            if (this.attempts.incrementAndGet() < 3) {
                throw new IllegalStateException("expected");
            }
            return this.attempts.get();
        }

        @Async
        @InFlight
        void later(CountDownLatch running, CountDownLatch gate) {
            running.countDown();
            Bounded.await(gate);
        }

        @Async
        @InFlight
        void failLater() {
            throw new IllegalStateException("expected");
        }

        @Async
        @InFlight
        CompletableFuture<String> failPromise() {
            return CompletableFuture.failedFuture(new IllegalStateException("expected"));
        }

    }

    static class Plain {

    }

    @InFlight("bookkeeping")
    @Retention(RetentionPolicy.RUNTIME)
    @interface Bookkeeping {

    }

    @Configuration(proxyBeanMethods = false)
    @EnableResilientMethods(proxyTargetClass = true)
    static class Resilient {

    }

    @Configuration(proxyBeanMethods = false)
    @EnableAsync(proxyTargetClass = true)
    static class Asynchronous {

    }

    // Stands in for a transaction: what it does after the method is the commit
    @Configuration(proxyBeanMethods = false)
    static class Transactional {

        private final List<String> commits = new ArrayList<>();

        @Bean
        static DefaultAdvisorAutoProxyCreator autoProxyCreator() {
            DefaultAdvisorAutoProxyCreator creator = new DefaultAdvisorAutoProxyCreator();
            creator.setProxyTargetClass(true);
            return creator;
        }

        @Bean
        DefaultPointcutAdvisor transactionAdvisor() {
            MethodInterceptor transaction = (invocation) -> {
                Object result = invocation.proceed();
                this.commits.add(AbstractShop.label());
                return result;
            };
            return new DefaultPointcutAdvisor(AnnotationMatchingPointcut.forMethodAnnotation(InFlight.class),
                    transaction);
        }

    }

}
