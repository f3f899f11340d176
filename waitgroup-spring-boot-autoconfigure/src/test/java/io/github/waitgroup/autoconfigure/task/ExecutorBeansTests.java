// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.task;

import java.util.Comparator;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.PriorityBlockingQueue;

import io.github.waitgroup.Drain;
import io.github.waitgroup.WaitGroup;
import io.github.waitgroup.WaitGroupRegistry;
import io.github.waitgroup.autoconfigure.Bounded;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.aop.framework.ProxyFactory;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.micrometer.metrics.autoconfigure.task.TaskExecutorMetricsAutoConfiguration;
import org.springframework.boot.task.ThreadPoolTaskExecutorCustomizer;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Scope;
import org.springframework.context.annotation.ScopedProxyMode;
import org.springframework.context.support.SimpleThreadScope;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.task.AsyncTaskExecutor;
import org.springframework.core.task.TaskDecorator;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;
import org.springframework.web.context.request.RequestScope;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * Tests of what the executors of an application are after they have learnt to count.
 */
class ExecutorBeansTests {

    private final ApplicationContextRunner runner = new ApplicationContextRunner()
        .withConfiguration(AbstractExecutorTests.CONFIGURATIONS);

    private final List<String> order = new CopyOnWriteArrayList<>();

    @Test
    void runWhenOneOfEachTypeIsInjectedShouldStart() {
        this.runner.withBean(TaskDecorator.class, () -> decorator("users"))
            .withUserConfiguration(Injected.class)
            .run((context) -> assertThat(context).hasNotFailed().hasBean("injected"));
    }

    @Test
    void runShouldNotChangeTheTypeOfExecutors() {
        this.runner.run((context) -> {
            assertThat(context.getBean("applicationTaskExecutor").getClass()).isEqualTo(ThreadPoolTaskExecutor.class);
            assertThat(context).hasSingleBean(Executor.class);
            assertThat(context).doesNotHaveBean(TaskDecorator.class);
        });
    }

    @Test
    void runWhenUserHasDecoratorsShouldKeepThemAndTheirOrder() {
        this.runner.withUserConfiguration(Decorators.class)
            .withBean("list", List.class, () -> this.order)
            .run((context) -> {
                execute(context);
                assertThat(this.order).containsExactly("last begins", "first begins", "task", "first ends",
                        "last ends");
            });
    }

    @Test
    void runWhenCustomizerSetsDecoratorShouldKeepIt() {
        this.runner
            .withBean(ThreadPoolTaskExecutorCustomizer.class,
                    () -> (executor) -> executor.setTaskDecorator(decorator("customized")))
            .run((context) -> {
                execute(context);
                assertThat(this.order).containsExactly("customized begins", "task", "customized ends");
            });
    }

    @Test
    void runWhenDecoratorThrowsShouldCountNothing() {
        this.runner.withBean(TaskDecorator.class, () -> (task) -> {
            throw new IllegalArgumentException("expected");
        }).run((context) -> {
            AsyncTaskExecutor executor = context.getBean(AsyncTaskExecutor.class);
            assertThat(catchThrowable(() -> executor.execute(() -> {
            }))).hasMessage("expected");
            Bounded.assertEnded(group(context), 0, 0);
        });
    }

    @Test
    void runWhenDecoratedTaskThrowsShouldCountItFailed() {
        this.runner.withBean(TaskDecorator.class, () -> (task) -> () -> {
            task.run();
            throw new IllegalArgumentException("expected");
        }).run((context) -> {
            Future<?> future = context.getBean(AsyncTaskExecutor.class).submit(() -> this.order.add("task"));
            Bounded.get(future);
            Bounded.assertEnded(group(context), 1, 1);
        });
    }

    @Test
    void runWhenOneExecutorIsTwoBeansShouldCountItsTasksOnce() {
        this.runner.withUserConfiguration(TwoNames.class).run((context) -> {
            context.getBean("one", AsyncTaskExecutor.class).execute(() -> {
            });
            Bounded.assertEnded(group(context), 1, 0);
        });
    }

    @Test
    void runWhenExecutorIsProxiedShouldCountItsTasksAndKeepItsDecorator() {
        this.runner
            .withBean("pool", ThreadPoolTaskExecutor.class, () -> decorated(new ThreadPoolTaskExecutor(), "users"))
            .withBean(ProxyingPostProcessor.class, ProxyingPostProcessor::new)
            .run((context) -> {
                assertThat(context).hasNotFailed();
                execute(context);
                assertThat(this.order).containsExactly("users begins", "task", "users ends");
            });
    }

    @Test
    void runWhenExecutorIsScopedShouldCountItsTasksAndKeepItsDecorator() {
        this.runner
            .withInitializer((context) -> context.getBeanFactory().registerScope("thread", new SimpleThreadScope()))
            .withBean("list", List.class, () -> this.order)
            .withUserConfiguration(Scoped.class)
            .run((context) -> {
                assertThat(context).hasNotFailed();
                execute(context);
                assertThat(this.order).containsExactly("scoped begins", "task", "scoped ends");
            });
    }

    @Test
    void runWhenScopeOfExecutorIsNotActiveShouldStart() {
        this.runner.withInitializer((context) -> context.getBeanFactory().registerScope("thread", new RequestScope()))
            .withBean("list", List.class, () -> this.order)
            .withUserConfiguration(Scoped.class)
            .run((context) -> assertThat(context).hasNotFailed());
    }

    @Test
    @ExtendWith(OutputCaptureExtension.class)
    void runWhenPoolIsNotInitializedShouldLeaveItAloneAndSaySo(CapturedOutput output) {
        this.runner.withBean("pool", Uninitialized.class).run((context) -> {
            assertThat(context).hasNotFailed();
            assertThat(output).contains("Tasks of executor 'pool' are not counted");
        });
    }

    @Test
    @ExtendWith(OutputCaptureExtension.class)
    void runWhenComparatorSortsTasksShouldAwaitPoolAsWhole(CapturedOutput output) {
        this.runner.withBean("pool", Sorted.class, () -> new Sorted(Comparator.comparing(Runnable::hashCode)))
            .withPropertyValues("waitgroup.shutdown.timeout=1s", "waitgroup.shutdown.interrupt=false")
            .run((context) -> {
                assertThat(context).hasNotFailed();
                CountDownLatch gate = new CountDownLatch(1);
                context.getBean(Sorted.class).execute(new Urgent(1, () -> Bounded.await(gate)));
                assertThat(context.getBean(Drain.class).await().abandoned()).singleElement()
                    .satisfies((work) -> assertThat(work.label()).contains("executor 'pool'"));
                gate.countDown();
                assertThat(output).doesNotContain("are not counted");
            });
    }

    @Test
    void runWhenExecutorIsMadeForAnotherPostProcessorShouldCountItsTasks() {
        this.runner.withUserConfiguration(ForPostProcessor.class).run((context) -> {
            Bounded.get(context.getBean("early", ThreadPoolTaskExecutor.class).submit(() -> "yes"));
            Bounded.assertEnded(Bounded.group(context.getBean(WaitGroupRegistry.class), AsyncGroup.NAME), 1, 0);
        });
    }

    @Test
    void runWhenDecoratorIsReplacedAfterStartShouldAwaitPoolAsWhole() {
        this.runner.withBean("pool", ThreadPoolTaskExecutor.class, ThreadPoolTaskExecutor::new)
            .withPropertyValues("waitgroup.shutdown.timeout=1s", "waitgroup.shutdown.interrupt=false")
            .run((context) -> {
                ThreadPoolTaskExecutor executor = context.getBean("pool", ThreadPoolTaskExecutor.class);
                executor.setTaskDecorator(decorator("replaced"));
                CountDownLatch gate = new CountDownLatch(1);
                executor.execute(() -> Bounded.await(gate));
                assertThat(context.getBean(Drain.class).await().abandoned()).singleElement()
                    .satisfies((work) -> assertThat(work.label()).contains("executor 'pool'"));
                gate.countDown();
            });
    }

    @Test
    void runWhenTasksOfPoolAreSortedShouldCountThemAndKeepTheirOrder() {
        this.runner.withBean("pool", Sorted.class, () -> new Sorted(null)).run((context) -> {
            Sorted executor = context.getBean(Sorted.class);
            CountDownLatch running = new CountDownLatch(1);
            CountDownLatch gate = new CountDownLatch(1);
            executor.execute(new Urgent(0, () -> {
                running.countDown();
                Bounded.await(gate);
            }));
            Bounded.await(running);
            for (int urgency : new int[] { 3, 1, 2 }) {
                executor.execute(new Urgent(urgency, () -> this.order.add("task " + urgency)));
            }
            assertThat(group(context).snapshot(0).queued()).isEqualTo(3);
            gate.countDown();
            Bounded.assertEnded(group(context), 4, 0);
            assertThat(this.order).containsExactly("task 1", "task 2", "task 3");
        });
    }

    @Test
    void runWhenMetersAreBoundShouldFindThePool() {
        this.runner.withConfiguration(AutoConfigurations.of(TaskExecutorMetricsAutoConfiguration.class))
            .withBean(MeterRegistry.class, SimpleMeterRegistry::new)
            .run((context) -> {
                execute(context);
                assertThat(context.getBean(MeterRegistry.class)
                    .get("executor.pool.core")
                    .tag("name", "applicationTaskExecutor")
                    .gauge()
                    .value()).isEqualTo(8);
            });
    }

    @Test
    void runWhenBeanMethodReturnsInterfaceShouldCountOnItsWay() {
        this.runner.withUserConfiguration(ByInterface.class).run((context) -> {
            assertThat(context.getBean("own")).isInstanceOf(CountedTaskExecutor.class);
            context.getBean("own", AsyncTaskExecutor.class).execute(() -> this.order.add("task"));
            Bounded.assertEnded(group(context), 1, 0);
        });
    }

    private void execute(ApplicationContext context) throws Exception {
        context.getBean(AsyncTaskExecutor.class).execute(() -> this.order.add("task"));
        Bounded.assertEnded(group(context), 1, 0);
    }

    private static WaitGroup group(ApplicationContext context) {
        return Bounded.group(context.getBean(WaitGroupRegistry.class), AsyncGroup.NAME);
    }

    private TaskDecorator decorator(String name) {
        return decorator(name, this.order);
    }

    private static TaskDecorator decorator(String name, List<String> order) {
        return (task) -> () -> {
            order.add(name + " begins");
            task.run();
            order.add(name + " ends");
        };
    }

    private <T extends ThreadPoolTaskExecutor> T decorated(T executor, String name) {
        executor.setTaskDecorator(decorator(name));
        return executor;
    }

    @SuppressWarnings("serial")
    static class Uninitialized extends ThreadPoolTaskExecutor {

        @Override
        public void afterPropertiesSet() {
        }

    }

    @Configuration(proxyBeanMethods = false)
    static class ForPostProcessor {

        @Bean
        static ThreadPoolTaskExecutor early() {
            return new ThreadPoolTaskExecutor();
        }

        @Bean
        static BeanPostProcessor needsEarly(ThreadPoolTaskExecutor early) {
            return new BeanPostProcessor() {
            };
        }

    }

    @SuppressWarnings("serial")
    static class Sorted extends ThreadPoolTaskExecutor {

        private final transient @Nullable Comparator<Runnable> comparator;

        Sorted(@Nullable Comparator<Runnable> comparator) {
            this.comparator = comparator;
        }

        @Override
        protected BlockingQueue<Runnable> createQueue(int queueCapacity) {
            setCorePoolSize(0);
            return new PriorityBlockingQueue<>(11, this.comparator);
        }

    }

    record Urgent(int urgency, Runnable task) implements Runnable, Comparable<Urgent> {

        @Override
        public void run() {
            this.task.run();
        }

        @Override
        public int compareTo(Urgent other) {
            return Integer.compare(this.urgency, other.urgency);
        }

    }

    @Configuration(proxyBeanMethods = false)
    static class ByInterface {

        @Bean
        AsyncTaskExecutor own() {
            return Runnable::run;
        }

    }

    static class ProxyingPostProcessor implements BeanPostProcessor, Ordered {

        @Override
        public Object postProcessAfterInitialization(Object bean, String beanName) {
            if (bean instanceof ThreadPoolTaskExecutor) {
                ProxyFactory factory = new ProxyFactory(bean);
                factory.setProxyTargetClass(true);
                return factory.getProxy();
            }
            return bean;
        }

        @Override
        public int getOrder() {
            return 0;
        }

    }

    @Configuration(proxyBeanMethods = false)
    static class Injected {

        @Bean
        String injected(TaskDecorator decorator, ThreadPoolTaskExecutor pool, AsyncTaskExecutor executor) {
            return "injected";
        }

    }

    @Configuration(proxyBeanMethods = false)
    static class Decorators {

        @Bean
        @Order(1)
        TaskDecorator first(List<String> list) {
            return decorator("first", list);
        }

        @Bean
        @Order(2)
        TaskDecorator last(List<String> list) {
            return decorator("last", list);
        }

    }

    @Configuration(proxyBeanMethods = false)
    static class TwoNames {

        @Bean
        ThreadPoolTaskExecutor one() {
            return new ThreadPoolTaskExecutor();
        }

        @Bean
        Executor other(ThreadPoolTaskExecutor one) {
            return one;
        }

    }

    @Configuration(proxyBeanMethods = false)
    static class Scoped {

        @Bean
        @Scope(value = "thread", proxyMode = ScopedProxyMode.TARGET_CLASS)
        ThreadPoolTaskExecutor scoped(List<String> list) {
            ThreadPoolTaskExecutor executor = new ThreadPoolTaskExecutor();
            executor.setTaskDecorator(decorator("scoped", list));
            return executor;
        }

    }

}
