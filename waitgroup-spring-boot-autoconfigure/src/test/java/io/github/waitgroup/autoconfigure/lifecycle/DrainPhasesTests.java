// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.lifecycle;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

import io.github.waitgroup.Drain;
import io.github.waitgroup.DrainOptions;
import io.github.waitgroup.Registration;
import io.github.waitgroup.WaitGroupRegistry;
import io.github.waitgroup.autoconfigure.Bounded;
import io.github.waitgroup.autoconfigure.DrainReporter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.support.DefaultLifecycleProcessor;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.Ordered;
import org.springframework.scheduling.concurrent.ExecutorConfigurationSupport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * Tests of the parts of the drain and of their places in Spring's shutdown.
 */
class DrainPhasesTests {

    private final WaitGroupRegistry registry = new WaitGroupRegistry();

    private final Drain drain = new Drain(this.registry, DrainOptions.ofTimeout(Duration.ofSeconds(20)));

    private final GenericApplicationContext context = new GenericApplicationContext();

    private final Map<Integer, Long> timeouts = new HashMap<>();

    private final List<DrainProgress> watches = new ArrayList<>();

    private final ContextDrain steps = steps(this.drain, this.context);

    private final DrainLifecycle lifecycle = new DrainLifecycle(this.steps);

    DrainPhasesTests() {
        this.context.registerBean("lifecycleProcessor", DefaultLifecycleProcessor.class,
                () -> new RecordingLifecycleProcessor(this.timeouts));
        this.context.refresh();
    }

    // What they say would come into the output of other tests
    @AfterEach
    void endWatches() {
        this.watches.forEach(DrainProgress::destroy);
    }

    @Test
    void phasesShouldBeThoseOfSpring() {
        assertThat(PhaseTimeouts.WEB_SERVER).isEqualTo(WebServerApplicationContext.GRACEFUL_SHUTDOWN_PHASE);
        assertThat(PhaseTimeouts.EXECUTORS).isEqualTo(ExecutorConfigurationSupport.DEFAULT_PHASE);
        assertThat(PhaseTimeouts.DRAIN).isLessThan(WebServerApplicationContext.GRACEFUL_SHUTDOWN_PHASE)
            .isGreaterThan(WebServerApplicationContext.GRACEFUL_SHUTDOWN_PHASE - 512);
        assertThat(this.lifecycle.getPhase()).isEqualTo(Integer.MAX_VALUE - 1280);
        assertThat(new LateWorkLifecycle(this.steps).getPhase())
            .isEqualTo(ExecutorConfigurationSupport.DEFAULT_PHASE + 1);
        assertThat(new WebServerLifecycle(this.steps).getPhase())
            .isEqualTo(WebServerApplicationContext.GRACEFUL_SHUTDOWN_PHASE + 1);
    }

    @Test
    void stopShouldBlockUntilNothingIsInFlight() throws Exception {
        Drain patient = new Drain(this.registry, new DrainOptions(Duration.ofSeconds(20), Duration.ZERO, Duration.ZERO,
                Duration.ofSeconds(20), DrainOptions.Admission.ALL, true, Duration.ZERO));
        DrainLifecycle blocking = new DrainLifecycle(steps(patient, this.context));
        Registration unit = this.registry.ingress("http").register("request");
        blocking.start();
        CompletableFuture<Boolean> ended = CompletableFuture.supplyAsync(() -> endWhenAwaited(patient, unit),
                (task) -> new Thread(task).start());
        AtomicLong left = new AtomicLong(-1);
        blocking.stop(() -> left.set(this.registry.count()));
        assertThat(left).hasValue(0);
        assertThat(Bounded.get(ended)).isFalse();
        assertThat(patient.state()).isEqualTo(Drain.State.DRAINED);
    }

    // Quiescing ends when the drain begins to wait for what is in flight
    private static boolean endWhenAwaited(Drain drain, Registration unit) {
        try {
            return drain.awaitQuiet();
        }
        catch (InterruptedException ex) {
            throw new IllegalStateException(ex);
        }
        finally {
            unit.close();
        }
    }

    @Test
    void stopWhenItThrowsShouldCallBackOnce() {
        GenericApplicationContext closed = new GenericApplicationContext();
        closed.close();
        closed.registerBean("lifecycleProcessor", DefaultLifecycleProcessor.class, () -> {
            throw new IllegalArgumentException("expected");
        });
        DrainLifecycle failing = new DrainLifecycle(steps(this.drain, closed));
        AtomicInteger calls = new AtomicInteger();
        failing.start();
        assertThatException().isThrownBy(() -> failing.stop(calls::incrementAndGet));
        assertThat(calls).hasValue(1);
        assertThat(failing.isRunning()).isFalse();
    }

    @Test
    void lifecyclesShouldCallBackOnceAndNotBePauseable() {
        for (SmartLifecycle each : new SmartLifecycle[] { new WebServerLifecycle(this.steps), this.lifecycle,
                new LateWorkLifecycle(this.steps) }) {
            AtomicInteger calls = new AtomicInteger();
            assertThat(each.isRunning()).isFalse();
            each.start();
            assertThat(each.isRunning()).isTrue();
            assertThat(each.isPauseable()).isFalse();
            each.stop(calls::incrementAndGet);
            assertThat(calls).hasValue(1);
            assertThat(each.isRunning()).isFalse();
        }
    }

    @Test
    void quiesceShouldLeaveTheWebServerWhatIsLeft() {
        QuiesceListener listener = listener();
        listener.onApplicationEvent(new ContextClosedEvent(this.context));
        assertThat(this.drain.state()).isEqualTo(Drain.State.QUIESCING);
        assertThat(this.timeouts.get(PhaseTimeouts.WEB_SERVER)).isBetween(1L, 20_000L);
    }

    @Test
    void stopShouldLeaveExecutorsWhatIsLeft() {
        this.lifecycle.start();
        this.lifecycle.stop();
        assertThat(this.timeouts.get(PhaseTimeouts.EXECUTORS)).isBetween(1L, 20_000L);
    }

    @Test
    void quiesceWhenAnotherContextIsClosedShouldGoOnServing() {
        listener().onApplicationEvent(new ContextClosedEvent(new GenericApplicationContext()));
        assertThat(this.drain.state()).isEqualTo(Drain.State.SERVING);
    }

    @Test
    void quiesceWhenInterruptedShouldGoOnAndStayInterrupted() {
        this.registry.ingress("http").register("request");
        Thread.currentThread().interrupt();
        listener().onApplicationEvent(new ContextClosedEvent(this.context));
        assertThat(Thread.interrupted()).isTrue();
        assertThat(this.timeouts.get(PhaseTimeouts.WEB_SERVER)).isPositive();
    }

    @Test
    void quiesceShouldComeFirstAndOnTheThreadThatStops() {
        assertThat(listener().getOrder()).isEqualTo(Ordered.HIGHEST_PRECEDENCE);
        assertThat(listener().supportsAsyncExecution()).isFalse();
    }

    @Test
    void timeoutsWhenThereIsNoProcessorShouldBeLeft() {
        GenericApplicationContext other = new GenericApplicationContext();
        other.refresh();
        new PhaseTimeouts(other).share(Duration.ofSeconds(1));
        assertThat(other.isActive()).isTrue();
    }

    private QuiesceListener listener() {
        return new QuiesceListener(this.steps, this.context);
    }

    private ContextDrain steps(Drain drain, GenericApplicationContext context) {
        DrainProgress progress = new DrainProgress(drain, this.registry);
        this.watches.add(progress);
        DrainReporters reporters = new DrainReporters(drain,
                context.getDefaultListableBeanFactory().getBeanProvider(DrainReporter.class), context);
        Readiness readiness = new Readiness(context,
                context.getDefaultListableBeanFactory().getBeanProvider(ContextDrainControl.class));
        return new ContextDrain(drain, this.registry, progress, reporters, new StartFailure(context), readiness,
                context);
    }

    static class RecordingLifecycleProcessor extends DefaultLifecycleProcessor {

        private final Map<Integer, Long> timeouts;

        RecordingLifecycleProcessor(Map<Integer, Long> timeouts) {
            this.timeouts = timeouts;
        }

        @Override
        public void setTimeoutForShutdownPhase(int phase, long timeout) {
            this.timeouts.put(phase, timeout);
            super.setTimeoutForShutdownPhase(phase, timeout);
        }

    }

}
