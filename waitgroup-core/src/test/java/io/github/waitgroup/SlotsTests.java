// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class SlotsTests {

    private final WaitGroup group = new WaitGroup("test");

    private final Suspects suspects = new Suspects(this.group);

    private final Slots slots = new Slots();

    @Test
    void takesAsManyAsThereAre() {
        List<Registration> units = add(1_000);
        assertThat(listed()).containsExactlyInAnyOrderElementsOf(units);
        units.subList(0, 999).forEach((unit) -> unit.leavePlace(true));
        assertThat(listed()).containsExactly(units.get(999));
    }

    @Test
    void placesLeftAreTakenAgain() {
        Registration stays = add(1).get(0);
        for (int i = 0; i < 100_000; i++) {
            add(1).get(0).leavePlace(true);
        }
        assertThat(listed()).containsExactly(stays);
        assertThat(placesSeen()).isLessThanOrEqualTo(16);
    }

    @Test
    void aFewThatStayDoNotMakeTheBlocksGrow() {
        for (int round = 0; round < 30; round++) {
            // All in a row
            add(17);
            for (int i = 0; i < 50_000; i++) {
                add(1).get(0).leavePlace(true);
            }
        }
        assertThat(placesSeen()).isLessThanOrEqualTo(8 * 30 * 17);
    }

    @Test
    void whoGotNoPlaceTakesNobodysAway() {
        Registration unit = add(1).get(0);
        Object[][] where = new Object[1][];
        int[] place = new int[1];
        this.slots.read((taken, places, at) -> {
            where[0] = places;
            place[0] = at;
        });
        Registration late = this.group.register("late");
        late.place(where[0], place[0]);
        late.closeUnplaced();
        assertThat(late.state()).isEqualTo(Registration.State.COMPLETED);
        assertThat(listed()).containsExactly(unit);
    }

    @Test
    void aPlaceOfAnotherBlockIsNoPlace() {
        assertThat(Slots.get(new Object[16], 200)).isNull();
        assertThat(Slots.withdraw(add(1).get(0), new Object[16], 200)).isFalse();
    }

    @Test
    void blocksThatAreOfNoUseAreDropped() {
        List<Registration> units = add(100_000);
        assertThat(placesSeen()).isGreaterThan(100_000);
        units.forEach((unit) -> unit.leavePlace(true));
        // The first reading finds the newest too large, the next the old ones empty
        listed();
        listed();
        assertThat(placesSeen()).isEqualTo(16);
    }

    @Test
    void noneIsOverlookedWhileBlocksComeAndGo() throws Exception {
        int rounds = 300;
        CyclicBarrier barrier = new CyclicBarrier(3);
        List<Registration> added = new ArrayList<>();
        try (Threads threads = new Threads()) {
            List<Future<?>> workers = new ArrayList<>();
            for (int t = 0; t < 2; t++) {
                workers.add(threads.run(() -> {
                    for (int i = 0; i < rounds; i++) {
                        Threads.await(barrier);
                        List<Registration> mine = add(50);
                        synchronized (added) {
                            added.addAll(mine);
                        }
                        Threads.await(barrier);
                        Threads.await(barrier);
                    }
                }));
            }
            for (int i = 0; i < rounds; i++) {
                Threads.await(barrier);
                for (int n = 0; n < 10; n++) {
                    listed();
                }
                Threads.await(barrier);
                assertThat(listed()).containsExactlyInAnyOrderElementsOf(added);
                added.forEach((unit) -> unit.leavePlace(true));
                added.clear();
                Threads.await(barrier);
            }
            for (Future<?> worker : workers) {
                Threads.get(worker);
            }
        }
    }

    private List<Registration> add(int n) {
        return IntStream.range(0, n).mapToObj((i) -> {
            Registration unit = new Registration(this.group, "unit", true, null, 0, null);
            this.slots.add(unit, this.suspects);
            return unit;
        }).toList();
    }

    private Set<Object> listed() {
        Set<Object> listed = new HashSet<>();
        this.slots.read((taken, places, place) -> assertThat(listed.add(taken)).isTrue());
        return listed;
    }

    // All places of blocks in which there is something, or could be
    private int placesSeen() {
        List<Registration> probes = add(1);
        Set<Object[]> blocks = Collections.newSetFromMap(new IdentityHashMap<>());
        this.slots.read((taken, places, place) -> blocks.add(places));
        probes.forEach((unit) -> unit.leavePlace(true));
        return blocks.stream().mapToInt((places) -> places.length).sum();
    }

}
