// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.task;

import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.waitgroup.UncountedWork;
import io.github.waitgroup.autoconfigure.Bounded;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests of waiting for pools as a whole.
 */
class AwaitedPoolsTests {

    private final AwaitedPools pools = new AwaitedPools();

    private final ThreadPoolExecutor pool = new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS,
            new LinkedBlockingQueue<>());

    private final ForkJoinPool forkJoin = new ForkJoinPool(1);

    private final ExecutorService waiters = Executors.newCachedThreadPool();

    private final AtomicInteger runs = new AtomicInteger();

    @AfterEach
    void endThreads() {
        this.pool.shutdownNow();
        this.forkJoin.shutdownNow();
        this.waiters.shutdownNow();
    }

    private static void occupy(Executor executor, CountDownLatch gate) {
        CountDownLatch started = new CountDownLatch(1);
        executor.execute(() -> {
            started.countDown();
            Bounded.await(gate);
        });
        Bounded.await(started);
    }

    private Future<?> awaitAll(Map<String, UncountedWork.Await> work) {
        return this.waiters.submit(() -> {
            for (UncountedWork.Await await : work.values()) {
                await.await();
            }
            return null;
        });
    }

    @Test
    void waitsForTheQueueAndLeavesThePoolAsItWas() throws Exception {
        assertThat(this.pools.add("pool", this.pool)).isNull();
        assertThat(this.pools.atWork()).isEmpty();
        CountDownLatch gate = new CountDownLatch(1);
        occupy(this.pool, gate);
        this.pool.execute(this.runs::incrementAndGet);
        Map<String, UncountedWork.Await> work = this.pools.atWork();
        assertThat(work).containsOnlyKeys("executor 'pool' (1 running, 1 queued)");
        Future<?> end = awaitAll(work);
        assertThat(end.isDone()).isFalse();
        gate.countDown();
        Bounded.get(end);
        assertThat(this.runs).hasValue(1);
        assertThat(this.pool.getPoolSize()).isZero();
        assertThat(this.pools.atWork()).isEmpty();
        assertThat(this.pool.allowsCoreThreadTimeOut()).isFalse();
        assertThat(this.pool.getKeepAliveTime(TimeUnit.NANOSECONDS)).isZero();
        Bounded.get(this.pool.submit(this.runs::incrementAndGet));
        assertThat(this.runs).hasValue(2);
        assertThat(this.pool.getPoolSize()).isOne();
    }

    @Test
    void waitsForEachPoolOfAPrototypeUntilItHasTerminated() {
        ThreadPoolExecutor second = new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>());
        this.pools.add("pool", this.pool);
        this.pools.add("pool", second);
        CountDownLatch gate = new CountDownLatch(1);
        occupy(this.pool, gate);
        occupy(second, gate);
        assertThat(this.pools.atWork()).containsOnlyKeys("executor 'pool' (1 running, 0 queued)",
                "executor 'pool #2' (1 running, 0 queued)");
        gate.countDown();
        second.shutdownNow();
    }

    @Test
    void missesNoTaskThatIsOnItsWayFromTheQueueToItsThread() throws Exception {
        this.pools.add("pool", this.pool);
        for (int i = 1; i <= 100; i++) {
            this.pool.execute(this.runs::incrementAndGet);
            Map<String, UncountedWork.Await> work = this.pools.atWork();
            if (!work.isEmpty()) {
                Bounded.get(awaitAll(work));
            }
            assertThat(this.runs).hasValue(i);
        }
    }

    @Test
    void isInterruptedWhenItIsGivenUp() throws Exception {
        this.pools.add("pool", this.pool);
        this.pools.add("forkJoin", this.forkJoin);
        CountDownLatch gate = new CountDownLatch(1);
        occupy(this.pool, gate);
        // Who waits for a fork-join pool runs what has not begun yet
        occupy(this.forkJoin, gate);
        for (UncountedWork.Await await : this.pools.atWork().values()) {
            Future<?> end = this.waiters.submit(() -> {
                Thread.currentThread().interrupt();
                await.await();
                return null;
            });
            assertThatExceptionOfType(ExecutionException.class).isThrownBy(() -> Bounded.get(end))
                .withCauseInstanceOf(InterruptedException.class);
        }
        assertThat(this.pool.allowsCoreThreadTimeOut()).isFalse();
        assertThat(this.pool.getKeepAliveTime(TimeUnit.NANOSECONDS)).isZero();
        gate.countDown();
    }

    @Test
    void waitsForAForkJoinPoolByItsQuiescence() throws Exception {
        this.pools.add("pool", this.forkJoin);
        assertThat(this.pools.atWork()).isEmpty();
        CountDownLatch gate = new CountDownLatch(1);
        occupy(this.forkJoin, gate);
        Map<String, UncountedWork.Await> work = this.pools.atWork();
        assertThat(work).containsOnlyKeys("executor 'pool' (1 running, 0 queued)");
        Future<?> end = awaitAll(work);
        gate.countDown();
        Bounded.get(end);
        assertThat(this.pools.atWork()).isEmpty();
    }

    @Test
    void knowsAPoolUnderTwoNamesOnce() {
        assertThat(this.pools.add("one", this.pool)).isNull();
        assertThat(this.pools.add("two", this.pool)).isNull();
        assertThat(this.pools.add("common", ForkJoinPool.commonPool())).isNull();
        CountDownLatch gate = new CountDownLatch(1);
        this.pool.execute(() -> Bounded.await(gate));
        assertThat(this.pools.atWork()).hasSize(1);
        gate.countDown();
    }

    @Test
    void waitsForAPoolThatAnotherContextHasWaitedFor() {
        new AwaitedPools().add("pool", this.pool);
        CountDownLatch gate = new CountDownLatch(1);
        this.pool.execute(() -> Bounded.await(gate));
        assertThat(this.pools.add("pool", this.pool)).isNull();
        assertThat(this.pools.atWork()).hasSize(1);
        gate.countDown();
    }

    @Test
    void aThreadThatIsNotMadeIsNotWaitedFor() {
        this.pool.setThreadFactory((task) -> null);
        this.pools.add("pool", this.pool);
        this.pool.execute(this.runs::incrementAndGet);
        assertThat(this.pools.atWork()).isEmpty();
    }

}
