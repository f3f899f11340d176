// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.RejectedExecutionHandler;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The law for tasks of executors: whatever fates meet, at the end nothing is in flight,
 * no task runs outside of its unit, and nobody waits for a future that nobody completes.
 */
class CountedLawTests {

    private static final int SUBMITTERS = 3;

    private static final int SUBMISSIONS = 1500;

    private final WaitGroupRegistry registry = new WaitGroupRegistry();

    private final WaitGroup group = this.registry.group("test");

    private final Drain drain = new Drain(this.registry, new DrainOptions(Duration.ZERO, Duration.ZERO, Duration.ZERO,
            Duration.ZERO, DrainOptions.Admission.ALL, true, Duration.ZERO));

    private final AtomicInteger active = new AtomicInteger();

    @ParameterizedTest
    @CsvSource({ "ABORT, false, false", "ABORT, true, false", "CALLER_RUNS, false, false", "CALLER_RUNS, true, false",
            "DISCARD, false, false", "DISCARD, true, false", "DISCARD_OLDEST, false, false",
            "DISCARD_OLDEST, true, false", "ABORT, false, true", "CALLER_RUNS, true, true", "DISCARD, true, true",
            "DISCARD_OLDEST, false, true" })
    void holdsWhateverHappens(Policy policy, boolean now, boolean drains) throws Exception {
        long seed = System.nanoTime();
        System.out.println("CountedLawTests: seed " + seed);
        SplittableRandom random = new SplittableRandom(seed);
        List<Submitter> submitters = new ArrayList<>();
        List<Future<?>> futures = new ArrayList<>();
        try (Threads threads = new Threads(); CountedPool pool = new CountedPool(this.group, 2, 4, policy.handler())) {
            for (int i = 0; i < SUBMITTERS; i++) {
                Submitter submitter = new Submitter(random.split(), pool);
                submitters.add(submitter);
                futures.add(threads.run(submitter::submitAll));
            }
            if (drains) {
                for (int i = 0; i < 50; i++) {
                    this.drain.await();
                    this.drain.resume();
                }
            }
            else if (now) {
                Threads.get(futures.remove(0));
            }
            if (now) {
                pool.counted.shutdownNow().forEach(CountedLawTests::cancel);
            }
            for (Future<?> future : futures) {
                Threads.get(future);
            }
            assertThat(this.group.await(Threads.BOUND)).as("seed %d: %s", seed, this.group).isTrue();
            if (!drains) {
                assertThat(this.active).as("seed %d", seed).hasValue(0);
            }
            pool.end();
            for (Submitter submitter : submitters) {
                assertThat(submitter.mine).as("seed %d", seed).allMatch(Future::isDone);
            }
        }
        Law.checkZero(this.group);
        WaitGroupSnapshot snapshot = this.group.snapshot(0);
        assertThat(this.registry.count()).isZero();
        assertThat(snapshot.registered()).isGreaterThan(SUBMITTERS * SUBMISSIONS / 2);
        assertThat(snapshot.failed()).isBetween(1L, snapshot.completed());
        if (!drains) {
            assertThat(snapshot.abandoned()).isZero();
        }
    }

    private static void cancel(Runnable givenBack) {
        if (givenBack instanceof Future<?> future) {
            future.cancel(false);
        }
    }

    private enum Policy {

        ABORT, CALLER_RUNS, DISCARD, DISCARD_OLDEST;

        RejectedExecutionHandler handler() {
            return switch (this) {
                case ABORT -> new ThreadPoolExecutor.AbortPolicy();
                case CALLER_RUNS -> new ThreadPoolExecutor.CallerRunsPolicy();
                case DISCARD -> new ThreadPoolExecutor.DiscardPolicy();
                case DISCARD_OLDEST -> new ThreadPoolExecutor.DiscardOldestPolicy();
            };
        }

    }

    /**
     * One of the threads that give tasks to the pool and take some of them back.
     */
    private final class Submitter {

        private final SplittableRandom random;

        private final CountedPool pool;

        private final Queue<Future<?>> recent = new ArrayDeque<>();

        private final List<Future<?>> mine = new ArrayList<>();

        Submitter(SplittableRandom random, CountedPool pool) {
            this.random = random;
            this.pool = pool;
        }

        void submitAll() throws InterruptedException {
            for (int i = 0; i < SUBMISSIONS; i++) {
                try {
                    submit();
                }
                catch (RejectedExecutionException | ExecutionException | TimeoutException ex) {
                    // As the policy has it, or every task failed
                }
                catch (IllegalStateException | LinkageError ex) {
                    // Of a task that this thread has run as the caller
                    assertThat(ex).hasMessage("expected");
                }
                if (this.recent.size() > this.random.nextInt(8)) {
                    this.recent.remove().cancel(this.random.nextBoolean());
                }
            }
        }

        private void submit() throws InterruptedException, ExecutionException, TimeoutException {
            int fate = this.random.nextInt(6);
            // After shutdownNow() nobody would complete what it gave back
            int kinds = this.pool.counted.isShutdown() ? 4 : 8;
            switch (this.random.nextInt(kinds)) {
                case 0, 1 -> this.pool.counted.execute(() -> run(fate));
                case 2 -> keep(this.pool.counted.submit(() -> run(fate)));
                case 3 -> keep(this.pool.counted.submit(() -> call(fate)));
                case 4 -> keep(this.pool.counted.submit(() -> run(fate), "result"));
                case 5 -> this.mine.addAll(this.pool.counted.invokeAll(tasks(fate), 1, TimeUnit.SECONDS));
                case 6 -> this.pool.counted.invokeAny(tasks(fate), 1, TimeUnit.SECONDS);
                default -> this.pool.counted.invokeAll(tasks(fate), 0, TimeUnit.SECONDS).forEach(this.mine::add);
            }
        }

        private List<Callable<String>> tasks(int fate) {
            return Collections.nCopies(3, () -> call(fate));
        }

        private void keep(Future<?> future) {
            this.recent.add(future);
            this.mine.add(future);
        }

        private String call(int fate) {
            run(fate);
            return "result";
        }

        private void run(int fate) {
            CountedLawTests.this.active.incrementAndGet();
            try {
                switch (fate) {
                    case 0 -> throw new IllegalStateException("expected");
                    case 1 -> throw new LinkageError("expected");
                    case 2 -> child();
                    default -> Thread.onSpinWait();
                }
            }
            finally {
                CountedLawTests.this.active.decrementAndGet();
            }
        }

        private void child() {
            try {
                this.pool.counted.execute(() -> run(3));
            }
            catch (RejectedExecutionException ex) {
                throw new IllegalStateException("expected", ex);
            }
        }

    }

}
