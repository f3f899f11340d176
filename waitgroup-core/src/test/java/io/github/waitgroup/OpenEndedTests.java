// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup;

import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.fail;

@Timeout(60)
class OpenEndedTests {

    private static final Duration LONG = Duration.ofHours(1);

    private static final int ROUNDS = 200;

    private static final int LOOKS = 100_000;

    private final Threads threads = new Threads();

    private final WaitGroupRegistry registry = new WaitGroupRegistry();

    private final WaitGroup http = this.registry.ingress("http");

    private final Drain drain = drain(this.registry, Duration.ZERO);

    private final AtomicInteger asked = new AtomicInteger();

    private static Drain drain(WaitGroupRegistry registry, Duration quiet) {
        return new Drain(registry, new DrainOptions(Duration.ofHours(2), Duration.ZERO, quiet, LONG,
                DrainOptions.Admission.ALL, true, Duration.ZERO));
    }

    @AfterEach
    void stop() {
        this.threads.close();
    }

    private Registration stream() {
        Registration unit = this.http.register("stream");
        unit.openEnded(() -> {
            this.asked.incrementAndGet();
            unit.close();
        });
        return unit;
    }

    @Test
    void quietPeriodDoesNotWaitForIt() throws Exception {
        stream();
        assertThat(this.drain.awaitQuiet()).isTrue();
        assertThat(this.asked).hasValue(0);
        assertThat(this.http.count()).isOne();
    }

    @Test
    void quietPeriodWaitsForTheOthers() throws Exception {
        stream();
        Registration request = this.http.register("request");
        Future<Boolean> quiet = this.threads.start(this.drain::awaitQuiet);
        assertThat(quiet).isNotDone();
        request.close();
        assertThat(Threads.get(quiet)).isTrue();
    }

    @Test
    void registryIsBusyOnlyWithTheOthers() {
        assertThat(this.registry.isBusy()).isFalse();
        stream();
        Registration session = this.registry.group("websocket").register("session");
        assertThat(this.registry.isBusy()).isTrue();
        session.openEnded(session::close);
        assertThat(this.registry.isBusy()).isFalse();
        Hold hold = this.registry.group("other").hold();
        assertThat(this.registry.isBusy()).isTrue();
        hold.close();
        assertThat(this.registry.isBusy()).isFalse();
        assertThat(this.registry.count()).isEqualTo(2);
        this.drain.endOpenEnded();
        assertThat(this.registry.isBusy()).isFalse();
    }

    @Test
    void registryIsBusyWhileAUnitGoesFromGroupToGroup() throws Exception {
        stream();
        WaitGroup[] groups = { this.registry.group("one"), this.registry.group("two") };
        Registration first = groups[0].register("unit");
        CountDownLatch moved = new CountDownLatch(1);
        CountDownLatch looked = new CountDownLatch(LOOKS);
        Future<Registration> going = this.threads.start(() -> {
            Registration last = first;
            for (int i = 1; looked.getCount() > 0; i++) {
                Registration next = groups[i % groups.length].register("unit");
                last.close();
                last = next;
                moved.countDown();
            }
            return last;
        });
        Threads.await(moved);
        for (int i = 0; i < LOOKS; i++) {
            boolean busy = this.registry.isBusy();
            looked.countDown();
            if (!busy) {
                fail("Look %d found nothing", i);
            }
        }
        Threads.get(going).close();
        assertThat(this.registry.isBusy()).isFalse();
    }

    @Test
    void quietPeriodIsOverWhenTheLastOtherOneBecomesOpenEnded() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            Registration request = this.http.register("request");
            Future<Boolean> quiet = waiting(round);
            request.openEnded(request::close);
            assertThat(Threads.get(quiet)).isTrue();
            this.drain.endOpenEnded();
            this.drain.resume();
        }
    }

    @Test
    void holdsAndPlainAddsBesideItAreWaitedFor() throws Exception {
        stream();
        for (int round = 0; round < ROUNDS; round++) {
            Hold hold = this.http.hold();
            Future<Boolean> quiet = waiting(round);
            hold.close();
            assertThat(Threads.get(quiet)).isTrue();
            this.http.add(1);
            quiet = waiting(round);
            this.http.done();
            assertThat(Threads.get(quiet)).isTrue();
        }
    }

    // Sooner or later, so that some rounds find the thread asleep
    private Future<Boolean> waiting(int round) throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        Future<Boolean> quiet = this.threads.start(() -> {
            begun.countDown();
            return this.drain.awaitQuiet();
        });
        Threads.await(begun);
        for (int i = 0; i < round * 50; i++) {
            Thread.onSpinWait();
        }
        return quiet;
    }

    @Test
    void touchBeginsTheQuietPeriodAnew() throws Exception {
        TestClock clock = new TestClock();
        WaitGroupRegistry timed = new WaitGroupRegistry(clock);
        WaitGroup group = timed.ingress("http");
        clock.advance(LONG);
        group.touch();
        clock.advanceAtEachReading(Duration.ofMillis(3));
        long touched = clock.getAsLong();
        assertThat(drain(timed, Duration.ofMillis(20)).awaitQuiet()).isTrue();
        assertThat(clock.getAsLong() - touched).isGreaterThanOrEqualTo(20_000_000);
    }

    @Test
    void secondWaitHasItsOwnMeasures() throws Exception {
        this.http.register("request").close();
        assertThat(drain(this.registry, LONG).awaitQuiet(Duration.ZERO, LONG)).isTrue();
        assertThat(this.drain.awaitQuiet(LONG, Duration.ofMillis(1))).isFalse();
    }

    @Test
    void secondWaitNeverOutlastsTheDeadline() throws Exception {
        this.http.register("request");
        Drain over = new Drain(this.registry, new DrainOptions(Duration.ZERO, Duration.ZERO, Duration.ZERO,
                Duration.ZERO, DrainOptions.Admission.ALL, true, Duration.ZERO));
        assertThat(over.awaitQuiet(LONG, LONG)).isFalse();
    }

    @Test
    void isAskedOnceWhenTheDrainSaysSo() {
        Registration slow = this.http.register("slow");
        slow.openEnded(this.asked::incrementAndGet);
        this.drain.begin();
        assertThat(this.drain.endOpenEnded()).isOne();
        assertThat(this.drain.endOpenEnded()).isZero();
        assertThat(this.asked).hasValue(1);
        slow.close();
        assertThat(this.drain.await().outcome()).isEqualTo(Drain.State.DRAINED);
    }

    @Test
    void isAskedBeforeTheDrainWaits() {
        stream();
        assertThat(this.drain.await().outcome()).isEqualTo(Drain.State.DRAINED);
        assertThat(this.asked).hasValue(1);
    }

    @Test
    void whatComesLateIsAskedAtOnceInGroupsToComeToo() {
        this.drain.begin();
        this.drain.endOpenEnded();
        stream();
        assertThat(this.asked).hasValue(1);
        Registration session = this.registry.group("websocket").register("session");
        session.openEnded(session::close);
        assertThat(session.state()).isEqualTo(Registration.State.COMPLETED);
    }

    @Test
    void isKeptAfterResume() {
        this.drain.begin();
        this.drain.endOpenEnded();
        this.drain.resume();
        Registration stream = stream();
        assertThat(this.asked).hasValue(0);
        assertThat(stream.state()).isEqualTo(Registration.State.RUNNING);
        assertThat(this.registry.group("later").openEnds().isEnding()).isFalse();
    }

    @Test
    void oneThatFailsDoesNotKeepTheOthersFromBeingAsked() {
        Registration failing = this.http.register("failing");
        failing.openEnded(() -> {
            throw new StackOverflowError("on purpose");
        });
        stream();
        assertThat(this.drain.endOpenEnded()).isEqualTo(2);
        assertThat(this.asked).hasValue(1);
    }

    @Test
    void labelsWorkAsBefore() {
        Registration stream = this.http.register(() -> "GET /" + "ticks");
        stream.openEnded(stream::close);
        assertThat(stream.label()).isEqualTo("GET /ticks");
        stream.label("GET /events");
        assertThat(stream.label()).isEqualTo("GET /events");
        assertThat(this.http.snapshot(1).work().get(0).label()).isEqualTo("GET /events");
    }

    @Test
    void sayingItTwiceIsRefused() {
        Registration stream = stream();
        assertThatIllegalStateException().isThrownBy(() -> stream.openEnded(stream::close))
            .withMessageContaining("twice")
            .withMessageContaining("stream");
    }

    @Test
    void sayingItOfWhatHasEndedHasNoEffect() throws Exception {
        Registration request = this.http.register("request");
        request.close();
        request.openEnded(this.asked::incrementAndGet);
        Registration other = this.http.register("other");
        assertThat(this.http.isBusy()).isTrue();
        other.close();
        assertThat(this.drain.endOpenEnded()).isZero();
        assertThat(this.asked).hasValue(0);
    }

    @Test
    void oneThatLeaksIsNotTakenForAnotherForEver() throws Exception {
        TestClock clock = new TestClock();
        WaitGroupRegistry timed = new WaitGroupRegistry(clock);
        WaitGroup group = timed.ingress("http");
        WeakReference<Registration> leaked = new WeakReference<>(openEnded(group));
        clock.advance(Duration.ofHours(1));
        CountDownLatch zero = new CountDownLatch(1);
        group.suspectAll();
        group.completion().thenRun(zero::countDown);
        for (int i = 0; i < 600 && zero.getCount() > 0; i++) {
            System.gc();
            if (zero.await(50, TimeUnit.MILLISECONDS)) {
                break;
            }
        }
        assertThat(leaked.get()).isNull();
        Registration request = group.register("request");
        assertThat(group.isBusy()).isTrue();
        request.close();
        assertThat(group.isBusy()).isFalse();
    }

    private static Registration openEnded(WaitGroup group) {
        Registration stream = group.register("stream");
        stream.openEnded(() -> {
        });
        return stream;
    }

    @Test
    void eachIsAskedOnceHoweverTheDrainAndTheStreamsRace() throws Exception {
        for (int round = 0; round < 500; round++) {
            this.drain.resume();
            this.asked.set(0);
            CyclicBarrier start = new CyclicBarrier(3);
            List<Future<?>> threads = new ArrayList<>();
            for (int i = 0; i < 2; i++) {
                threads.add(this.threads.start(() -> {
                    Threads.await(start);
                    stream();
                    return null;
                }));
            }
            Threads.await(start);
            this.drain.endOpenEnded();
            for (Future<?> thread : threads) {
                Threads.get(thread);
            }
            assertThat(this.asked).hasValue(2);
            assertThat(this.http.count()).isZero();
            assertThat(this.http.isBusy()).isFalse();
        }
    }

}
