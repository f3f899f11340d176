// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Two that want the same unit at the same time. The stories these tests forbid: a unit
 * that is taken back while its task runs, so that zero is seen too early, and a unit that
 * both leave to the other, so that zero is never seen.
 */
class CountedRaceTests {

    private final WaitGroup group = new WaitGroup("test");

    private final Threads threads = new Threads();

    private final AtomicInteger active = new AtomicInteger();

    private final AtomicInteger runs = new AtomicInteger();

    @AfterEach
    void endThreads() {
        this.threads.close();
    }

    private void run() {
        this.active.incrementAndGet();
        this.runs.incrementAndGet();
        Thread.onSpinWait();
        this.active.decrementAndGet();
    }

    @Test
    void cancelAgainstStart() throws Exception {
        int rounds = 5000;
        int cancelled = 0;
        try (CountedPool pool = new CountedPool(this.group, 1, rounds, new ThreadPoolExecutor.AbortPolicy())) {
            for (int i = 0; i < rounds; i++) {
                Future<?> future = pool.counted.submit(this::run);
                if (future.cancel(i % 2 == 0)) {
                    cancelled++;
                }
                assertThat(this.group.await(Threads.BOUND)).isTrue();
                assertThat(this.active).as("round %d", i).hasValue(0);
            }
        }
        Law.checkEnded(this.group, rounds, 0);
        assertThat(this.runs.get()).isBetween(rounds - cancelled, rounds);
    }

    @Test
    void shutdownNowAgainstStart() throws Exception {
        int rejected = 0;
        int returned = 0;
        int rounds = 300;
        for (int i = 0; i < rounds; i++) {
            try (CountedPool pool = new CountedPool(this.group, 1, 100, new ThreadPoolExecutor.AbortPolicy())) {
                CyclicBarrier start = new CyclicBarrier(2);
                Future<Integer> submitter = this.threads.start(() -> {
                    int refused = 0;
                    Threads.await(start);
                    for (int n = 0; n < 20; n++) {
                        try {
                            pool.counted.execute(this::run);
                        }
                        catch (RejectedExecutionException ex) {
                            refused++;
                        }
                    }
                    return refused;
                });
                Threads.await(start);
                returned += pool.counted.shutdownNow().size();
                rejected += Threads.get(submitter);
                assertThat(this.group.await(Threads.BOUND)).isTrue();
                assertThat(this.active).as("round %d", i).hasValue(0);
            }
        }
        Law.checkEnded(this.group, 20L * rounds, rejected);
        assertThat(this.runs).hasValue(20 * rounds - rejected - returned);
    }

    @Test
    void discardOldestUnderContention() throws Exception {
        int each = 3000;
        try (CountedPool pool = new CountedPool(this.group, 1, 1, new ThreadPoolExecutor.DiscardOldestPolicy())) {
            Future<List<Future<?>>> one = this.threads.start(() -> submit(pool, each));
            Future<List<Future<?>>> two = this.threads.start(() -> submit(pool, each));
            List<Future<?>> futures = new ArrayList<>(Threads.get(one));
            futures.addAll(Threads.get(two));
            assertThat(this.group.await(Threads.BOUND)).isTrue();
            assertThat(this.active).hasValue(0);
            assertThat(futures).allMatch(Future::isDone);
            long dropped = futures.stream().filter(Future::isCancelled).count();
            Law.checkEnded(this.group, 2L * each, dropped);
            assertThat(this.runs).hasValue(2 * each - (int) dropped);
        }
    }

    private List<Future<?>> submit(CountedPool pool, int tasks) {
        List<Future<?>> futures = new ArrayList<>();
        for (int i = 0; i < tasks; i++) {
            futures.add(pool.counted.submit(this::run));
        }
        return futures;
    }

}
