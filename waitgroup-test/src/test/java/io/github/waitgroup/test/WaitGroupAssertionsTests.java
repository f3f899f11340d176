// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.test;

import java.time.Duration;

import io.github.waitgroup.Registration;
import io.github.waitgroup.WaitGroup;
import io.github.waitgroup.WaitGroupRegistry;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.assertj.core.api.ThrowableAssertAlternative;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class WaitGroupAssertionsTests {

    private final WaitGroupRegistry registry = new WaitGroupRegistry();

    private final WaitGroup mails = this.registry.group("mails");

    private final WaitGroup orders = this.registry.group("orders");

    @Test
    void hasNothingInFlight() {
        WaitGroupAssertions.assertThat(this.mails).hasNothingInFlight();
        this.mails.register("Mail.send");
        WaitGroupAssertions.assertThat(this.orders).hasNothingInFlight();
        assertFails(() -> WaitGroupAssertions.assertThat(this.mails).hasNothingInFlight())
            .withMessageMatching("(?s)Expecting nothing in flight, but there is 1 unit of work in group mails:\n"
                    + "\tmails: Mail\\.send #\\d+, RUNNING, in flight for \\d+\\.\\ds, on no thread");
        assertFails(() -> WaitGroupAssertions.assertThat(this.registry).hasNothingInFlight())
            .withMessageContainingAll("but there is 1 unit of work in all groups:", "mails: Mail.send #");
    }

    @Test
    void hasNothingInFlightWithin() {
        Work.brief(this.mails, "Mail.send");
        WaitGroupAssertions.assertThat(this.registry)
            .hasInFlight(1)
            .hasNothingInFlightWithin(Duration.ofMinutes(2))
            .hasInFlight(0);
        WaitGroupAssertions.assertThat(this.mails).hasNothingInFlightWithin(Duration.ZERO);
        Work.stuck(this.mails, "Mail.draft");
        assertFails(() -> WaitGroupAssertions.assertThat(this.mails).hasNothingInFlightWithin(Duration.ofMillis(100)))
            .withMessageContainingAll("Expecting nothing in flight within 0.1s, but there is still 1 unit of work",
                    "on thread stuck-Mail.draft\n\t\tat ");
    }

    @Test
    void hasNothingInFlightWithinStaysInterrupted() {
        this.mails.register("Mail.send");
        Thread.currentThread().interrupt();
        assertFails(() -> WaitGroupAssertions.assertThat(this.mails).hasNothingInFlightWithin(Duration.ofMinutes(2)))
            .withMessageContainingAll("but was interrupted while it waited, with 1 unit", "mails: Mail.send #");
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void hasInFlight() {
        this.mails.add(2);
        this.orders.register("Order.place");
        WaitGroupAssertions.assertThat(this.mails).hasInFlight(2);
        WaitGroupAssertions.assertThat(this.registry).hasInFlight(3);
        assertFails(() -> WaitGroupAssertions.assertThat(this.registry).hasInFlight(2)).withMessageContainingAll(
                "Expecting 2 units of work in flight, but there is 3 units of work in all groups:",
                "orders: Order.place #", "mails: 2 without a name");
    }

    @Test
    void hasInFlightByLabel() {
        this.orders.register("Order.place");
        this.mails.register("Mail.send");
        WaitGroupAssertions.assertThat(this.registry).hasInFlight("Order.place").hasInFlight("Mail.send");
        WaitGroupAssertions.assertThat(this.mails).hasInFlight("Mail.send");
        assertFails(() -> WaitGroupAssertions.assertThat(this.mails).hasInFlight("Order.place"))
            .withMessageContainingAll("Expecting 'Order.place' in flight, but there is 1 unit of work in group mails:",
                    "Mail.send");
    }

    @Test
    void hasCompletedAndFailed() {
        this.mails.register("Mail.send").close();
        Registration failing = this.orders.register("Order.place");
        failing.fail();
        failing.close();
        WaitGroupAssertions.assertThat(this.registry).hasCompleted(2).hasFailed(1);
        WaitGroupAssertions.assertThat(this.mails).hasCompleted(1).hasFailed(0);
        assertFails(() -> WaitGroupAssertions.assertThat(this.registry).hasCompleted(3))
            .withMessage("Expecting 3 units of work completed, but it is 2 in all groups");
        assertFails(() -> WaitGroupAssertions.assertThat(this.mails).hasFailed(1))
            .withMessage("Expecting 1 unit of work failed, but it is 0 in group mails");
    }

    @Test
    void aDescriptionIsKept() {
        this.mails.register("Mail.send%d");
        assertFails(() -> WaitGroupAssertions.assertThat(this.mails).as("the mails").hasNothingInFlight())
            .withMessageStartingWith("[the mails] Expecting nothing in flight")
            .withMessageContaining("mails: Mail.send%d #");
    }

    @Test
    void nullIsNoGroup() {
        assertFails(() -> WaitGroupAssertions.assertThat((WaitGroup) null).hasNothingInFlight())
            .withMessageContaining("Expecting actual not to be null");
        assertFails(() -> WaitGroupAssertions.assertThat((WaitGroupRegistry) null).hasCompleted(0))
            .withMessageContaining("Expecting actual not to be null");
    }

    private static ThrowableAssertAlternative<AssertionError> assertFails(ThrowingCallable assertion) {
        return assertThatExceptionOfType(AssertionError.class).isThrownBy(assertion);
    }

}
