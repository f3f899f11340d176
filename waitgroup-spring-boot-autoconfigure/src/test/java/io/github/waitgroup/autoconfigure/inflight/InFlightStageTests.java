// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.inflight;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;

import io.github.waitgroup.InFlight;
import io.github.waitgroup.Registration;
import io.github.waitgroup.WaitGroup;
import io.github.waitgroup.WorkSnapshot;
import io.github.waitgroup.autoconfigure.Bounded;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests of {@code @InFlight} methods whose result is a stage.
 */
class InFlightStageTests {

    @Test
    void runWhenStageIsPendingShouldStayInFlightUntilItCompletes() {
        run((orders, group) -> {
            CompletableFuture<String> stage = new CompletableFuture<>();
            assertThat(orders.ship(stage)).isSameAs(stage);
            assertThat(Registration.current()).isNull();
            assertThat(group.snapshot(10).work()).extracting(WorkSnapshot::label)
                .containsExactly("InFlightStageTests.Orders.ship");
            stage.complete("shipped");
            Bounded.assertEnded(group, 1, 0);
        });
    }

    @Test
    void runWhenStageHasCompletedShouldEndUnit() {
        run((orders, group) -> {
            orders.ship(CompletableFuture.completedFuture("shipped"));
            Bounded.assertEnded(group, 1, 0);
        });
    }

    @Test
    void runWhenStageFailsShouldCountItFailed() {
        run((orders, group) -> {
            CompletableFuture<String> stage = new CompletableFuture<>();
            orders.ship(stage);
            stage.completeExceptionally(new IllegalStateException("expected"));
            Bounded.assertEnded(group, 1, 1);
        });
    }

    @Test
    void runWhenStageIsCancelledShouldEndUnitNotFailed() {
        run((orders, group) -> {
            CompletableFuture<String> stage = new CompletableFuture<>();
            orders.ship(stage);
            orders.ship(stage.thenApply((value) -> value));
            stage.cancel(true);
            Bounded.assertEnded(group, 2, 0);
        });
    }

    @Test
    void runWhenStageIsMinimalShouldCountIt() {
        run((orders, group) -> {
            CompletableFuture<String> source = new CompletableFuture<>();
            orders.ship(source.minimalCompletionStage());
            assertThat(group.count()).isEqualTo(1);
            source.completeExceptionally(new CancellationException());
            Bounded.assertEnded(group, 1, 0);
        });
    }

    @Test
    void runWhenStageIsNullShouldEndUnit() {
        run((orders, group) -> {
            assertThat(orders.ship(null)).isNull();
            Bounded.assertEnded(group, 1, 0);
        });
    }

    @Test
    void runWhenStageCannotBeWatchedShouldCountItFailed() {
        run((orders, group) -> {
            CompletableFuture<String> broken = new CompletableFuture<>() {

                @Override
                public CompletableFuture<String> whenComplete(BiConsumer<? super String, ? super Throwable> action) {
                    throw new IllegalStateException("expected");
                }

            };
            assertThatIllegalStateException().isThrownBy(() -> orders.ship(broken)).withMessage("expected");
            Bounded.assertEnded(group, 1, 1);
        });
    }

    private void run(Scenario scenario) {
        InFlightFixture.runner(Orders.class)
            .run((context) -> scenario.run(context.getBean(Orders.class), context.getBean(WaitGroup.class)));
    }

    interface Scenario {

        void run(Orders orders, WaitGroup group) throws Exception;

    }

    static class Orders {

        @InFlight
        @Nullable CompletionStage<String> ship(@Nullable CompletionStage<String> stage) {
            return stage;
        }

    }

}
