// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Forbids that a drain's interrupt of one unit hits what the same thread of a pool does
 * next.
 */
class RegistrationInterruptConfinementTests {

    private final WaitGroup group = new WaitGroup("test");

    @Test
    void interruptOfUnitIsGoneWhenItsThreadHasLeft() throws Exception {
        Registration unit = this.group.register("unit");
        Scope scope = unit.enter();
        cutFromAnotherThread(unit);
        assertThat(Thread.currentThread().isInterrupted()).isTrue();
        scope.close();
        assertThat(Thread.interrupted()).isFalse();
    }

    @Test
    void interruptOfInnerUnitIsGoneWhenItsThreadHasLeftTheOuter() throws Exception {
        Registration outer = this.group.register("outer");
        Registration inner = this.group.register("inner");
        Scope first = outer.enter();
        outer.close();
        Scope second = inner.enter();
        cutFromAnotherThread(outer);
        cutFromAnotherThread(inner);
        second.close();
        first.close();
        assertThat(Thread.interrupted()).isFalse();
    }

    @Test
    void interruptStaysForTheOuterUnit() throws Exception {
        Scope first = this.group.register("outer").enter();
        Registration inner = this.group.register("inner");
        Scope second = inner.enter();
        cutFromAnotherThread(inner);
        second.close();
        assertThat(Thread.currentThread().isInterrupted()).isTrue();
        first.close();
        assertThat(Thread.interrupted()).isFalse();
    }

    @Test
    void interruptOfAnybodyElseStays() {
        Registration unit = this.group.register("unit");
        Scope scope = unit.enter();
        Thread.currentThread().interrupt();
        scope.close();
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void threadThatCutsDoesNotInterruptItself() {
        // It is the drain, on the thread of a request that asked for it
        Registration unit = this.group.register("unit");
        unit.run(() -> {
            unit.cut();
            assertThat(Thread.interrupted()).isFalse();
        });
    }

    @Test
    void cutOfUnitThatHasEndedOrWorksNowhereInterruptsNobody() {
        Registration ended = this.group.register("ended");
        Scope scope = ended.enter();
        ended.close();
        ended.cut();
        this.group.register("nowhere").cut();
        scope.close();
        assertThat(Thread.interrupted()).isFalse();
    }

    @Test
    void cutAndLeaveAtTheSameTimeLeaveNoInterrupt() throws Exception {
        int rounds = 10_000;
        CyclicBarrier barrier = new CyclicBarrier(2);
        Registration[] unit = { this.group.register("first") };
        try (Threads threads = new Threads()) {
            Future<Integer> leaks = threads.start(() -> {
                int leaked = 0;
                for (int i = 0; i < rounds; i++) {
                    Registration work = unit[0];
                    Scope scope = work.enter();
                    Threads.await(barrier);
                    scope.close();
                    unit[0] = this.group.register("next");
                    Threads.await(barrier);
                    leaked += Thread.interrupted() ? 1 : 0;
                }
                return leaked;
            });
            for (int i = 0; i < rounds; i++) {
                Registration work = unit[0];
                Threads.await(barrier);
                work.cut();
                Threads.await(barrier);
            }
            assertThat(Threads.get(leaks)).isZero();
        }
    }

    @Test
    void threadInterruptedWhileAnotherEntersIsNotLeftBehindWithTheInterrupt() throws Exception {
        Registration unit = this.group.register("unit");
        CountDownLatch entered = new CountDownLatch(1);
        CountDownLatch mayLeave = new CountDownLatch(1);
        CountDownLatch left = new CountDownLatch(1);
        CountDownLatch cut = new CountDownLatch(1);
        CompletableFuture<Boolean> leaked = new CompletableFuture<>();
        try (Threads threads = new Threads()) {
            Thread first = new Thread(() -> {
                Scope scope = unit.enter();
                entered.countDown();
                Threads.awaitStubbornly(mayLeave);
                scope.close();
                left.countDown();
                Threads.awaitStubbornly(cut);
                leaked.complete(Thread.currentThread().isInterrupted());
            }) {

                @Override
                public void interrupt() {
                    // In the middle of the cut another thread enters and this one leaves,
                    // unless both are made to wait, which is right
                    CountDownLatch second = new CountDownLatch(1);
                    Future<?> entering = threads.run(() -> {
                        unit.enter();
                        second.countDown();
                    });
                    awaitShortly(second);
                    assertThat(entering.isCancelled()).isFalse();
                    mayLeave.countDown();
                    awaitShortly(left);
                    super.interrupt();
                }
            };
            first.setDaemon(true);
            first.start();
            Threads.await(entered);
            unit.cut();
            Threads.await(left);
            cut.countDown();
            assertThat(Threads.get(leaked)).isFalse();
        }
    }

    private static void awaitShortly(CountDownLatch latch) {
        try {
            latch.await(100, TimeUnit.MILLISECONDS);
        }
        catch (InterruptedException ex) {
            throw new IllegalStateException(ex);
        }
    }

    private static void cutFromAnotherThread(Registration unit) {
        CompletableFuture.runAsync(unit::cut, (task) -> Threads.daemon(task).start()).join();
    }

}
