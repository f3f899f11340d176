// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup;

import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicReference;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class WaitGroupCompletionTests {

    private final WaitGroup group = new WaitGroup("test");

    @Test
    void stageIsCompleteWhenNothingIsInFlight() {
        assertThat(this.group.completion().toCompletableFuture()).isCompletedWithValue(null);
    }

    @Test
    void stageCompletesAtTheNextZeroOnTheThreadThatCountsOut() {
        this.group.add(2);
        AtomicReference<@Nullable Thread> thread = new AtomicReference<>();
        this.group.completion().thenRun(() -> thread.set(Thread.currentThread()));
        this.group.done();
        assertThat(thread).hasNullValue();
        this.group.done();
        assertThat(thread).hasValue(Thread.currentThread());
    }

    @Test
    void stageStaysCompleteWhenTheGroupIsUsedAgain() {
        this.group.add(1);
        CompletionStage<?> first = this.group.completion();
        this.group.done();
        this.group.add(1);
        assertThat(first.toCompletableFuture()).isDone();
        assertThat(this.group.completion().toCompletableFuture()).isNotDone();
    }

    @Test
    void dependentsMayUseTheGroup() throws Exception {
        this.group.add(1);
        CompletionStage<Registration> next = this.group.completion().thenApply((zero) -> {
            this.group.close();
            this.group.reopen();
            this.group.add(1);
            this.group.done();
            return this.group.register("next");
        });
        this.group.done();
        Registration unit = Threads.get(next.toCompletableFuture());
        assertThat(this.group.count()).isOne();
        CompletionStage<?> again = this.group.completion();
        unit.close();
        assertThat(again.toCompletableFuture()).isDone();
    }

    @Test
    void dependentThatThrowsDoesNotDisturbWhoCountsOut() throws Exception {
        Registration unit = this.group.register("unit");
        CompletionStage<?> failing = this.group.completion().thenRun(() -> {
            throw new IllegalStateException("a dependent's own failure");
        });
        unit.close();
        assertThat(failing.toCompletableFuture()).isCompletedExceptionally();
        assertThat(this.group.await(Duration.ZERO)).isTrue();
    }

    @Test
    void whoSeesZeroSeesTheNumbersComplete() throws Exception {
        Registration unit = this.group.register("unit");
        CompletionStage<Long> completed = this.group.completion()
            .thenApply((zero) -> this.group.snapshot(0).completed());
        unit.close();
        assertThat(Threads.get(completed.toCompletableFuture())).isOne();
        this.group.add(1);
        completed = this.group.completion().thenApply((zero) -> this.group.snapshot(0).completed());
        this.group.done();
        assertThat(Threads.get(completed.toCompletableFuture())).isEqualTo(2);
    }

    @Test
    void callersCannotOpenTheGate() {
        this.group.add(1);
        this.group.completion().toCompletableFuture().complete(null);
        assertThat(this.group.completion().toCompletableFuture()).isNotDone();
    }

}
