// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.ToLongFunction;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The law: {@code registered = completed + in flight + abandoned}, whatever happens to
 * the work and whoever does it. Random operations by many threads, checked against what
 * the threads themselves have counted and what each unit says of itself.
 */
class LawTests {

    private static final int WORKERS = 4;

    private static final int ROUNDS = 30;

    private static final int OPERATIONS = 10_000;

    private final WaitGroupRegistry registry = new WaitGroupRegistry();

    private final List<WaitGroup> groups = List.of(this.registry.group("a"), this.registry.group("b"));

    private final ConcurrentLinkedQueue<Registration> handedOver = new ConcurrentLinkedQueue<>();

    private final Drain drain = new Drain(this.registry, new DrainOptions(Duration.ZERO, Duration.ZERO, Duration.ZERO,
            Duration.ZERO, DrainOptions.Admission.ALL, true, Duration.ZERO));

    private long ended;

    private long completed;

    private long failed;

    private long abandoned;

    private long namedByDrain;

    private long addsGivenUp;

    @Test
    void holdsForAMillionRandomOperations() throws Exception {
        long seed = System.nanoTime();
        System.out.println("LawTests: seed " + seed);
        check(seed);
    }

    private void check(long seed) throws Exception {
        CyclicBarrier barrier = new CyclicBarrier(WORKERS + 1);
        SplittableRandom random = new SplittableRandom(seed);
        AtomicBoolean over = new AtomicBoolean();
        List<Worker> workers = new ArrayList<>();
        try (Threads threads = new Threads()) {
            List<Future<?>> futures = new ArrayList<>();
            for (int i = 0; i < WORKERS; i++) {
                Worker worker = new Worker(random.split());
                workers.add(worker);
                futures.add(threads.run(() -> worker.work(barrier)));
            }
            Future<?> monitor = threads.run(() -> {
                while (!over.get()) {
                    this.groups.forEach(LawTests::checkSigns);
                }
            });
            for (int round = 0; round < ROUNDS; round++) {
                Threads.await(barrier);
                for (int i = 0; i < 10; i++) {
                    drainAndResume();
                }
                Threads.await(barrier);
                checkLaw(workers, seed);
            }
            Threads.await(barrier);
            for (Future<?> future : futures) {
                Threads.get(future);
            }
            over.set(true);
            Threads.get(monitor);
        }
        checkLaw(workers, seed);
        assertThat(this.registry.count()).as("seed %d", seed).isZero();
        assertThat(this.registry.await(Duration.ZERO)).isTrue();
        assertThat(this.abandoned).as("something was abandoned at all").isPositive();
        assertThat(this.failed).as("something failed at all").isPositive();
    }

    private void drainAndResume() {
        DrainReport report = this.drain.await();
        assertThat(report.outcome() == Drain.State.ABANDONED).isEqualTo(report.abandonedCount() > 0);
        this.namedByDrain += report.abandoned().size();
        this.addsGivenUp += report.abandonedCount() - report.abandoned().size();
        assertThat(this.drain.resume()).isTrue();
    }

    private static void checkSigns(WaitGroup group) {
        WaitGroupSnapshot snapshot = group.snapshot(5);
        assertThat(List.of(snapshot.inFlight(), snapshot.queued(), snapshot.completed(), snapshot.failed(),
                snapshot.abandoned(), snapshot.running(), snapshot.omitted(), group.count()))
            .as("%s", snapshot)
            .allMatch((number) -> number >= 0);
        assertThat(snapshot.failed()).isLessThanOrEqualTo(snapshot.completed());
        assertThat(snapshot.queued()).isLessThanOrEqualTo(snapshot.inFlight());
    }

    // While no thread does anything: what the threads counted, what the units say, and
    // what the groups say must agree
    private void checkLaw(List<Worker> workers, long seed) {
        long adds = 0;
        long dones = 0;
        long live = 0;
        long queued = 0;
        for (Worker worker : workers) {
            adds += worker.adds;
            dones += worker.dones;
            for (Registration unit : List.copyOf(worker.registered)) {
                switch (unit.state()) {
                    case QUEUED -> {
                        live++;
                        queued++;
                    }
                    case RUNNING -> live++;
                    case COMPLETED -> {
                        this.completed++;
                        this.failed += worker.failed.contains(unit) ? 1 : 0;
                    }
                    case ABANDONED -> this.abandoned++;
                    case LEAKED -> throw new AssertionError(unit + " is still at hand");
                }
            }
            this.ended += worker.forgetEnded();
        }
        List<WaitGroupSnapshot> snapshots = this.groups.stream().map((group) -> group.snapshot(1_000_000)).toList();
        long listed = snapshots.stream().mapToLong((snapshot) -> snapshot.work().size()).sum();
        long inFlight = snapshots.stream().mapToLong(WaitGroupSnapshot::inFlight).sum();
        long count = this.groups.stream().mapToLong(WaitGroup::count).sum();
        String round = "seed " + seed + ", " + this.groups;
        assertThat(sum(snapshots, WaitGroupSnapshot::registered)).as(round).isEqualTo(this.ended + live + adds);
        assertThat(this.completed + this.abandoned).as(round).isEqualTo(this.ended);
        assertThat(listed).as(round).isEqualTo(live);
        assertThat(count).as(round).isEqualTo(inFlight).isEqualTo(this.registry.count());
        assertThat(sum(snapshots, WaitGroupSnapshot::queued)).as(round).isEqualTo(queued);
        assertThat(sum(snapshots, WaitGroupSnapshot::failed)).as(round).isEqualTo(this.failed);
        assertThat(this.namedByDrain).as(round).isEqualTo(this.abandoned);
        assertThat(sum(snapshots, WaitGroupSnapshot::abandoned)).as(round).isEqualTo(this.abandoned + this.addsGivenUp);
        // Late done()s of adds given up may count out others: never more than given up
        long addsInFlight = count - live;
        assertThat(addsInFlight).as(round).isBetween(Math.max(0, adds - dones - this.addsGivenUp), adds - dones);
        assertThat(sum(snapshots, WaitGroupSnapshot::completed)).as(round)
            .isEqualTo(this.completed + adds - this.addsGivenUp - addsInFlight);
    }

    private static long sum(List<WaitGroupSnapshot> snapshots, ToLongFunction<WaitGroupSnapshot> number) {
        return snapshots.stream().mapToLong(number).sum();
    }

    /**
     * One of the threads, with its own count of what it did.
     */
    private final class Worker {

        private final SplittableRandom random;

        private final int[] openAdds = new int[2];

        private final ArrayDeque<Hold> holds = new ArrayDeque<>();

        private final ArrayDeque<Registration> mine = new ArrayDeque<>();

        private final Set<Registration> registered = new HashSet<>();

        private final Set<Registration> failed = new HashSet<>();

        private long adds;

        private long dones;

        Worker(SplittableRandom random) {
            this.random = random;
        }

        void work(CyclicBarrier barrier) throws Exception {
            for (int round = 0; round < ROUNDS; round++) {
                // An interrupt that leaked out of a unit would break the barrier
                Threads.await(barrier);
                for (int i = 0; i < OPERATIONS; i++) {
                    operate();
                }
                LawTests.this.groups.forEach(WaitGroup::reopen);
                Threads.await(barrier);
            }
            Threads.await(barrier);
            this.mine.forEach(Registration::close);
            closeAll(LawTests.this.handedOver);
            this.holds.forEach(this::release);
            for (int i = 0; i < this.openAdds.length; i++) {
                while (this.openAdds[i] > 0) {
                    done(i);
                }
            }
        }

        private void closeAll(Queue<Registration> units) {
            for (Registration unit = units.poll(); unit != null; unit = units.poll()) {
                unit.close();
            }
        }

        // About three calls each: 1.2 million operations give some four million calls
        private void operate() {
            int number = this.random.nextInt(2);
            WaitGroup group = LawTests.this.groups.get(number);
            try {
                switch (this.random.nextInt(14)) {
                    case 0 -> add(group, number);
                    case 1 -> done(number);
                    case 2 -> keep(group.register("registered"));
                    case 3 -> keep(group.enqueue("queued"));
                    case 4 -> closeTwice(this.mine.poll());
                    case 5 -> fail(this.mine.poll());
                    case 6 -> handOver(this.mine.poll());
                    case 7 -> closeTwice(LawTests.this.handedOver.poll());
                    case 8 -> run(group.enqueue("run"), this.random.nextBoolean());
                    case 9 -> enter(this.mine.peek(), group);
                    case 10 -> closeOrReopen(group);
                    case 11 -> hold(group);
                    case 12 -> release(this.holds.poll());
                    default -> drainSome();
                }
            }
            catch (RejectedExecutionException ex) {
                // The group is closed: nothing was counted, which checkLaw() verifies
                group.reopen();
            }
        }

        private void add(WaitGroup group, int number) {
            int n = 1 + this.random.nextInt(3);
            group.add(n);
            this.adds += n;
            this.openAdds[number] += n;
        }

        private void done(int number) {
            if (this.openAdds[number] > 0) {
                LawTests.this.groups.get(number).done();
                this.openAdds[number]--;
                this.dones++;
            }
        }

        // Of no name, as an add, but not to be mixed up with the hold of another
        private void hold(WaitGroup group) {
            this.holds.add(group.hold());
            this.adds++;
        }

        private void release(@Nullable Hold hold) {
            if (hold != null) {
                hold.close();
                hold.close();
                this.dones++;
            }
        }

        private Registration note(Registration unit) {
            this.registered.add(unit);
            return unit;
        }

        private void keep(Registration unit) {
            this.mine.add(note(unit));
        }

        private void closeTwice(@Nullable Registration unit) {
            if (unit != null) {
                unit.close();
                unit.close();
            }
        }

        private void fail(@Nullable Registration unit) {
            if (unit != null && this.registered.contains(unit)) {
                unit.fail();
                this.failed.add(unit);
                unit.close();
            }
        }

        private void handOver(@Nullable Registration unit) {
            if (unit != null) {
                LawTests.this.handedOver.add(unit);
                if (this.random.nextBoolean()) {
                    // Closed by two threads, maybe at the same time
                    unit.close();
                }
            }
        }

        private void run(Registration unit, boolean failing) {
            note(unit);
            try {
                unit.run(() -> {
                    if (failing) {
                        this.failed.add(unit);
                        throw new IllegalStateException("a task's own failure");
                    }
                });
            }
            catch (IllegalStateException ex) {
                // Thrown on, as it should be
                this.failed.add(unit);
            }
        }

        private void enter(@Nullable Registration unit, WaitGroup group) {
            if (unit == null) {
                return;
            }
            try (Scope scope = unit.enter()) {
                assertThat(scope).isNotNull();
                Registration child = note(group.enqueue("child"));
                child.enter().close();
                this.mine.add(child);
            }
            catch (IllegalStateException ex) {
                // Given up by the drain meanwhile
                this.mine.remove(unit);
            }
        }

        private void closeOrReopen(WaitGroup group) {
            if (this.random.nextInt(10) == 0) {
                group.close();
            }
            else {
                group.reopen();
            }
        }

        private void drainSome() {
            while (this.mine.size() > 50) {
                closeTwice(this.mine.poll());
            }
        }

        long forgetEnded() {
            int before = this.registered.size();
            this.registered.removeIf((unit) -> !unit.isInFlight());
            this.failed.retainAll(this.registered);
            return (long) before - this.registered.size();
        }

    }

}
