// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class DrainListenerTests {

    private final TestClock clock = new TestClock();

    private final WaitGroupRegistry registry = new WaitGroupRegistry(this.clock);

    private final Drain drain = new Drain(this.registry, new DrainOptions(Duration.ofSeconds(25), Duration.ZERO,
            Duration.ZERO, Duration.ZERO, DrainOptions.Admission.ALL, false, Duration.ZERO));

    private final List<Drain.State> told = new CopyOnWriteArrayList<>();

    @Test
    void everyChangeIsToldOnce() {
        this.drain.listen(this.told::add);
        this.drain.resume();
        this.drain.quiesce();
        this.drain.quiesce();
        this.drain.begin();
        this.drain.resume();
        this.drain.begin();
        this.drain.await();
        this.drain.await();
        this.drain.awaitLate();
        assertThat(this.told).containsExactly(Drain.State.QUIESCING, Drain.State.SERVING, Drain.State.QUIESCING,
                Drain.State.DRAINING, Drain.State.DRAINED);
    }

    @Test
    void anAwaitThatBeginsTellsAllItsChanges() throws Exception {
        this.drain.listen(this.told::add);
        this.drain.awaitQuiet();
        this.drain.resume();
        this.registry.group("test").register("unit");
        this.drain.begin();
        this.clock.advance(Duration.ofSeconds(25));
        this.drain.await();
        assertThat(this.told).containsExactly(Drain.State.QUIESCING, Drain.State.SERVING, Drain.State.QUIESCING,
                Drain.State.DRAINING, Drain.State.ABANDONED);
    }

    @Test
    void whatIsGivenUpLateIsTold() {
        this.drain.await();
        this.drain.listen(this.told::add);
        this.registry.group("test").register("unit");
        this.clock.advance(Duration.ofSeconds(25));
        this.drain.awaitLate();
        assertThat(this.told).containsExactly(Drain.State.ABANDONED);
    }

    @Test
    void oneThatIsTakenAwayIsToldNoMore() {
        Runnable takeAway = this.drain.listen(this.told::add);
        this.drain.listen(this.told::add);
        this.drain.quiesce();
        takeAway.run();
        takeAway.run();
        this.drain.resume();
        assertThat(this.told).containsExactly(Drain.State.QUIESCING, Drain.State.QUIESCING, Drain.State.SERVING);
    }

    @Test
    void oneThatFailsStopsNeitherTheDrainNorTheOthers() {
        this.drain.listen((state) -> {
            throw new IllegalStateException("a listener of a test");
        });
        this.drain.listen(this.told::add);
        assertThat(this.drain.await().outcome()).isEqualTo(Drain.State.DRAINED);
        assertThat(this.told).endsWith(Drain.State.DRAINED);
    }

    @Test
    void mayReadTheDrainAndResumeIt() {
        this.drain.listen((state) -> {
            if (state == Drain.State.QUIESCING) {
                this.drain.resume();
            }
        });
        this.drain.quiesce();
        assertThat(this.drain.state()).isEqualTo(Drain.State.SERVING);
    }

}
