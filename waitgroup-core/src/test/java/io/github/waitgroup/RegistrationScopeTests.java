// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class RegistrationScopeTests {

    private final WaitGroup group = new WaitGroup("test");

    @Test
    void scopeClosedByAnotherThreadFailsAndStaysOpen() throws Exception {
        Registration unit = this.group.register("unit");
        Scope scope = unit.enter();
        try (Threads threads = new Threads()) {
            Future<?> other = threads.run(scope::close);
            assertThatExceptionOfType(ExecutionException.class).isThrownBy(() -> Threads.get(other))
                .havingCause()
                .isInstanceOf(IllegalStateException.class)
                .withMessageContaining(Thread.currentThread().getName());
        }
        assertThat(Registration.current()).isSameAs(unit);
        scope.close();
        assertThat(Registration.current()).isNull();
    }

    @Test
    void scopeClosedTwiceLeavesTheOuterOneAlone() {
        Registration outer = this.group.register("outer");
        Scope first = outer.enter();
        Scope second = this.group.register("inner").enter();
        second.close();
        second.close();
        assertThat(Registration.current()).isSameAs(outer);
        first.close();
        assertThat(Registration.current()).isNull();
    }

    @Test
    void scopesClosedInAnyOrderLeaveNoUnitBehind() {
        // Else a pool's thread would keep a unit that has ended as the parent of all it
        // does
        Registration outer = this.group.register("outer");
        Registration inner = this.group.register("inner");
        Scope first = outer.enter();
        Scope second = inner.enter();
        first.close();
        assertThat(Registration.current()).isSameAs(inner);
        second.close();
        assertThat(Registration.current()).isNull();
    }

    @Test
    void unitEnteredAgainInsideAnotherKeepsItsThread() {
        Registration outer = this.group.register("outer");
        Registration inner = this.group.register("inner");
        Scope first = outer.enter();
        Scope second = inner.enter();
        outer.enter().close();
        assertThat(outer.snapshot(false).thread()).isEqualTo(Thread.currentThread().getName());
        second.close();
        first.close();
        assertThat(outer.snapshot(false).thread()).isNull();
        assertThat(inner.snapshot(false).thread()).isNull();
    }

    @Test
    void enterAfterTheEndFailsWithTheState() {
        Registration unit = this.group.register("unit");
        unit.close();
        assertThatIllegalStateException().isThrownBy(unit::enter).withMessageContaining(unit.toString());
        assertThat(Registration.current()).isNull();
    }

    @Test
    void threadThatLeavesDoesNotTakeThePlaceOfTheNext() throws Exception {
        Registration unit = this.group.register("unit");
        Scope first = unit.enter();
        CountDownLatch entered = new CountDownLatch(1);
        CountDownLatch left = new CountDownLatch(1);
        try (Threads threads = new Threads()) {
            Future<String> next = threads.start(() -> {
                try (Scope second = unit.enter()) {
                    assertThat(second).isNotNull();
                    entered.countDown();
                    Threads.await(left);
                    return Thread.currentThread().getName();
                }
            });
            Threads.await(entered);
            first.close();
            String thread = unit.snapshot(false).thread();
            left.countDown();
            assertThat(thread).isEqualTo(Threads.get(next));
        }
    }

}
