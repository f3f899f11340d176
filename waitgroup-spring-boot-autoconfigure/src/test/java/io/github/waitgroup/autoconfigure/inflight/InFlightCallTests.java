// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.inflight;

import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;

import io.github.waitgroup.Drain;
import io.github.waitgroup.InFlight;
import io.github.waitgroup.Registration;
import io.github.waitgroup.WaitGroup;
import io.github.waitgroup.WaitGroupSnapshot;
import io.github.waitgroup.WorkSnapshot;
import io.github.waitgroup.autoconfigure.Bounded;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests of what a call of an {@code @InFlight} method counts.
 */
class InFlightCallTests {

    private final ApplicationContextRunner runner = InFlightFixture.runner(Orders.class);

    @Test
    void runWhenMethodReturnsShouldHaveWorkedForItsUnit() {
        run((orders, group) -> {
            Registration unit = orders.fulfil();
            assertThat(unit.label()).isEqualTo("InFlightCallTests.Orders.fulfil");
            assertThat(unit.group()).isSameAs(group);
            assertThat(unit.state()).isEqualTo(Registration.State.COMPLETED);
            assertThat(Registration.current()).isNull();
            Bounded.assertEnded(group, 1, 0);
        });
    }

    @Test
    void runWhenMethodReturnsNullShouldEndUnit() {
        run((orders, group) -> {
            assertThat(orders.nothing()).isNull();
            Bounded.assertEnded(group, 1, 0);
        });
    }

    @Test
    void runWhenMethodThrowsShouldCountItFailedAndPassItOn() {
        run((orders, group) -> {
            assertThatIllegalStateException().isThrownBy(() -> orders.fail(new IllegalStateException("expected")))
                .withMessage("expected");
            assertThatExceptionOfType(StackOverflowError.class)
                .isThrownBy(() -> orders.fail(new StackOverflowError("expected")));
            Bounded.assertEnded(group, 2, 2);
        });
    }

    @Test
    void runWhenMethodIsCalledByTrackedWorkShouldMakeThatTheParent() {
        run((orders, group) -> {
            Registration request = group.register("GET /orders");
            request.run(() -> {
                Registration unit = orders.fulfil();
                assertThat(unit.parent()).hasValue(request.id());
            });
            Bounded.assertEnded(group, 2, 0);
        });
    }

    @Test
    void runWhenMethodIsCalledByItsOwnBeanShouldNotCountItApart() {
        run((orders, group) -> {
            orders.fulfilTwice();
            Bounded.assertEnded(group, 1, 0);
        });
    }

    @Test
    void runWhenMethodHasNoAnnotationShouldNotCountIt() {
        run((orders, group) -> {
            orders.unnoticed();
            Bounded.assertEnded(group, 0, 0);
        });
    }

    @Test
    void runWhenGroupIsClosedShouldRefuseRootCallsAndSayWhatHelps() {
        run((orders, group) -> {
            Registration open = group.register("open");
            group.close();
            assertThatExceptionOfType(RejectedExecutionException.class).isThrownBy(orders::fulfil)
                .withMessageContaining("InFlightCallTests.Orders.fulfil")
                .withMessageContaining("'application'")
                .withMessageContaining("waitgroup.shutdown.admission=all")
                .havingCause()
                .withMessageContaining("reopen()");
            open.run(orders::fulfil);
            Bounded.assertEnded(group, 2, 0);
        });
    }

    @Test
    void runWhenDrainGivesCallUpShouldLetItEndAndCountItOnce() {
        this.runner.withPropertyValues("waitgroup.shutdown.timeout=0", "waitgroup.shutdown.interrupt=false")
            .run((context) -> {
                CountDownLatch gate = new CountDownLatch(1);
                CountDownLatch running = new CountDownLatch(1);
                CompletableFuture<String> call = new CompletableFuture<>();
                Orders orders = context.getBean(Orders.class);
                Thread caller = new Thread(() -> call.complete(orders.await(running, gate)));
                caller.start();
                Bounded.await(running);
                assertThat(context.getBean(Drain.class).await().abandoned()).extracting(WorkSnapshot::label)
                    .containsExactly("InFlightCallTests.Orders.await");
                gate.countDown();
                assertThat(Bounded.get(call)).isEqualTo("done");
                caller.join();
                WaitGroupSnapshot snapshot = InFlightFixture.group(context).snapshot(10);
                assertThat(snapshot.registered()).isEqualTo(1);
                assertThat(snapshot.abandoned()).isEqualTo(1);
                assertThat(snapshot.completed()).isZero();
                assertThat(snapshot.inFlight()).isZero();
            });
    }

    private void run(Scenario scenario) {
        this.runner.run((context) -> {
            assertThat(context).hasNotFailed();
            scenario.run(context.getBean(Orders.class), context.getBean(WaitGroup.class));
        });
    }

    interface Scenario {

        void run(Orders orders, WaitGroup group) throws Exception;

    }

    static class Orders {

        @InFlight
        Registration fulfil() {
            Registration current = Objects.requireNonNull(Registration.current());
            assertThat(current.state()).isEqualTo(Registration.State.RUNNING);
            return current;
        }

        @InFlight
        void fulfilTwice() {
            fulfil();
        }

        @InFlight
        @Nullable Object nothing() {
            return null;
        }

        @InFlight
        void fail(Throwable failure) {
            if (failure instanceof Error error) {
                throw error;
            }
            throw (RuntimeException) failure;
        }

        @InFlight
        String await(CountDownLatch running, CountDownLatch gate) {
            running.countDown();
            Bounded.await(gate);
            return "done";
        }

        void unnoticed() {
            assertThat(Registration.current()).isNull();
        }

    }

}
