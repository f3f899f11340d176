// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class WaitGroupAdmissionTests {

    private final WaitGroup group = new WaitGroup("test");

    @Test
    void closedGroupRefusesRootWorkWithTheStateInTheMessage() {
        this.group.add(3);
        this.group.close();
        this.group.close();
        assertThat(this.group.isClosed()).isTrue();
        for (String call : List.of("add(1)", "register(\"unit\")")) {
            assertThatExceptionOfType(RejectedExecutionException.class).isThrownBy(() -> {
                if (call.startsWith("add")) {
                    this.group.add(1);
                }
                else {
                    this.group.enqueue("unit");
                }
            }).withMessageContainingAll(call, "test", "count=3", "closed");
        }
        assertThat(this.group.count()).isEqualTo(3);
        assertThat(this.group.snapshot(0).registered()).isEqualTo(3);
    }

    @Test
    void reopenedGroupAdmitsRootWork() {
        this.group.close();
        this.group.reopen();
        assertThat(this.group.isClosed()).isFalse();
        this.group.register("unit").close();
        assertThat(this.group.snapshot(0).completed()).isOne();
    }

    @Test
    void threadOfUnitInFlightMayRegister() {
        Registration parent = this.group.register("parent");
        this.group.close();
        try (Scope scope = parent.enter()) {
            assertThat(scope).isNotNull();
            this.group.register("child").close();
            this.group.add(1);
            this.group.done();
        }
        assertThat(this.group.snapshot(0).completed()).isEqualTo(2);
    }

    @Test
    void threadOfUnitOfAnotherGroupMayRegister() {
        Registration parent = new WaitGroup("other").register("parent");
        this.group.close();
        parent.run(() -> this.group.register("child"));
        assertThat(this.group.count()).isOne();
    }

    @Test
    void unitThatHasEndedLetsItsThreadRegisterNoMore() {
        Registration parent = this.group.register("parent");
        this.group.close();
        try (Scope scope = parent.enter()) {
            assertThat(scope).isNotNull();
            parent.close();
            assertThatExceptionOfType(RejectedExecutionException.class).isThrownBy(() -> this.group.register("child"));
        }
    }

    @Test
    void threadThatHasNotEnteredMayNotRegister() {
        this.group.register("unit");
        this.group.close();
        assertThatExceptionOfType(RejectedExecutionException.class).isThrownBy(() -> this.group.register("child"));
    }

    @Test
    void closedGroupStillReachesZero() throws Exception {
        Registration unit = this.group.register("unit");
        CompletionStage<?> zero = this.group.completion();
        this.group.close();
        unit.close();
        assertThat(this.group.await(Duration.ZERO)).isTrue();
        assertThat(zero.toCompletableFuture()).isDone();
        assertThat(this.group.isClosed()).isTrue();
    }

    @Test
    void refusedWorkDoesNotTouchTheTotal() {
        // Else callers that try again and again would keep a drain from its zero. A total
        // that is full tells: to touch it fails otherwise
        WaitGroupRegistry registry = new WaitGroupRegistry();
        WaitGroup closed = registry.group("closed");
        closed.close();
        registry.group("full").add(Integer.MAX_VALUE);
        assertThatExceptionOfType(RejectedExecutionException.class).isThrownBy(() -> closed.add(1));
        Registration unit = registry.group("units").register("unit");
        assertThatExceptionOfType(RejectedExecutionException.class).isThrownBy(() -> closed.register("unit"));
        unit.close();
        assertThat(registry.count()).isEqualTo(Integer.MAX_VALUE);
    }

}
