// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class RegistrationRunTests {

    private final WaitGroup group = new WaitGroup("test");

    @Test
    void taskRunsAsTheUnitAndEndsIt() {
        Registration unit = this.group.enqueue("unit");
        AtomicReference<@Nullable Registration> current = new AtomicReference<>();
        unit.run(() -> current.set(Registration.current()));
        assertThat(current).hasValue(unit);
        assertThat(Registration.current()).isNull();
        assertThat(unit.state()).isEqualTo(Registration.State.COMPLETED);
        assertThat(this.group.snapshot(0).failed()).isZero();
    }

    @Test
    void exceptionIsThrownOnAndCountedAsFailed() {
        checkThrownOn(new IllegalStateException("a task's own failure"));
    }

    @Test
    void errorIsThrownOnAndCountedAsFailed() {
        checkThrownOn(new AssertionError("a task's own failure"));
    }

    private void checkThrownOn(Throwable failure) {
        Registration unit = this.group.enqueue("unit");
        assertThatExceptionOfType(Throwable.class).isThrownBy(() -> unit.run(() -> sneak(failure))).isSameAs(failure);
        assertThat(this.group.count()).isZero();
        assertThat(this.group.snapshot(0).failed()).isOne();
        assertThat(Registration.current()).isNull();
    }

    private static void sneak(Throwable failure) {
        if (failure instanceof Error error) {
            throw error;
        }
        throw (RuntimeException) failure;
    }

    @Test
    void unitAbandonedWhileQueuedIsNotRun() {
        Registration unit = this.group.enqueue("unit");
        AtomicBoolean ran = new AtomicBoolean();
        unit.abandon();
        unit.run(() -> ran.set(true));
        assertThat(ran).isFalse();
        assertThat(this.group.snapshot(0).abandoned()).isOne();
    }

    @Test
    void unitClosedBeforeFails() {
        Registration unit = this.group.enqueue("unit");
        AtomicBoolean ran = new AtomicBoolean();
        unit.close();
        assertThatIllegalStateException().isThrownBy(() -> unit.run(() -> ran.set(true)))
            .withMessageContaining(unit.toString());
        assertThat(ran).isFalse();
    }

    @Test
    void unitClosedByItsOwnTaskIsCountedDownOnce() {
        this.group.add(1);
        Registration unit = this.group.enqueue("unit");
        unit.run(unit::close);
        assertThat(this.group.count()).isOne();
    }

}
