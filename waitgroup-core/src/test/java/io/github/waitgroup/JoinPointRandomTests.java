// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What holds for every join point, whatever its tasks, its executor and its owner do: no
 * exception is lost or invented, no task runs after the close, the results are in order,
 * and all that was counted in is counted out.
 */
class JoinPointRandomTests {

    private static final int ROUNDS = 400;

    private final AtomicInteger running = new AtomicInteger();

    private final WaitGroup group = new WaitGroup("random");

    @ParameterizedTest
    @MethodSource("io.github.waitgroup.TestExecutors#available")
    void nothingIsLost(TestExecutors kind) throws Exception {
        long seed = System.nanoTime();
        System.out.println("JoinPointRandomTests: " + kind + ", seed " + seed);
        SplittableRandom random = new SplittableRandom(seed);
        Executor executor = kind.create();
        boolean mayBlock = TestExecutors.concurrent().contains(kind);
        int[] outcomes = new int[2];
        for (int i = 0; i < ROUNDS; i++) {
            Round round = new Round(random, executor, mayBlock);
            round.run();
            assertThat(this.running).as("%s, round %d", kind, i).hasValue(0);
            assertThat(this.group.count()).isZero();
            assertThat(Thread.interrupted()).isEqualTo(round.interrupts);
            round.check();
            outcomes[(round.results != null) ? 0 : 1]++;
        }
        assertThat(outcomes).as("both good and bad ends").doesNotContain(0);
        WaitGroupSnapshot snapshot = this.group.snapshot(0);
        assertThat(snapshot.registered()).isEqualTo(snapshot.completed());
        TestExecutors.shutdown(executor);
    }

    /**
     * One join point from open to close.
     */
    private final class Round {

        private final JoinPointBuilder<Integer> builder;

        private final int tasks;

        /** One of so many tasks goes wrong; 0 for none. */
        private final int trouble;

        private final boolean deadline;

        private final boolean mayBlock;

        private final boolean joins;

        private final boolean interrupts;

        private final Set<Throwable> thrown = Collections.synchronizedSet(newIdentitySet());

        private final ConcurrentLinkedQueue<Subtask<?>> forked = new ConcurrentLinkedQueue<>();

        private final List<Integer> byOwner = new ArrayList<>();

        private @Nullable List<Integer> results;

        private @Nullable Throwable outcome;

        Round(SplittableRandom random, Executor executor, boolean mayBlock) {
            this.tasks = random.nextInt(30);
            this.trouble = (random.nextInt(3) > 0) ? 1 + random.nextInt(30) : 0;
            this.deadline = random.nextInt(3) == 0;
            this.mayBlock = mayBlock && this.deadline;
            this.joins = random.nextInt(10) > 0;
            this.interrupts = random.nextInt(10) == 0;
            int refusals = (random.nextInt(3) == 0) ? 20 : 0;
            this.builder = JoinPoint.on((task) -> {
                if (refusals > 0 && ThreadLocalRandom.current().nextInt(refusals) == 0) {
                    throw new RejectedExecutionException("refused");
                }
                executor.execute(task);
            });
            if (this.deadline) {
                this.builder.deadline(Duration.ofMillis(1 + random.nextInt(5)));
            }
            if (random.nextBoolean()) {
                this.builder.failFast();
            }
            if (random.nextBoolean()) {
                this.builder.concurrency(1 + random.nextInt(4));
            }
            if (random.nextBoolean()) {
                this.builder.group(JoinPointRandomTests.this.group);
            }
        }

        void run() {
            JoinPoint<Integer> leftOver = this.builder.open();
            try (leftOver) {
                for (int i = 0; i < this.tasks; i++) {
                    int number = i;
                    if (fork(leftOver, number)) {
                        this.byOwner.add(number);
                    }
                }
                if (this.interrupts) {
                    Thread.currentThread().interrupt();
                }
                if (this.joins) {
                    this.results = leftOver.join();
                }
            }
            catch (InterruptedException ex) {
                this.outcome = ex;
                Thread.currentThread().interrupt();
            }
            catch (Throwable ex) {
                this.outcome = ex;
            }
            assertThat(leftOver.failures()).as("what failed, but for refusals")
                .filteredOn((ex) -> !(ex instanceof RejectedExecutionException))
                .hasSize(this.thrown.size())
                .allMatch(this.thrown::contains);
        }

        private boolean fork(JoinPoint<Integer> joinPoint, int number) {
            try {
                this.forked.add(joinPoint.fork("n" + number, () -> task(joinPoint, number)));
                return true;
            }
            catch (RejectedExecutionException ex) {
                assertThat(ex).hasMessage("refused");
                return false;
            }
        }

        private int task(JoinPoint<Integer> joinPoint, int number) throws Exception {
            JoinPointRandomTests.this.running.incrementAndGet();
            try {
                ThreadLocalRandom random = ThreadLocalRandom.current();
                if (number < 1_000 && random.nextInt(4) == 0) {
                    fork(joinPoint, number + 1_000);
                }
                if (this.trouble > 0 && random.nextInt(this.trouble) == 0) {
                    makeTrouble(joinPoint, random.nextInt(4));
                }
                return number;
            }
            finally {
                JoinPointRandomTests.this.running.decrementAndGet();
            }
        }

        private void makeTrouble(JoinPoint<Integer> joinPoint, int kind) throws Exception {
            switch (kind) {
                case 0 -> throw noted(new IOException("of a task"));
                case 1 -> throw noted(new AssertionError("of a task"));
                case 2 -> joinPoint.cancel();
                default -> {
                    if (this.mayBlock) {
                        // Until the deadline, or whatever else interrupts
                        new CountDownLatch(1).await();
                    }
                    throw noted(new IllegalStateException("of a task"));
                }
            }
        }

        private <X extends Throwable> X noted(X ex) {
            this.thrown.add(ex);
            return ex;
        }

        void check() {
            assertThat(this.forked).noneMatch((task) -> task.state() == Subtask.State.UNFINISHED);
            List<Integer> joined = this.results;
            if (joined != null) {
                assertThat(this.thrown).isEmpty();
                assertThat(this.forked).allMatch((task) -> task.state() == Subtask.State.SUCCESS);
                assertThat(joined).hasSize(this.forked.size());
                assertThat(joined.stream().filter((number) -> number < 1_000).toList()).isEqualTo(this.byOwner);
            }
            else {
                Set<Throwable> found = newIdentitySet();
                collect(this.outcome, found);
                assertThat(found).as("%s", this.outcome).containsAll(this.thrown);
                boolean panicked = this.thrown.stream().anyMatch(Error.class::isInstance);
                if (panicked && !this.interrupts) {
                    assertThat(this.outcome).isInstanceOf(AssertionError.class).hasMessage("of a task");
                }
                else if (this.joins && !this.interrupts) {
                    assertThat(this.outcome).isInstanceOfAny(JoinException.class, CancellationException.class);
                }
            }
        }

        private static void collect(@Nullable Throwable ex, Set<Throwable> found) {
            if (ex != null && found.add(ex)) {
                collect(ex.getCause(), found);
                Arrays.stream(ex.getSuppressed()).forEach((suppressed) -> collect(suppressed, found));
            }
        }

        private static Set<Throwable> newIdentitySet() {
            return Collections.newSetFromMap(new IdentityHashMap<>());
        }

    }

}
