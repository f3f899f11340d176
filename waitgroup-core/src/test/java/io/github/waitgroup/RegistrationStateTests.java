// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup;

import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class RegistrationStateTests {

    private final TestClock clock = new TestClock();

    private final WaitGroup group = new WaitGroupRegistry(this.clock).group("test");

    @Test
    void queuedUnitRunsFromTheFirstEnterOn() {
        Registration unit = this.group.enqueue("unit");
        assertThat(unit.state()).isEqualTo(Registration.State.QUEUED);
        assertThat(this.group.snapshot(0).queued()).isOne();
        for (int i = 0; i < 2; i++) {
            unit.enter().close();
            assertThat(unit.state()).isEqualTo(Registration.State.RUNNING);
            assertThat(this.group.snapshot(0).queued()).isZero();
            assertThat(this.group.snapshot(0).running()).isOne();
        }
        unit.close();
        assertThat(unit.state()).isEqualTo(Registration.State.COMPLETED);
    }

    @Test
    void registeredUnitRunsAtOnce() {
        assertThat(this.group.register("unit").state()).isEqualTo(Registration.State.RUNNING);
        assertThat(this.group.snapshot(0).queued()).isZero();
    }

    @Test
    void queuedUnitMayEndWithoutHavingRun() {
        this.group.enqueue("cancelled").close();
        assertThat(this.group.snapshot(0)).isEqualTo(new WaitGroupSnapshot("test", 0, 0, 1, 0, 0, 0, null, List.of()));
    }

    @Test
    void abandonedUnitStaysAbandoned() {
        Registration unit = this.group.enqueue("unit");
        unit.abandon();
        unit.abandon();
        unit.close();
        assertThat(unit.state()).isEqualTo(Registration.State.ABANDONED);
        assertThat(this.group.snapshot(0)).isEqualTo(new WaitGroupSnapshot("test", 0, 0, 0, 0, 1, 0, null, List.of()));
    }

    @Test
    void unitThatHasBegunIsNotGivenUpAsQueued() {
        // Between the look at its state and giving it up a thread may have begun it
        Registration unit = this.group.enqueue("unit");
        unit.enter().close();
        unit.abandonQueued();
        assertThat(unit.state()).isEqualTo(Registration.State.RUNNING);
    }

    @Test
    void completedUnitCannotBeAbandoned() {
        Registration unit = this.group.register("unit");
        unit.close();
        unit.abandon();
        assertThat(unit.state()).isEqualTo(Registration.State.COMPLETED);
        assertThat(this.group.snapshot(0).abandoned()).isZero();
    }

    @Test
    void labelMayBecomeBetterKnown() {
        Registration unit = this.group.register("GET");
        unit.label("GET /orders/{id}");
        assertThat(unit.label()).isEqualTo("GET /orders/{id}");
        assertThat(this.group.snapshot(1).work().get(0).label()).isEqualTo("GET /orders/{id}");
    }

    @Test
    void ageCountsFromRegistration() {
        Registration unit = this.group.enqueue("unit");
        this.clock.advance(Duration.ofSeconds(3));
        assertThat(unit.age()).isEqualTo(Duration.ofSeconds(3));
    }

    @Test
    void toStringTellsTheState() {
        Registration unit = this.group.enqueue("unit");
        assertThat(unit).hasToString("Registration[group=test, id=" + unit.id() + ", label=unit, state=QUEUED]");
    }

}
