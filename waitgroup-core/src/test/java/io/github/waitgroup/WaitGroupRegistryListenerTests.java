// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

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
    void listenerMayTakeItselfAwayAndAddAnother() {
        AtomicReference<Runnable> takeAway = new AtomicReference<>();
        takeAway.set(this.registry.listen((group) -> {
            Objects.requireNonNull(takeAway.get()).run();
            this.registry.listen((other) -> this.told.add("second " + other.name()));
            this.told.add("first " + group.name());
        }));
        this.registry.listen((group) -> this.told.add("last " + group.name()));
        this.registry.group("one");
        this.registry.group("two");
        assertThat(this.told).containsExactly("second one", "first one", "last one", "last two", "second two");
    }

    @Test
    void listenerThatHangsHoldsUpNobodyElse() throws Exception {
        CountDownLatch told = new CountDownLatch(1);
        CountDownLatch gate = new CountDownLatch(1);
        this.registry.listen((group) -> {
            told.countDown();
            Threads.awaitStubbornly(gate);
        });
        try (Threads threads = new Threads()) {
            Future<WaitGroup> creator = threads.start(() -> this.registry.group("one"));
            told.await();
            Drain drain = new Drain(this.registry, DrainOptions.ofTimeout(Duration.ofSeconds(1)));
            Future<DrainReport> report = threads.start(drain::await);
            assertThat(report.get(20, TimeUnit.SECONDS).outcome()).isEqualTo(Drain.State.DRAINED);
            assertThat(this.registry.group("one").name()).isEqualTo("one");
            gate.countDown();
            assertThat(creator.get(20, TimeUnit.SECONDS)).isSameAs(this.registry.find("one"));
        }
        finally {
            gate.countDown();
        }
    }

    @Test
    void noGroupIsMissedThatIsCreatedMeanwhile() throws Exception {
        Threads threads = new Threads();
        try {
            for (int round = 0; round < 200; round++) {
                WaitGroupRegistry shared = new WaitGroupRegistry();
                List<String> names = new CopyOnWriteArrayList<>();
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
