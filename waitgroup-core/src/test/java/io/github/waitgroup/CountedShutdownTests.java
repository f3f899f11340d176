// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What becomes of tasks that are queued when the executor is shut down.
 */
class CountedShutdownTests {

    private final WaitGroup group = new WaitGroup("test");

    private final CountedPool pool = new CountedPool(this.group, 1, 10, new ThreadPoolExecutor.AbortPolicy());

    private final AtomicInteger runs = new AtomicInteger();

    private final Runnable task = this.runs::incrementAndGet;

    @AfterEach
    void endThreads() {
        this.pool.close();
    }

    private static void terminate(ExecutorService service) throws InterruptedException {
        assertThat(service.awaitTermination(Threads.BOUND.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(service.isShutdown()).isTrue();
        assertThat(service.isTerminated()).isTrue();
    }

    private static CountDownLatch occupy(Executor executor) throws InterruptedException {
        CountDownLatch started = new CountDownLatch(1);
        CountDownLatch free = new CountDownLatch(1);
        executor.execute(() -> {
            started.countDown();
            Threads.awaitStubbornly(free);
        });
        Threads.await(started);
        return free;
    }

    @Test
    void shutdownRunsWhatIsQueued() throws Exception {
        this.pool.occupy();
        this.pool.counted.execute(this.task);
        Future<?> future = this.pool.counted.submit(this.task);
        this.pool.counted.shutdown();
        assertThat(this.pool.counted.isShutdown()).isTrue();
        assertThat(this.pool.counted.isTerminated()).isFalse();
        assertThat(this.pool.counted.awaitTermination(1, TimeUnit.MILLISECONDS)).isFalse();
        assertThat(this.group.count()).isEqualTo(3);
        this.pool.free();
        Threads.get(future);
        terminate(this.pool.counted);
        assertThat(this.runs).hasValue(2);
        Law.checkEnded(this.group, 3, 0);
    }

    @Test
    void shutdownNowGivesBackWhatWasGiven() throws Exception {
        this.pool.occupy();
        this.pool.counted.execute(this.task);
        Future<?> future = this.pool.counted.submit(this.task);
        Runnable foreign = () -> {
        };
        this.pool.pool.execute(foreign);
        List<Runnable> given = this.pool.counted.shutdownNow();
        assertThat(given).hasSize(3);
        assertThat(given.get(0)).isSameAs(this.task);
        assertThat(given.get(1)).isSameAs(future);
        assertThat(given.get(2)).isSameAs(foreign);
        assertThat(this.group.count()).isOne();
        this.pool.free();
        terminate(this.pool.counted);
        assertThat(this.runs).hasValue(0);
        Law.checkEnded(this.group, 3, 0);
    }

    @Test
    void aFutureGivenBackCanBeRunAndIsCountedAgain() throws Exception {
        this.pool.occupy();
        Future<Long> future = this.pool.counted.submit(() -> this.group.count());
        this.pool.counted.shutdownNow().forEach(Runnable::run);
        assertThat(Threads.get(future)).isEqualTo(2);
        this.pool.free();
        Law.checkEnded(this.group, 3, 0);
    }

    @Test
    void aFutureGivenBackIsCancelledIfAClosedGroupRefusesToCountItAgain() throws Exception {
        this.pool.occupy();
        Future<?> future = this.pool.counted.submit(this.task);
        List<Runnable> given = this.pool.counted.shutdownNow();
        this.group.close();
        assertThatExceptionOfType(RejectedExecutionException.class).isThrownBy(() -> given.forEach(Runnable::run))
            .withMessageContaining("close()");
        assertThat(future.isCancelled()).isTrue();
        assertThat(this.runs).hasValue(0);
        this.pool.free();
        terminate(this.pool.counted);
        Law.checkEnded(this.group, 2, 0);
    }

    @Test
    void aFutureGivenBackCanBeCancelled() throws Exception {
        this.pool.occupy();
        Future<?> future = this.pool.counted.submit(this.task);
        List<Runnable> given = this.pool.counted.shutdownNow();
        assertThat(future.cancel(false)).isTrue();
        given.forEach(Runnable::run);
        assertThat(this.runs).hasValue(0);
        this.pool.free();
        Law.checkEnded(this.group, 2, 0);
    }

    @Test
    void decoratorsOverDecoratorsBothGiveBack() throws Exception {
        WaitGroup outer = new WaitGroup("outer");
        ExecutorService twice = outer.executor("outer", this.pool.counted);
        this.pool.occupy();
        twice.execute(this.task);
        Future<?> future = twice.submit(this.task);
        List<Runnable> given = twice.shutdownNow();
        assertThat(given.get(0)).isSameAs(this.task);
        assertThat(given.get(1)).isSameAs(future);
        Law.checkEnded(outer, 2, 0);
        this.pool.free();
        Law.checkEnded(this.group, 3, 0);
    }

    @Test
    void closeWaitsForWhatIsQueued() throws Exception {
        // The default method, new in JDK 19
        if (Runtime.version().feature() < 19) {
            return;
        }
        this.pool.counted.execute(this.task);
        ExecutorService.class.getMethod("close").invoke(this.pool.counted);
        assertThat(this.runs).hasValue(1);
        Law.checkEnded(this.group, 1, 0);
    }

    @Test
    void aForkJoinPoolLosesNothingUnnoticed() throws Exception {
        ForkJoinPool forkJoin = new ForkJoinPool(1);
        ExecutorService counted = this.group.executor("task", forkJoin);
        CountDownLatch free = occupy(counted);
        counted.execute(this.task);
        Future<?> future = counted.submit(this.task);
        counted.shutdownNow();
        free.countDown();
        terminate(counted);
        Law.checkZero(this.group);
        assertThat(this.group.snapshot(0).registered()).isEqualTo(3);
        assertThat(future.isDone()).isTrue();
        assertThatExceptionOfType(RejectedExecutionException.class).isThrownBy(() -> counted.execute(this.task));
        Law.checkZero(this.group);
    }

    @Test
    void aScheduledPoolLosesNothingUnnoticed() throws Exception {
        ScheduledThreadPoolExecutor scheduled = new ScheduledThreadPoolExecutor(1, Threads::daemon,
                new ThreadPoolExecutor.DiscardPolicy());
        ExecutorService counted = this.group.executor("task", scheduled);
        CountDownLatch free = occupy(counted);
        counted.execute(this.task);
        Future<?> future = counted.submit(this.task);
        assertThat(counted.shutdownNow()).hasSize(2);
        free.countDown();
        terminate(counted);
        assertThat(future.isCancelled()).isTrue();
        Law.checkEnded(this.group, 3, 2);
        // Dropped without a word
        counted.execute(this.task);
        Law.checkEnded(this.group, 4, 3);
        assertThat(this.runs).hasValue(0);
    }

    @Test
    @EnabledForJreRange(min = JRE.JAVA_21)
    void threadsPerTaskAreCounted() throws Exception {
        ExecutorService perTask = (ExecutorService) Executors.class.getMethod("newVirtualThreadPerTaskExecutor")
            .invoke(null);
        ExecutorService counted = this.group.executor("task", perTask);
        CountDownLatch free = occupy(counted);
        Future<?> future = counted.submit(this.task);
        Threads.get(future);
        assertThat(counted.shutdownNow()).isEmpty();
        free.countDown();
        terminate(counted);
        Law.checkEnded(this.group, 2, 0);
    }

    @Test
    void endsWhatADelegatedScheduledPoolHasDropped() throws Exception {
        ExecutorService counted = this.group.executor("task",
                (ExecutorService) Executors.newSingleThreadScheduledExecutor(Threads::daemon));
        CountDownLatch free = occupy(counted);
        Future<?> future = counted.submit(this.task);
        counted.shutdownNow();
        free.countDown();
        terminate(counted);
        assertThat(future.isCancelled()).isTrue();
        Law.checkEnded(this.group, 2, 1);
    }

}
