// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicReference;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

class WaitGroupGoTests {

    private final WaitGroup group = new WaitGroup("test");

    private final Queue<Runnable> queue = new ArrayDeque<>();

    @Test
    void countsTheTaskFromSubmissionToItsEnd() throws Exception {
        AtomicReference<@Nullable Registration> seen = new AtomicReference<>();
        this.group.go("task", this.queue::add, () -> seen.set(Registration.current()));
        assertThat(this.group.snapshot(0).queued()).isOne();
        this.queue.remove().run();
        assertThat(this.group.await(Duration.ZERO)).isTrue();
        assertThat(Objects.requireNonNull(seen.get()).label()).isEqualTo("task");
        assertThat(this.group.snapshot(0).completed()).isOne();
        assertThat(this.group.snapshot(0).failed()).isZero();
    }

    @Test
    void countsATaskThatThrowsAsFailedAndThrowsOn() {
        this.group.go("task", this.queue::add, () -> {
            throw new IllegalStateException("expected");
        });
        assertThatIllegalStateException().isThrownBy(() -> this.queue.remove().run()).withMessage("expected");
        assertThat(this.group.count()).isZero();
        assertThat(this.group.snapshot(0).failed()).isOne();
    }

    @Test
    void countsARefusedTaskAsFailedAndThrowsOn() {
        assertThatExceptionOfType(RejectedExecutionException.class).isThrownBy(() -> this.group.go("task", (task) -> {
            throw new RejectedExecutionException("full");
        }, () -> {
        })).withMessage("full");
        assertThat(this.group.count()).isZero();
        assertThat(this.group.snapshot(0).failed()).isOne();
    }

    @Test
    void countsATaskThatThrowsOnTheCallersThreadOnce() {
        assertThatIllegalStateException().isThrownBy(() -> this.group.go("task", Runnable::run, () -> {
            throw new IllegalStateException("expected");
        }));
        assertThat(this.group.snapshot(0).completed()).isOne();
    }

    @Test
    void countsNothingWithoutATask() {
        assertThatNullPointerException().isThrownBy(() -> this.group.go("task", this.queue::add, nothing()));
        assertThat(this.group.snapshot(0).registered()).isZero();
    }

    @SuppressWarnings("NullAway") // what a caller without null checks would pass
    private static Runnable nothing() {
        return null;
    }

}
