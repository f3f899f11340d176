// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a fork-join pool does, and its decorator has to do, too.
 */
class CountedForkJoinTests {

    private final WaitGroup group = new WaitGroup("test");

    private final ForkJoinPool pool = new ForkJoinPool(1);

    private final ExecutorService counted = this.group.executor("task", (ExecutorService) this.pool);

    @AfterEach
    void endThreads() {
        this.pool.shutdownNow();
    }

    // Threads.awaitStubbornly would let the pool go on in another thread
    private static void keepThread(CountDownLatch free) {
        boolean interrupted = false;
        boolean waiting = true;
        while (waiting) {
            try {
                Threads.await(free);
                waiting = false;
            }
            catch (InterruptedException ex) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void taskMayWaitForOneOfTheSamePool() throws Exception {
        assertThat(Threads.get(this.counted.submit(() -> this.counted.submit(() -> 42).get()))).isEqualTo(42);
        assertThat(Threads.get(this.counted.submit(() -> Threads.get(this.counted.submit(() -> 43))))).isEqualTo(43);
        Law.checkEnded(this.group, 4, 0);
    }

    @Test
    void taskMayInvokeOthersOfTheSamePool() throws Exception {
        List<Callable<Integer>> tasks = List.of(() -> 1, () -> 1);
        assertThat(Threads.get(this.counted.submit(() -> this.counted.invokeAll(tasks)))).hasSize(2);
        assertThat(Threads.get(this.counted.submit(() -> this.counted.invokeAny(tasks)))).isOne();
    }

    @Test
    void shutdownNowCancelsTheFutureOfWhatIsQueued() throws Exception {
        CountDownLatch started = new CountDownLatch(1);
        CountDownLatch free = new CountDownLatch(1);
        this.counted.execute(() -> {
            started.countDown();
            keepThread(free);
        });
        Threads.await(started);
        Future<Integer> future = this.counted.submit(() -> 1);
        this.counted.shutdownNow();
        assertThat(future.isCancelled()).isTrue();
        free.countDown();
        assertThat(this.counted.awaitTermination(Threads.BOUND.toSeconds(), TimeUnit.SECONDS)).isTrue();
        Law.checkEnded(this.group, 2, 0);
    }

    @Test
    void interruptOfACancelledTaskDoesNotReachTheNextOne() throws Exception {
        CountDownLatch started = new CountDownLatch(1);
        CountDownLatch cancelled = new CountDownLatch(1);
        Future<?> first = this.counted.submit(() -> {
            started.countDown();
            keepThread(cancelled);
        });
        Threads.await(started);
        Future<Boolean> next = this.counted.submit(() -> Thread.currentThread().isInterrupted());
        first.cancel(true);
        cancelled.countDown();
        assertThat(Threads.get(next)).isFalse();
    }

    @Test
    void commonPoolIsNotClosed() throws Exception {
        ExecutorService common = this.group.executor("task", (ExecutorService) ForkJoinPool.commonPool());
        ExecutorService outer = this.group.executor("task", common);
        Threads.get(CompletableFuture.runAsync(((CountedExecutorService) outer)::close,
                (task) -> Threads.daemon(task).start()));
        assertThat(Threads.get(outer.submit(() -> 1))).isOne();
    }

    @Test
    void closeAwaitsTheTasksOfAnotherPool() throws Exception {
        Future<Integer> future = this.counted.submit(() -> 1);
        ((CountedExecutorService) this.counted).close();
        assertThat(this.pool.isTerminated()).isTrue();
        assertThat(future.get(0, TimeUnit.SECONDS)).isOne();
        Law.checkEnded(this.group, 1, 0);
    }

    @Test
    void closeInterruptsTheTasksIfItIsInterrupted() throws Exception {
        Future<?> future = this.counted.submit(() -> {
            new CountDownLatch(1).await();
            return 1;
        });
        Thread.currentThread().interrupt();
        ((CountedExecutorService) this.counted).close();
        assertThat(Thread.interrupted()).isTrue();
        assertThat(future).isDone();
    }

}
