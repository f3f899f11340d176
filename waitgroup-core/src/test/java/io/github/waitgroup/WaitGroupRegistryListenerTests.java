// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class WaitGroupRegistryListenerTests {

    private final WaitGroupRegistry registry = new WaitGroupRegistry();

    private final List<String> told = new ArrayList<>();

    @Test
    void listenerIsToldOfEachGroupOnce() {
        this.registry.group("one");
        this.registry.listen((group) -> this.told.add(group.name()));
        assertThat(this.told).containsExactly("one");
        this.registry.group("two");
        this.registry.group("one");
        this.registry.ingress("three");
        assertThat(this.told).containsExactly("one", "two", "three");
    }

    @Test
    void listenerIsToldNothingOnceItIsTakenAway() {
        Runnable takeAway = this.registry.listen((group) -> this.told.add(group.name()));
        this.registry.group("one");
        takeAway.run();
        this.registry.group("two");
        assertThat(this.told).containsExactly("one");
    }

    @Test
    void failureOfOneListenerStopsNothing() {
        this.registry.listen((group) -> {
            throw new AssertionError("expected by the test");
        });
        this.registry.listen((group) -> this.told.add(group.name()));
        assertThat(this.registry.group("one").count()).isZero();
        assertThat(this.told).containsExactly("one");
    }

    @Test
    void noGroupIsMissedThatIsCreatedMeanwhile() throws Exception {
        Threads threads = new Threads();
        try {
            for (int round = 0; round < 200; round++) {
                WaitGroupRegistry shared = new WaitGroupRegistry();
                List<String> names = new ArrayList<>();
                CountDownLatch begun = new CountDownLatch(1);
                Future<?> creator = threads.start(() -> {
                    for (int i = 0; i < 20; i++) {
                        shared.group("group-" + i);
                        begun.countDown();
                    }
                    return null;
                });
                begun.await();
                shared.listen((group) -> names.add(group.name()));
                creator.get();
                assertThat(names).hasSize(20).doesNotHaveDuplicates();
            }
        }
        finally {
            threads.close();
        }
    }

}
