// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Future;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class WaitGroupRegistryTests {

    private final WaitGroupRegistry registry = new WaitGroupRegistry();

    @Test
    void sameNameIsTheSameGroup() {
        WaitGroup group = this.registry.group("http");
        assertThat(this.registry.group("http")).isSameAs(group);
        assertThat(this.registry.ingress("http")).isSameAs(group);
        assertThat(this.registry.find("http")).isSameAs(group);
        assertThat(group.name()).isEqualTo("http");
    }

    @Test
    void findCreatesNothing() {
        assertThat(this.registry.find("http")).isNull();
        assertThat(this.registry.find("no name at all")).isNull();
        assertThat(this.registry.groups()).isEmpty();
    }

    @Test
    void containsOnlyItsOwnGroups() {
        assertThat(this.registry.contains(this.registry.group("http"))).isTrue();
        assertThat(this.registry.contains(new WaitGroupRegistry().group("http"))).isFalse();
        assertThat(this.registry.contains(new WaitGroup("http"))).isFalse();
    }

    @Test
    void badNameFailsAndCreatesNothing() {
        assertThatIllegalArgumentException().isThrownBy(() -> this.registry.group("no name"));
        assertThat(this.registry.groups()).isEmpty();
    }

    @Test
    void groupsAreSortedByName() {
        List.of("b", "c", "a").forEach(this.registry::group);
        assertThat(this.registry.groups()).extracting(WaitGroup::name).containsExactly("a", "b", "c");
    }

    @Test
    void closedRegistryClosesGroupsThereAreAndGroupsToCome() {
        WaitGroup before = this.registry.group("before");
        this.registry.close();
        WaitGroup after = this.registry.group("after");
        assertThat(before.isClosed()).isTrue();
        assertThat(after.isClosed()).isTrue();
        this.registry.reopen();
        assertThat(before.isClosed()).isFalse();
        assertThat(after.isClosed()).isFalse();
        assertThat(this.registry.group("last").isClosed()).isFalse();
    }

    @Test
    void groupCreatedWhileTheRegistryClosesIsClosed() throws Exception {
        try (Threads threads = new Threads()) {
            CyclicBarrier barrier = new CyclicBarrier(2);
            for (int i = 0; i < 5_000; i++) {
                WaitGroupRegistry closing = new WaitGroupRegistry();
                Future<WaitGroup> created = threads.start(() -> {
                    Threads.await(barrier);
                    return closing.group("test");
                });
                Threads.await(barrier);
                closing.close();
                assertThat(Threads.get(created).isClosed()).isTrue();
            }
        }
    }

    @Test
    void countIsTheSumOfTheGroups() throws Exception {
        this.registry.group("a").add(2);
        Registration unit = this.registry.group("b").register("unit");
        assertThat(this.registry.count()).isEqualTo(3);
        this.registry.group("a").done();
        this.registry.group("a").done();
        unit.close();
        assertThat(this.registry.count()).isZero();
        this.registry.await();
        assertThat(this.registry.await(Duration.ZERO)).isTrue();
        assertThat(this.registry.completion().toCompletableFuture()).isDone();
    }

    @Test
    void oldestAreInTheOrderOfTheirRegistration() {
        TestClock clock = new TestClock();
        WaitGroupRegistry timed = new WaitGroupRegistry(clock);
        clock.advanceAtEachReading(Duration.ofSeconds(1));
        // Held: those of nobody could be collected
        List<Registration> units = List.of(timed.group("a").register("first"), timed.group("b").register("second"),
                timed.group("a").register("third"), timed.group("b").register("fourth"));
        // So long that who is asked last seems to be the oldest
        clock.advanceAtEachReading(Duration.ofMinutes(1));
        assertThat(timed.oldest(3)).extracting(WorkSnapshot::label).containsExactly("first", "second", "third");
        assertThat(timed.oldest(9)).hasSameSizeAs(units);
        units.forEach(Registration::close);
        assertThat(timed.oldest(3)).isEmpty();
    }

    @Test
    void oldestOfNegativeNumberFails() {
        assertThatIllegalArgumentException().isThrownBy(() -> this.registry.oldest(-1))
            .withMessage("limit must not be negative: -1");
    }

}
