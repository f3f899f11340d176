// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class WaitGroupSnapshotTests {

    private final TestClock clock = new TestClock();

    private final WaitGroup group = new WaitGroupRegistry(this.clock).group("test");

    @Test
    void totalsBelongTogether() {
        WaitGroup group = new WaitGroup("test");
        group.register("ends").close();
        Registration fails = group.register("fails");
        fails.fail();
        fails.close();
        group.register("in flight");
        group.add(2);
        assertThat(group.totals()).isEqualTo(new WaitGroupTotals(3, 2, 1, 0));
        assertThat(group.totals().registered()).isEqualTo(5);
    }

    @Test
    void emptyGroupHasNoAge() {
        WaitGroupSnapshot snapshot = this.group.snapshot(10);
        assertThat(snapshot).isEqualTo(new WaitGroupSnapshot("test", 0, 0, 0, 0, 0, 0, null, List.of()));
    }

    @Test
    void oldestUnitsAreListedUpToTheLimit() {
        List<Registration> units = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            units.add(this.group.enqueue("unit" + i));
            this.clock.advance(Duration.ofSeconds(1));
        }
        units.get(0).close();
        this.group.add(1);
        WaitGroupSnapshot snapshot = this.group.snapshot(3);
        assertThat(snapshot.work()).extracting(WorkSnapshot::label).containsExactly("unit1", "unit2", "unit3");
        assertThat(snapshot.oldestAge()).isEqualTo(Duration.ofSeconds(99));
        assertThat(snapshot.work().get(0).age()).isEqualTo(Duration.ofSeconds(99));
        assertThat(snapshot.omitted()).isEqualTo(97);
        assertThat(snapshot.inFlight()).isEqualTo(100);
        assertThat(snapshot.queued()).isEqualTo(99);
        assertThat(snapshot.running()).isOne();
        assertThat(snapshot.registered()).isEqualTo(101);
    }

    @Test
    void limitOfZeroStillTellsTheOldestAge() {
        this.group.register("unit");
        this.clock.advance(Duration.ofSeconds(2));
        WaitGroupSnapshot snapshot = this.group.snapshot(0);
        assertThat(snapshot.work()).isEmpty();
        assertThat(snapshot.omitted()).isOne();
        assertThat(snapshot.oldestAge()).isEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void ageOfBoundedWorkLeavesOutWhatHasNoEnd() {
        assertThat(this.group.oldestBoundedAge()).isNull();
        Registration stream = this.group.register("stream");
        stream.openEnded(stream::close);
        assertThat(this.group.oldestBoundedAge()).isNull();
        this.clock.advance(Duration.ofSeconds(5));
        Registration old = this.group.enqueue("old");
        this.clock.advance(Duration.ofSeconds(1));
        Registration young = this.group.register("young");
        this.clock.advance(Duration.ofSeconds(2));
        assertThat(this.group.oldestBoundedAge()).isEqualTo(Duration.ofSeconds(3));
        assertThat(this.group.snapshot(0).oldestAge()).isEqualTo(Duration.ofSeconds(8));
        old.close();
        assertThat(this.group.oldestBoundedAge()).isEqualTo(Duration.ofSeconds(2));
        young.close();
        stream.close();
    }

    @Test
    void workNamesThreadParentAndStackIfAskedFor() {
        Registration parent = this.group.register("parent");
        parent.run(() -> {
            Registration child = this.group.enqueue("child");
            WorkSnapshot running = this.group.snapshot(2, true).work().get(0);
            WorkSnapshot queued = this.group.snapshot(2, true).work().get(1);
            assertThat(running.thread()).isEqualTo(Thread.currentThread().getName());
            assertThat(running.stack()).extracting(StackTraceElement::getClassName).contains(getClass().getName());
            assertThat(running.parent()).isNull();
            assertThat(queued.parent()).isEqualTo(parent.id());
            assertThat(queued.thread()).isNull();
            assertThat(queued.stack()).isEmpty();
            assertThat(queued.state()).isEqualTo(Registration.State.QUEUED);
            assertThat(this.group.snapshot(2).work().get(0).stack()).isEmpty();
            child.close();
        });
    }

    @Test
    void toStringTellsTheState() {
        this.group.add(2);
        this.group.done();
        assertThat(this.group).hasToString("WaitGroup[test, count=1, completed=1, abandoned=0]");
        this.group.close();
        assertThat(this.group.toString()).endsWith(", closed]");
    }

}
