// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.lifecycle;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

import io.github.waitgroup.Drain;
import io.github.waitgroup.DrainOptions;
import io.github.waitgroup.Registration;
import io.github.waitgroup.WaitGroup;
import io.github.waitgroup.WaitGroupRegistry;
import io.github.waitgroup.autoconfigure.Bounded;
import io.github.waitgroup.autoconfigure.ListeningSockets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.support.GenericApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link LastCallers}.
 */
@ExtendWith(OutputCaptureExtension.class)
class LastCallersTests {

    private final WaitGroupRegistry registry = new WaitGroupRegistry();

    private final WaitGroup requests = this.registry.ingress("http");

    private final GenericApplicationContext context = new GenericApplicationContext();

    private final List<String> events = new CopyOnWriteArrayList<>();

    @Test
    void socketsShouldBeClosedBeforeStreamsEnd(CapturedOutput output) {
        this.requests.register("stream").openEnded(() -> this.events.add("asked"));
        turnAway(Duration.ofMillis(1), () -> this.events.add("closed"));
        assertThat(this.events).containsExactly("closed", "asked");
        assertThat(output).contains("Asked 1 streams and sessions without an end of their own to end");
    }

    @Test
    void streamsShouldEndWhenRequestsUnderWayHaveArrivedAndEnded() {
        this.requests.register("stream").openEnded(() -> this.events.add("asked"));
        CompletableFuture<Registration> late = new CompletableFuture<>();
        CountDownLatch started = new CountDownLatch(1);
        new Thread(() -> {
            started.countDown();
            Registration unit = late.join();
            this.events.add("answered");
            unit.close();
        }).start();
        // The wait lasts a second at most: not long enough to start a thread in it, too
        Bounded.await(started);
        turnAway(Duration.ofSeconds(1), () -> late.complete(this.requests.register("late")));
        assertThat(this.events).containsExactly("answered", "asked");
    }

    @Test
    void requestThatTakesLongShouldNotBeAwaitedForLong() {
        Registration unit = this.requests.register("long");
        Deaf.assertSoon(() -> turnAway(Duration.ofSeconds(10), () -> this.events.add("closed")));
        assertThat(this.events).containsExactly("closed");
        unit.close();
    }

    @Test
    void noSocketsAndNoQuietPeriodShouldNotWait() {
        Registration unit = this.requests.register("long");
        // A wait would take a second, each time
        long shortest = Long.MAX_VALUE;
        for (int i = 0; i < 5; i++) {
            long before = System.nanoTime();
            if (i == 0) {
                turnAway(Duration.ofSeconds(10));
            }
            turnAway(Duration.ZERO, () -> this.events.add("closed"));
            shortest = Math.min(shortest, System.nanoTime() - before);
        }
        assertThat(shortest).isLessThan(900_000_000L);
        assertThat(this.events).contains("closed");
        unit.close();
    }

    @Test
    void socketsThatFailShouldBeNamedAndStopNothing(CapturedOutput output) {
        this.requests.register("stream").openEnded(() -> this.events.add("asked"));
        turnAway(Duration.ofMillis(1), () -> {
            throw new IllegalStateException("expected");
        }, () -> this.events.add("closed"));
        assertThat(this.events).containsExactly("closed", "asked");
        assertThat(output).contains("'sockets0' still listens").contains("expected");
    }

    @Test
    void interruptShouldStopNothingAndStay() {
        this.requests.register("stream").openEnded(() -> this.events.add("asked"));
        this.requests.register("request");
        Thread.currentThread().interrupt();
        turnAway(Duration.ofSeconds(10), () -> this.events.add("closed"));
        assertThat(Thread.interrupted()).isTrue();
        assertThat(this.events).containsExactly("closed", "asked");
    }

    @Test
    void socketsOfOtherContextsShouldStayOpen() {
        GenericApplicationContext child = new GenericApplicationContext(this.context);
        child.registerBean(Sockets.class);
        GenericApplicationContext parent = new GenericApplicationContext();
        parent.registerBean(Sockets.class);
        this.context.setParent(parent);
        parent.refresh();
        turnAway(Duration.ofMillis(1), () -> this.events.add("closed"));
        child.refresh();
        assertThat(parent.getBean(Sockets.class).closed).isFalse();
        assertThat(child.getBean(Sockets.class).closed).isFalse();
        assertThat(this.events).containsExactly("closed");
    }

    private void turnAway(Duration quietPeriod, ListeningSockets... sockets) {
        List<String> names = new ArrayList<>();
        for (ListeningSockets each : sockets) {
            String name = "sockets" + names.size();
            names.add(name);
            this.context.registerBean(name, ListeningSockets.class, () -> each);
        }
        if (!this.context.isActive()) {
            this.context.refresh();
        }
        Drain drain = new Drain(this.registry, new DrainOptions(Duration.ofSeconds(20), Duration.ZERO, quietPeriod,
                Duration.ofSeconds(10), DrainOptions.Admission.ALL, true, Duration.ZERO));
        drain.begin();
        new LastCallers(drain, this.context).turnAway();
    }

    static class Sockets implements ListeningSockets {

        volatile boolean closed;

        @Override
        public void close() {
            this.closed = true;
        }

    }

}
