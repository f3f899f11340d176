// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class DrainResumeTests {

    private final TestClock clock = new TestClock();

    private final WaitGroupRegistry registry = new WaitGroupRegistry(this.clock);

    private final WaitGroup group = this.registry.group("test");

    private final Drain drain = new Drain(this.registry, new DrainOptions(Duration.ofSeconds(25), Duration.ZERO,
            Duration.ZERO, Duration.ZERO, DrainOptions.Admission.DESCENDANTS, false, Duration.ZERO));

    @Test
    void servingStaysServing() {
        assertThat(this.drain.resume()).isTrue();
        assertThat(this.drain.state()).isEqualTo(Drain.State.SERVING);
    }

    @Test
    void quiescingGoesBackAndTheNextBeginStartsANewClock() {
        this.drain.begin();
        this.clock.advance(Duration.ofSeconds(10));
        assertThat(this.drain.resume()).isTrue();
        assertThat(this.drain.state()).isEqualTo(Drain.State.SERVING);
        assertThat(this.drain.remaining()).isEqualTo(Duration.ofSeconds(25));
        this.drain.begin();
        this.clock.advance(Duration.ofSeconds(1));
        assertThat(this.drain.remaining()).isEqualTo(Duration.ofSeconds(24));
    }

    @Test
    void drainedGoesBackAndDrainsAnew() {
        DrainReport first = this.drain.await();
        assertThat(this.group.isClosed()).isTrue();
        assertThat(this.drain.resume()).isTrue();
        assertThat(this.group.isClosed()).isFalse();
        this.group.register("unit").close();
        assertThat(this.drain.await()).isNotSameAs(first);
    }

    @Test
    void abandonedGoesBackAndDrainsAnew() {
        this.drain.begin();
        this.clock.advance(Duration.ofSeconds(25));
        this.group.enqueue("lost");
        assertThat(this.drain.await().outcome()).isEqualTo(Drain.State.ABANDONED);
        assertThat(this.drain.resume()).isTrue();
        assertThat(this.drain.await().outcome()).isEqualTo(Drain.State.DRAINED);
    }

    @Test
    void resumeOpensOnlyWhatTheDrainHasClosed() {
        this.group.close();
        this.drain.resume();
        this.drain.quiesce();
        this.drain.resume();
        assertThat(this.group.isClosed()).isTrue();
    }

    @Test
    void quiescingIsTakenBackWhereTheClockHasNotBegun() {
        assertThat(this.drain.resumeUnlessBegun()).isTrue();
        this.drain.quiesce();
        assertThat(this.drain.resumeUnlessBegun()).isTrue();
        assertThat(this.drain.state()).isEqualTo(Drain.State.SERVING);
    }

    @Test
    void whatHasBegunIsNotTakenBack() {
        this.drain.quiesce();
        this.drain.begin();
        this.clock.advance(Duration.ofSeconds(1));
        assertThat(this.drain.resumeUnlessBegun()).isFalse();
        assertThat(this.drain.state()).isEqualTo(Drain.State.QUIESCING);
        assertThat(this.drain.remaining()).isEqualTo(Duration.ofSeconds(24));
        this.drain.await();
        assertThat(this.drain.resumeUnlessBegun()).isFalse();
        assertThat(this.drain.state()).isEqualTo(Drain.State.DRAINED);
        assertThat(this.drain.resume()).isTrue();
        assertThat(this.drain.resumeUnlessBegun()).isTrue();
    }

}
