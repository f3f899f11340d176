// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup;

import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Future;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What has a place is shown, however fast blocks come and go, and what has ended has
 * none.
 */
class SlotsRaceTests {

    private final WaitGroup group = new WaitGroup("test");

    private final Suspects suspects = new Suspects(this.group);

    private final Slots slots = new Slots();

    @Test
    void whatADrainEndedOnTheWayToItsPlaceHasNone() {
        Registration unit = unit();
        unit.abandon();
        this.slots.add(unit, this.suspects);
        assertThat(unit.isInPlace()).isFalse();
        assertThat(listed()).isEmpty();
    }

    @Test
    void whoAddsSeesItsOwnWhileOthersDropBlocks() throws Exception {
        int rounds = 20_000;
        try (Threads threads = new Threads()) {
            List<Future<?>> workers = new ArrayList<>();
            for (int t = 0; t < 3; t++) {
                int burst = 1 + 20 * t;
                workers.add(threads.run(() -> {
                    for (int i = 0; i < rounds; i++) {
                        List<Registration> mine = new ArrayList<>();
                        for (int n = 0; n < burst; n++) {
                            Registration unit = unit();
                            this.slots.add(unit, this.suspects);
                            mine.add(unit);
                        }
                        assertThat(listed().containsAll(mine)).as("round %d", i).isTrue();
                        mine.forEach((unit) -> unit.leavePlace(true));
                    }
                }));
            }
            for (Future<?> worker : workers) {
                Threads.get(worker);
            }
        }
        assertThat(listed()).isEmpty();
    }

    @Test
    void emptyBlocksAreForgotten() throws Exception {
        for (int i = 0; i < 100; i++) {
            Registration unit = unit();
            this.slots.add(unit, this.suspects);
        }
        assertThat(blocks()).isGreaterThan(1);
        listed().forEach((unit) -> ((Registration) unit).leavePlace(true));
        // The first reading finds the newest too large, the next the old ones empty
        listed();
        listed();
        assertThat(blocks()).isOne();
    }

    private int blocks() throws ReflectiveOperationException {
        int blocks = 0;
        Object block = get(this.slots, "newest");
        while (block != null) {
            blocks++;
            block = get(block, "older");
        }
        return blocks;
    }

    private static @Nullable Object get(Object of, String name) throws ReflectiveOperationException {
        Field field = of.getClass().getDeclaredField(name);
        field.setAccessible(true);
        return field.get(of);
    }

    private Registration unit() {
        return new Registration(this.group, "unit", true, null, 0, null);
    }

    private Set<Object> listed() {
        Set<Object> listed = Collections.newSetFromMap(new IdentityHashMap<>());
        this.slots.read((taken, places, place) -> listed.add(taken));
        return listed;
    }

}
