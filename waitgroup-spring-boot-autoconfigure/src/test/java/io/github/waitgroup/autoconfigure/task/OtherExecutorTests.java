// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.task;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import io.github.waitgroup.WaitGroup;
import io.github.waitgroup.WaitGroupRegistry;
import io.github.waitgroup.autoconfigure.Bounded;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.task.AsyncTaskExecutor;
import org.springframework.core.task.SyncTaskExecutor;
import org.springframework.core.task.TaskExecutor;
import org.springframework.core.task.TaskRejectedException;
import org.springframework.core.task.VirtualThreadTaskExecutor;
import org.springframework.core.task.support.TaskExecutorAdapter;
import org.springframework.scheduling.concurrent.ConcurrentTaskExecutor;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * Tests of executors that adapt others, and of those that are not Spring's.
 */
class OtherExecutorTests {

    private final ApplicationContextRunner runner = new ApplicationContextRunner()
        .withConfiguration(AbstractExecutorTests.CONFIGURATIONS);

    private final CountDownLatch gate = new CountDownLatch(1);

    @Test
    void runWhenExecutorIsConcurrentShouldCountAndStillShowWhatItAdapts() {
        ThreadPoolExecutor pool = pool(10);
        run(ConcurrentTaskExecutor.class, () -> new ConcurrentTaskExecutor(pool), (executor, group) -> {
            assertThat(executor.getConcurrentExecutor()).isSameAs(pool);
            oneOfEach(executor, group);
        });
    }

    @Test
    void runWhenConcurrentExecutorHasDecoratorShouldKeepItAndTakeAnother() {
        ThreadPoolExecutor pool = pool(10);
        CountDownLatch first = new CountDownLatch(4);
        CountDownLatch second = new CountDownLatch(1);
        run(ConcurrentTaskExecutor.class, () -> {
            ConcurrentTaskExecutor executor = new ConcurrentTaskExecutor(pool);
            executor.setTaskDecorator((task) -> {
                first.countDown();
                return task;
            });
            return executor;
        }, (executor, group) -> {
            occupy(executor);
            this.gate.countDown();
            Bounded.assertEnded(group, 1, 0);
            assertThat(first.getCount()).isEqualTo(3);
            executor.setTaskDecorator((task) -> {
                second.countDown();
                return task;
            });
            Bounded.get(executor.submit(() -> {
            }));
            assertThat(second.getCount()).isZero();
            Bounded.assertEnded(group, 2, 0);
        });
    }

    @Test
    void runWhenConcurrentExecutorRefusesShouldEndUnitAsFailed() {
        ThreadPoolExecutor pool = pool(1);
        run(ConcurrentTaskExecutor.class, () -> new ConcurrentTaskExecutor(pool), (executor, group) -> {
            occupy(executor);
            Future<?> queued = executor.submit(() -> "never");
            assertThatExceptionOfType(TaskRejectedException.class).isThrownBy(() -> executor.execute(() -> {
            }));
            assertThat(group.count()).isEqualTo(2);
            queued.cancel(true);
            assertThat(group.count()).isEqualTo(1);
            this.gate.countDown();
            Bounded.assertEnded(group, 3, 1);
        });
    }

    @Test
    void runWhenConcurrentExecutorAdaptsCountedBeanShouldCountOnce() {
        this.runner.withBean("pool", ThreadPoolTaskExecutor.class)
            .withInitializer((context) -> ((GenericApplicationContext) context).registerBean("outer",
                    ConcurrentTaskExecutor.class,
                    () -> new ConcurrentTaskExecutor(context.getBean("pool", Executor.class))))
            .run((context) -> oneOfEach(context.getBean("outer", AsyncTaskExecutor.class), group(context)));
    }

    @Test
    void runWhenExecutorIsAnAdapterShouldCount() {
        ThreadPoolExecutor pool = pool(10);
        run(TaskExecutorAdapter.class, () -> new TaskExecutorAdapter(pool), this::oneOfEach);
    }

    @Test
    void runWhenPoolOfAdapterDiscardsShouldEndUnitAsFailed() {
        ThreadPoolExecutor pool = pool(1);
        pool.setRejectedExecutionHandler(new ThreadPoolExecutor.DiscardPolicy());
        run(TaskExecutorAdapter.class, () -> new TaskExecutorAdapter(pool), (executor, group) -> {
            occupy(executor);
            executor.execute(() -> {
            });
            assertThat(executor.submit(() -> "never")).isCancelled();
            this.gate.countDown();
            Bounded.assertEnded(group, 3, 1);
        });
    }

    @Test
    @EnabledForJreRange(min = JRE.JAVA_21)
    void runWhenExecutorOfVirtualThreadsIsDeclaredByInterfaceShouldCount() {
        run(AsyncTaskExecutor.class, VirtualThreadTaskExecutor::new, this::oneOfEach);
    }

    @Test
    void runWhenOwnExecutorIsDeclaredByInterfaceShouldCount() {
        ExecutorService pool = pool(10);
        run(AsyncTaskExecutor.class, () -> new Own(pool), this::oneOfEach);
    }

    @Test
    void runWhenOwnExecutorIsReplacedShouldStillBeDestroyed() {
        Own own = new Own(pool(10));
        run(AsyncTaskExecutor.class, () -> own, (executor, group) -> assertThat(executor).isNotSameAs(own));
        assertThat(((ExecutorService) own.pool).isShutdown()).isTrue();
    }

    @Test
    void runWhenOwnExecutorRefusesShouldEndUnitAsFailed() {
        ExecutorService pool = pool(10);
        pool.shutdown();
        run(AsyncTaskExecutor.class, () -> new Own(pool), (executor, group) -> {
            assertThat(catchThrowable(() -> executor.execute(() -> {
            }))).isNotNull();
            Bounded.assertEnded(group, 1, 1);
        });
    }

    @Test
    void runWhenOwnExecutorWrapsTaskForCountedBeanShouldCountOnce() {
        ThreadPoolTaskExecutor pool = new ThreadPoolTaskExecutor();
        this.runner.withBean("pool", ThreadPoolTaskExecutor.class, () -> pool)
            .withInitializer((context) -> declare(context, AsyncTaskExecutor.class,
                    () -> new Own((task) -> pool.execute(() -> task.run()))))
            .run((context) -> {
                AsyncTaskExecutor executor = context.getBean("executor", AsyncTaskExecutor.class);
                assertThat(executor).isInstanceOf(CountedTaskExecutor.class);
                oneOfEach(executor, group(context));
            });
    }

    @Test
    void runWhenOwnExecutorIsReplacedShouldBeOfNoMoreTypes() {
        TaskExecutor own = Runnable::run;
        run(TaskExecutor.class, () -> own, (executor, group) -> {
            assertThat(executor).isNotSameAs(own).isNotInstanceOf(AsyncTaskExecutor.class);
            executor.execute(() -> {
            });
            Bounded.assertEnded(group, 1, 0);
        });
    }

    @Test
    void runWhenSpringCallsOwnExecutorShouldNotReplaceIt() {
        Initialized own = new Initialized();
        run(TaskExecutor.class, () -> own, (executor, group) -> assertThat(own.initialized).isTrue());
    }

    @Test
    void runWhenCancelledInOwnExecutorShouldEndUnitInItsTurn() {
        Queue<Runnable> queue = new ArrayDeque<>();
        run(TaskExecutor.class, () -> new Own(queue::add), (executor, group) -> {
            Future<?> submitted = ((AsyncTaskExecutor) executor).submit(() -> "never");
            submitted.cancel(true);
            queue.forEach(Runnable::run);
            Bounded.assertEnded(group, 1, 0);
        });
    }

    @Test
    @ExtendWith(OutputCaptureExtension.class)
    void runWhenOwnExecutorIsDeclaredByClassShouldLeaveItAndNameTheRemedy(CapturedOutput output) {
        Own own = new Own(Runnable::run);
        run(Own.class, () -> own, (executor, group) -> {
            assertThat(executor).isSameAs(own);
            assertThat(output).contains("Tasks given to executor 'executor'").contains("as an AsyncTaskExecutor");
        });
    }

    @Test
    @ExtendWith(OutputCaptureExtension.class)
    void runWhenExecutorIsSynchronousShouldLeaveItAndSayNothing(CapturedOutput output) {
        run(SyncTaskExecutor.class, SyncTaskExecutor::new, (executor, group) -> {
            executor.execute(() -> {
            });
            Bounded.assertEnded(group, 0, 0);
            assertThat(output).doesNotContain("Tasks given");
        });
    }

    private void oneOfEach(AsyncTaskExecutor executor, WaitGroup group) throws Exception {
        occupy(executor);
        assertThat(group.count()).isEqualTo(1);
        this.gate.countDown();
        assertThat(Bounded.get(executor.submit(() -> "yes"))).isEqualTo("yes");
        assertThat(Bounded.get(executor.submitCompletable(() -> "yes"))).isEqualTo("yes");
        Future<?> failing = executor.submit(() -> {
            throw new IllegalStateException("expected");
        });
        assertThat(catchThrowable(() -> Bounded.get(failing))).hasRootCauseMessage("expected");
        Bounded.assertEnded(group, 4, 1);
    }

    private void occupy(Executor executor) {
        CountDownLatch running = new CountDownLatch(1);
        executor.execute(() -> {
            running.countDown();
            Bounded.await(this.gate);
        });
        Bounded.await(running);
    }

    private static ThreadPoolExecutor pool(int capacity) {
        return new ThreadPoolExecutor(1, 1, 1, TimeUnit.SECONDS, new LinkedBlockingQueue<>(capacity));
    }

    private static WaitGroup group(ApplicationContext context) {
        return Bounded.group(context.getBean(WaitGroupRegistry.class), AsyncGroup.NAME);
    }

    private static <T> void declare(ApplicationContext context, Class<T> type, Supplier<? extends T> supplier) {
        RootBeanDefinition definition = new RootBeanDefinition(type);
        definition.setInstanceSupplier(supplier);
        ((GenericApplicationContext) context).registerBeanDefinition("executor", definition);
    }

    private <T extends Executor> void run(Class<T> type, Supplier<? extends T> supplier, Scenario<T> scenario) {
        this.runner.withInitializer((context) -> declare(context, type, supplier)).run((context) -> {
            assertThat(context).hasNotFailed();
            scenario.run(context.getBean("executor", type), group(context));
        });
    }

    static class Initialized implements TaskExecutor, SmartInitializingSingleton {

        private boolean initialized;

        @Override
        public void execute(Runnable task) {
            task.run();
        }

        @Override
        public void afterSingletonsInstantiated() {
            this.initialized = true;
        }

    }

    interface Scenario<T> {

        void run(T executor, WaitGroup group) throws Exception;

    }

    static class Own implements AsyncTaskExecutor, DisposableBean {

        private final Executor pool;

        Own(Executor pool) {
            this.pool = pool;
        }

        @Override
        public void execute(Runnable task) {
            this.pool.execute(task);
        }

        @Override
        public void destroy() {
            if (this.pool instanceof ExecutorService service) {
                service.shutdown();
            }
        }

    }

}
