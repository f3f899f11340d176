// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.BiConsumer;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class WaitGroupTrackTests {

    private final WaitGroup group = new WaitGroup("test");

    private final CompletableFuture<String> stage = new CompletableFuture<>();

    @Test
    void countsAStageUntilItCompletes() throws Exception {
        CompletableFuture<String> same = this.group.track("stage", this.stage);
        assertThat(same).isSameAs(this.stage);
        assertThat(this.group.snapshot(0).running()).isOne();
        this.stage.complete("result");
        Law.checkEnded(this.group, 1, 0);
    }

    @Test
    void countsAStageThatFailsAsFailed() throws Exception {
        this.group.track("stage", this.stage);
        this.group.track("dependent", this.stage.thenApply(String::length));
        this.stage.completeExceptionally(new LinkageError("expected"));
        Law.checkEnded(this.group, 2, 2);
    }

    @Test
    void countsAStageThatIsCancelledAsCompleted() throws Exception {
        this.group.track("stage", this.stage);
        this.group.track("dependent", this.stage.thenApply(String::length));
        this.stage.cancel(false);
        Law.checkEnded(this.group, 2, 0);
    }

    @Test
    void countsAStageThatIsCompleteAlready() throws Exception {
        this.group.track("stage", CompletableFuture.completedStage("result"));
        this.group.track("stage", CompletableFuture.failedStage(new IllegalStateException("expected")));
        Law.checkEnded(this.group, 2, 1);
    }

    @Test
    void obtrudingChangesNothing() throws Exception {
        this.group.track("stage", this.stage);
        this.stage.complete("result");
        this.stage.obtrudeException(new IllegalStateException("obtruded"));
        Law.checkEnded(this.group, 1, 0);
    }

    @Test
    void hasTheUnitOfTheCallerAsParent() throws Exception {
        Registration parent = this.group.register("parent");
        try (Scope scope = parent.enter()) {
            assertThat(scope).isNotNull();
            this.group.track("stage", this.stage);
        }
        parent.close();
        assertThat(this.group.snapshot(1).work()).extracting(WorkSnapshot::parent).containsExactly(parent.id());
        this.stage.complete("result");
        Law.checkEnded(this.group, 2, 0);
    }

    @Test
    void countsAStageThatCannotBeObservedAsFailedAndThrowsOn() throws Exception {
        CompletionStage<String> broken = new CompletableFuture<>() {

            @Override
            public CompletableFuture<String> whenComplete(BiConsumer<? super String, ? super Throwable> action) {
                throw new UnsupportedOperationException("expected");
            }

        };
        assertThatExceptionOfType(UnsupportedOperationException.class)
            .isThrownBy(() -> this.group.track("stage", broken));
        Law.checkEnded(this.group, 1, 1);
    }

    @Test
    void refusesWhileTheGroupIsClosed() throws Exception {
        this.group.close();
        assertThatExceptionOfType(RejectedExecutionException.class)
            .isThrownBy(() -> this.group.track("stage", this.stage));
        Law.checkEnded(this.group, 0, 0);
    }

}
