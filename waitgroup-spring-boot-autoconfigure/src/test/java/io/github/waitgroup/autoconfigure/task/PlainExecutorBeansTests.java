// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.task;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.PriorityBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.waitgroup.CountedExecutors;
import io.github.waitgroup.Drain;
import io.github.waitgroup.Registration;
import io.github.waitgroup.WaitGroup;
import io.github.waitgroup.WaitGroupRegistry;
import io.github.waitgroup.WorkSnapshot;
import io.github.waitgroup.autoconfigure.Bounded;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ApplicationContext;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.scheduling.annotation.Async;
import org.springframework.scheduling.annotation.EnableAsync;
import org.springframework.scheduling.concurrent.ForkJoinPoolFactoryBean;
import org.springframework.scheduling.concurrent.ScheduledExecutorFactoryBean;
import org.springframework.scheduling.concurrent.ThreadPoolExecutorFactoryBean;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of what plain executors are as beans, after they have learnt to count.
 */
class PlainExecutorBeansTests {

    private final ApplicationContextRunner runner = new ApplicationContextRunner()
        .withConfiguration(AbstractExecutorTests.CONFIGURATIONS);

    private static WaitGroup group(ApplicationContext context) {
        return Bounded.group(context.getBean(WaitGroupRegistry.class), AsyncGroup.NAME);
    }

    private static List<WorkSnapshot> work(ApplicationContext context) {
        return group(context).snapshot(10).work();
    }

    private static boolean isCounted(ApplicationContext context, String name) {
        return CountedExecutors.isCounted(context.getBean(name, Executor.class));
    }

    @Test
    @ExtendWith(OutputCaptureExtension.class)
    void runShouldReplaceWhatIsDeclaredByAnInterfaceAndNothingElse(CapturedOutput output) {
        this.runner.withUserConfiguration(Declared.class).run((context) -> {
            assertThat(context).hasNotFailed();
            assertThat(isCounted(context, "executor")).isTrue();
            assertThat(isCounted(context, "service")).isTrue();
            assertThat(isCounted(context, "scheduled")).isTrue();
            assertThat(context.getBean("threadPool").getClass()).isEqualTo(ThreadPoolExecutor.class);
            assertThat(context.getBean("forkJoin").getClass()).isEqualTo(ForkJoinPool.class);
            assertThat(context.getBean("springs").getClass()).isEqualTo(ThreadPoolTaskExecutor.class);
            Injected injected = context.getBean(Injected.class);
            assertThat(injected.primary()).isSameAs(context.getBean("service"));
            assertThat(injected.qualified()).isSameAs(context.getBean("executor"));
            assertThat(injected.scheduled()).isSameAs(context.getBean("scheduled"));
            assertThat(injected.threadPool()).isSameAs(context.getBean("threadPool"));
            assertThat(output).doesNotContain("is not eligible for getting processed by all BeanPostProcessors")
                .doesNotContain("are not counted");
        });
    }

    @Test
    void runShouldCountWhatFactoryBeansMake() {
        this.runner.withUserConfiguration(Factories.class).run((context) -> {
            assertThat(context).hasNotFailed();
            for (String name : List.of("threadPool", "scheduled")) {
                assertThat(isCounted(context, name)).isTrue();
                context.getBean(name, ExecutorService.class).execute(() -> {
                });
            }
            Bounded.assertEnded(group(context), 2, 0);
            assertThat(context.getBean("forkJoin")).isInstanceOf(ForkJoinPool.class);
            CompletableFuture<Boolean> done = new CompletableFuture<>();
            CountDownLatch draining = draining(context);
            context.getBean("forkJoin", ForkJoinPool.class).execute(() -> {
                Bounded.await(draining);
                done.complete(true);
            });
            context.close();
            assertThat(done).isDone();
        });
    }

    @Test
    void runWhenAsyncMethodNamesAnExecutorShouldCountItsCallOnceByItsName() {
        this.runner.withUserConfiguration(AsyncConfiguration.class).run((context) -> {
            Orders orders = context.getBean(Orders.class);
            assertThat(Bounded.get(orders.onExecutor())).isEqualTo("PlainExecutorBeansTests.Orders.onExecutor");
            assertThat(Bounded.get(orders.onService())).isEqualTo("PlainExecutorBeansTests.Orders.onService");
            Bounded.assertEnded(group(context), 2, 0);
            CountDownLatch draining = draining(context);
            AtomicInteger ended = new AtomicInteger();
            for (int i = 0; i < 5; i++) {
                orders.fulfil(draining, ended);
            }
            assertThat(work(context)).hasSize(5)
                .extracting(WorkSnapshot::label)
                .containsOnly("PlainExecutorBeansTests.Orders.fulfil");
            context.close();
            assertThat(ended).hasValue(5);
        });
    }

    @Test
    void runWhenOneExecutorIsTwoBeansShouldCountItsTasksOnce() {
        ExecutorService shared = Executors.newCachedThreadPool();
        this.runner.withBean("one", ExecutorService.class, () -> shared)
            .withBean("two", Executor.class, () -> shared)
            .run((context) -> {
                context.getBean("one", Executor.class).execute(() -> {
                });
                context.getBean("two", Executor.class).execute(() -> {
                });
                Bounded.assertEnded(group(context), 2, 0);
            });
    }

    @Test
    void runWhenOneExecutorHandsOnToAnotherShouldCountItsTasksOnce() {
        this.runner.withUserConfiguration(Chain.class).run((context) -> {
            context.getBean("outer", Executor.class).execute(() -> {
            });
            Bounded.assertEnded(group(context), 1, 0);
        });
    }

    @Test
    void runWhenUserCountsAnExecutorShouldLeaveItAlone() {
        WaitGroup own = new WaitGroup("own");
        ExecutorService counted = own.executor("task", Executors.newCachedThreadPool());
        this.runner.withBean("counted", ExecutorService.class, () -> counted)
            .run((context) -> assertThat(context.getBean("counted")).isSameAs(counted));
    }

    @Test
    void runWhenSpringStartsAnExecutorShouldNotReplaceIt() {
        Started started = new Started();
        this.runner.withBean("started", Executor.class, () -> started).run((context) -> {
            assertThat(context.getBean("started")).isSameAs(started);
            assertThat(started.running).isTrue();
        });
        assertThat(started.running).isFalse();
    }

    @Test
    void runWhenExecutorIsThePoolOfAnotherShouldCountItsTasksOnceAndEndWhatItDiscards() {
        this.runner.withUserConfiguration(PoolOfAnother.class).run((context) -> {
            ExecutorService raw = context.getBean("raw", ExecutorService.class);
            CountDownLatch running = new CountDownLatch(1);
            CountDownLatch gate = new CountDownLatch(1);
            raw.execute(() -> {
                running.countDown();
                Bounded.await(gate);
            });
            Bounded.await(running);
            for (int i = 0; i < 3; i++) {
                raw.execute(() -> {
                });
            }
            gate.countDown();
            Bounded.assertEnded(group(context), 4, 2);
        });
    }

    @Test
    void closeShouldAwaitPoolsThatAreDeclaredByTheirClass() {
        this.runner.withUserConfiguration(Declared.class).run((context) -> {
            Drain drain = context.getBean(Drain.class);
            CountDownLatch draining = draining(context);
            AtomicInteger ended = new AtomicInteger();
            for (int i = 0; i < 3; i++) {
                for (Executor pool : List.of(context.getBean(ThreadPoolExecutor.class),
                        context.getBean(ForkJoinPool.class))) {
                    pool.execute(() -> {
                        Bounded.await(draining);
                        ended.incrementAndGet();
                    });
                }
            }
            context.close();
            assertThat(ended).hasValue(6);
            assertThat(drain.await().outcome()).isEqualTo(Drain.State.DRAINED);
        });
    }

    @Test
    @ExtendWith(OutputCaptureExtension.class)
    void runWhenNobodyCanWaitForAnExecutorShouldSaySoWithTheRemedy(CapturedOutput output) {
        this.runner.withBean("timer", ScheduledThreadPoolExecutor.class, () -> new ScheduledThreadPoolExecutor(1))
            .withBean("own", OwnExecutor.class, OwnExecutor::new)
            .withBean("started", ThreadPoolExecutor.class, () -> {
                ThreadPoolExecutor pool = new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS,
                        new LinkedBlockingQueue<>());
                pool.prestartAllCoreThreads();
                return pool;
            })
            .withBean("sorted", ExecutorService.class,
                    () -> new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, new PriorityBlockingQueue<>()))
            .run((context) -> {
                assertThat(context).hasNotFailed();
                assertThat(output)
                    .contains("executor 'timer' (java.util.concurrent.ScheduledThreadPoolExecutor) are not counted: "
                            + "declare the return type of its bean method as ScheduledExecutorService")
                    .contains("executor 'own' (" + OwnExecutor.class.getName() + ") are not counted: declare")
                    .contains("executor 'started' (java.util.concurrent.ThreadPoolExecutor) are not counted: it had")
                    .doesNotContain("executor 'sorted'");
            });
    }

    private static CountDownLatch draining(ApplicationContext context) {
        CountDownLatch draining = new CountDownLatch(1);
        context.getBean(Drain.class).listen((state) -> {
            if (state == Drain.State.DRAINING) {
                draining.countDown();
            }
        });
        return draining;
    }

    static class OwnExecutor implements Executor {

        @Override
        public void execute(Runnable task) {
            task.run();
        }

    }

    static class Started extends OwnExecutor implements SmartLifecycle {

        private volatile boolean running;

        @Override
        public void start() {
            this.running = true;
        }

        @Override
        public void stop() {
            this.running = false;
        }

        @Override
        public boolean isRunning() {
            return this.running;
        }

    }

    @Configuration(proxyBeanMethods = false)
    static class PoolOfAnother {

        @Bean
        ThreadPoolTaskExecutor springs() {
            ThreadPoolTaskExecutor executor = new ThreadPoolTaskExecutor();
            executor.setMaxPoolSize(1);
            executor.setQueueCapacity(1);
            executor.setRejectedExecutionHandler(new ThreadPoolExecutor.DiscardPolicy());
            return executor;
        }

        @Bean
        ExecutorService raw(ThreadPoolTaskExecutor springs) {
            return springs.getThreadPoolExecutor();
        }

    }

    record Injected(ExecutorService primary, Executor qualified, ScheduledExecutorService scheduled,
            ThreadPoolExecutor threadPool) {
    }

    @Configuration(proxyBeanMethods = false)
    static class Declared {

        @Bean
        Executor executor() {
            return Runnable::run;
        }

        @Bean
        @Primary
        ExecutorService service() {
            return Executors.newFixedThreadPool(2);
        }

        @Bean
        static ScheduledExecutorService scheduled() {
            return Executors.newScheduledThreadPool(1);
        }

        @Bean
        ThreadPoolExecutor threadPool() {
            return new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>());
        }

        @Bean
        ForkJoinPool forkJoin() {
            return new ForkJoinPool(2);
        }

        @Bean
        Executor springs() {
            return new ThreadPoolTaskExecutor();
        }

        @Bean
        Injected injected(ExecutorService primary, @Qualifier("executor") Executor qualified,
                @Qualifier("scheduled") ScheduledExecutorService scheduled, ThreadPoolExecutor threadPool) {
            return new Injected(primary, qualified, scheduled, threadPool);
        }

    }

    @Configuration(proxyBeanMethods = false)
    static class Factories {

        @Bean
        ThreadPoolExecutorFactoryBean threadPool() {
            return new ThreadPoolExecutorFactoryBean();
        }

        @Bean
        ScheduledExecutorFactoryBean scheduled() {
            return new ScheduledExecutorFactoryBean();
        }

        @Bean
        ForkJoinPoolFactoryBean forkJoin() {
            ForkJoinPoolFactoryBean factory = new ForkJoinPoolFactoryBean();
            factory.setParallelism(2);
            return factory;
        }

    }

    @Configuration(proxyBeanMethods = false)
    static class Chain {

        @Bean
        Executor inner() {
            return Executors.newCachedThreadPool();
        }

        @Bean
        Executor outer(@Qualifier("inner") Executor inner) {
            return (task) -> inner.execute(task);
        }

    }

    @Configuration(proxyBeanMethods = false)
    @EnableAsync
    static class AsyncConfiguration {

        @Bean
        Executor executor() {
            return (task) -> new Thread(task).start();
        }

        @Bean
        ExecutorService service() {
            return Executors.newFixedThreadPool(2);
        }

        @Bean
        Orders orders() {
            return new Orders();
        }

    }

    static class Orders {

        @Async("executor")
        CompletableFuture<String> onExecutor() {
            return CompletableFuture.completedFuture(label());
        }

        @Async("service")
        CompletableFuture<String> onService() {
            return CompletableFuture.completedFuture(label());
        }

        @Async("service")
        void fulfil(CountDownLatch gate, AtomicInteger ended) {
            Bounded.await(gate);
            ended.incrementAndGet();
        }

        private static String label() {
            Registration unit = Registration.current();
            return (unit != null) ? unit.label() : "uncounted";
        }

    }

}
