// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.PriorityBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.RejectedExecutionHandler;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * What becomes of tasks that a pool refuses, in each way in which it may.
 */
class CountedRejectionTests {

    private final WaitGroup group = new WaitGroup("test");

    private final List<CountedPool> pools = new ArrayList<>();

    private final AtomicInteger runs = new AtomicInteger();

    private final Runnable task = this.runs::incrementAndGet;

    @AfterEach
    void endThreads() {
        this.pools.forEach(CountedPool::close);
    }

    // One thread, which is busy, and room for one more task
    private CountedPool busy(RejectedExecutionHandler handler) throws InterruptedException {
        CountedPool pool = new CountedPool(this.group, 1, 1, handler);
        this.pools.add(pool);
        pool.occupy();
        return pool;
    }

    @Test
    void discardedTasksEndAsFailed() throws Exception {
        CountedPool pool = busy(new ThreadPoolExecutor.DiscardPolicy());
        pool.counted.execute(this.task);
        pool.counted.execute(this.task);
        Future<?> future = pool.counted.submit(this.task);
        assertThat(future.isCancelled()).isTrue();
        assertThat(this.group.count()).isEqualTo(2);
        pool.end();
        assertThat(this.runs).hasValue(1);
        Law.checkEnded(this.group, 4, 2);
        pool.counted.execute(this.task);
        Law.checkEnded(this.group, 5, 3);
    }

    @Test
    void theOldestEndsAsFailedIfItIsDiscarded() throws Exception {
        CountedPool pool = busy(new ThreadPoolExecutor.DiscardOldestPolicy());
        Future<?> first = pool.counted.submit(this.task);
        pool.counted.execute(this.task);
        Future<?> third = pool.counted.submit(this.task);
        assertThat(first.isCancelled()).isTrue();
        assertThat(this.group.count()).isEqualTo(2);
        // A foreign task drops ours, too
        pool.pool.execute(this.task);
        assertThat(third.isCancelled()).isTrue();
        assertThat(this.group.count()).isOne();
        pool.counted.execute(this.task);
        pool.end();
        assertThat(this.runs).hasValue(1);
        Law.checkEnded(this.group, 5, 3);
        pool.counted.execute(this.task);
        Law.checkEnded(this.group, 6, 4);
    }

    @Test
    void whatIsBeingDroppedIsNotRunInThatMoment() throws Exception {
        CountedPool pool = new CountedPool(this.group, 1, 1, new ThreadPoolExecutor.DiscardOldestPolicy());
        this.pools.add(pool);
        CountDownLatch free = new CountDownLatch(1);
        pool.pool.execute(() -> Threads.awaitStubbornly(free));
        Future<?> future = pool.counted.submit(this.task);
        AtomicBoolean met = new AtomicBoolean();
        // Comes while the unit has ended and the future is not cancelled yet
        this.group.completion().thenRun(() -> {
            met.set(!future.isDone());
            ((Runnable) future).run();
        });
        pool.pool.execute(() -> {
        });
        assertThat(met).isTrue();
        assertThat(this.runs).hasValue(0);
        assertThat(future.isCancelled()).isTrue();
        free.countDown();
        Law.checkEnded(this.group, 1, 1);
    }

    @Test
    void theCallerRunsOrDrops() throws Exception {
        CountedPool pool = busy(new ThreadPoolExecutor.CallerRunsPolicy());
        pool.counted.execute(this.task);
        pool.counted.execute(() -> {
            assertThat(this.group.snapshot(0).running()).isEqualTo(2);
            this.runs.incrementAndGet();
        });
        assertThat(this.runs).hasValue(1);
        assertThatExceptionOfType(LinkageError.class).isThrownBy(() -> pool.counted.execute(() -> {
            throw new LinkageError("expected");
        }));
        pool.end();
        Law.checkEnded(this.group, 4, 1);
        Future<?> dropped = pool.counted.submit(this.task);
        assertThat(dropped.isCancelled()).isTrue();
        assertThat(this.runs).hasValue(2);
        Law.checkEnded(this.group, 5, 2);
    }

    @Test
    void whatAnotherHandlerThrowsTakesBack() throws Exception {
        CountedPool pool = busy((rejected, executor) -> {
            throw new LinkageError("expected");
        });
        pool.counted.execute(this.task);
        assertThatExceptionOfType(LinkageError.class).isThrownBy(() -> pool.counted.submit(this.task));
        pool.end();
        Law.checkEnded(this.group, 3, 1);
    }

    @Test
    void whatAnotherHandlerKeepsStaysInFlight() throws Exception {
        List<Runnable> kept = new ArrayList<>();
        CountedPool pool = busy((rejected, executor) -> kept.add(rejected));
        pool.counted.execute(this.task);
        pool.counted.execute(this.task);
        Future<?> future = pool.counted.submit(this.task);
        pool.end();
        assertThat(this.group.count()).isEqualTo(2);
        assertThat(future.isDone()).isFalse();
        kept.forEach(Runnable::run);
        assertThat(this.runs).hasValue(3);
        Law.checkEnded(this.group, 4, 0);
    }

    @Test
    void anotherHandlerMayCancelTheFuture() throws Exception {
        CountedPool pool = busy((rejected, executor) -> ((Future<?>) rejected).cancel(false));
        pool.counted.execute(this.task);
        assertThat(pool.counted.submit(this.task).isCancelled()).isTrue();
        pool.end();
        Law.checkEnded(this.group, 3, 0);
    }

    @Test
    void aHandlerThatIsNotTheJdksIsNotTakenForIt() throws Exception {
        List<Runnable> kept = new ArrayList<>();
        CountedPool pool = busy(new ThreadPoolExecutor.DiscardPolicy() {

            @Override
            public void rejectedExecution(Runnable rejected, ThreadPoolExecutor executor) {
                kept.add(rejected);
            }

        });
        pool.counted.execute(this.task);
        pool.counted.execute(this.task);
        pool.end();
        assertThat(this.group.count()).isOne();
        kept.forEach(Runnable::run);
        assertThat(this.runs).hasValue(2);
        Law.checkEnded(this.group, 3, 0);
    }

    @Test
    void aHandlerSetLaterIsNoticed() throws Exception {
        CountedPool pool = busy(new ThreadPoolExecutor.AbortPolicy());
        pool.pool.setRejectedExecutionHandler(new ThreadPoolExecutor.DiscardPolicy());
        pool.counted.execute(this.task);
        pool.counted.execute(this.task);
        pool.end();
        Law.checkEnded(this.group, 3, 1);
    }

    @Test
    void aHandlerIsWrappedOnce() {
        ThreadPoolExecutor.AbortPolicy policy = new ThreadPoolExecutor.AbortPolicy();
        CountedPool pool = new CountedPool(this.group, 1, 1, policy);
        this.pools.add(pool);
        RejectedExecutionHandler handler = pool.pool.getRejectedExecutionHandler();
        this.group.executor("again", pool.pool);
        assertThat(pool.pool.getRejectedExecutionHandler()).isSameAs(handler).hasToString(policy.toString());
    }

    @Test
    void foreignTasksFareAsBefore() throws Exception {
        CountedPool pool = busy(new ThreadPoolExecutor.AbortPolicy());
        pool.pool.execute(this.task);
        assertThatExceptionOfType(RejectedExecutionException.class).isThrownBy(() -> pool.pool.execute(this.task));
        pool.end();
        assertThat(this.runs).hasValue(1);
        Law.checkEnded(this.group, 1, 0);
    }

    @Test
    void decoratorsOverDecoratorsBothNotice() throws Exception {
        WaitGroup outer = new WaitGroup("outer");
        CountedPool pool = busy(new ThreadPoolExecutor.DiscardPolicy());
        pool.counted.execute(this.task);
        Future<?> future = outer.executor("outer", pool.counted).submit(this.task);
        assertThat(future.isCancelled()).isTrue();
        Law.checkEnded(outer, 1, 1);
        pool.end();
        Law.checkEnded(this.group, 3, 1);
    }

    @Test
    void aQueueThatOrdersItsTasksIsRefused() {
        ThreadPoolExecutor ordering = new ThreadPoolExecutor(1, 1, 1, TimeUnit.MINUTES, new PriorityBlockingQueue<>());
        assertThatIllegalArgumentException().isThrownBy(() -> this.group.executor("task", ordering))
            .withMessageContaining("executor(...)")
            .withMessageContaining("register()");
    }

}
