// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.web;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;

import io.github.waitgroup.Drain;
import io.github.waitgroup.DrainOptions;
import io.github.waitgroup.Registration;
import io.github.waitgroup.WaitGroupRegistry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.support.GenericApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class ServerTerminationTests {

    private final WaitGroupRegistry registry = new WaitGroupRegistry();

    private final Drain drain = new Drain(this.registry, DrainOptions.ofTimeout(Duration.ZERO));

    private final GenericApplicationContext context = new GenericApplicationContext();

    private final Recorder termination = new Recorder(this.drain, this.context);

    @BeforeEach
    void start() {
        this.context.refresh();
        this.termination.start();
    }

    @AfterEach
    void close() {
        this.context.close();
    }

    private void giveUp() {
        try (Registration unit = this.registry.group("requests").register("deaf")) {
            assertThat(this.drain.await().abandoned()).as("%s", unit).hasSize(1);
        }
    }

    @Test
    void stopWhenWorkWasGivenUpShouldLeaveWhatIsLeft() {
        giveUp();
        this.context.close();
        this.termination.stop();
        assertThat(this.termination.limits).containsExactly(Duration.ZERO);
        assertThat(this.termination.isRunning()).isFalse();
    }

    @Test
    void stopWhenAllWorkHasEndedShouldLeaveServerAlone() {
        this.drain.await();
        this.context.close();
        this.termination.stop();
        assertThat(this.termination.limits).isEmpty();
    }

    @Test
    void stopWhenWorkIsInFlightShouldLeaveServerAlone() {
        try (Registration unit = this.registry.group("requests").register("in flight")) {
            this.drain.begin();
            this.context.close();
            this.termination.stop();
            assertThat(this.termination.limits).as("%s", unit).isEmpty();
        }
    }

    @Test
    void stopWhenContextMayStartAgainShouldLeaveServerAlone() {
        giveUp();
        this.termination.stop();
        assertThat(this.termination.limits).isEmpty();
    }

    @Test
    void stopWhenServerCannotBeLimitedShouldCallBack() {
        giveUp();
        this.context.close();
        this.termination.failing = true;
        CountDownLatch called = new CountDownLatch(1);
        assertThatIllegalStateException().isThrownBy(() -> this.termination.stop(called::countDown));
        assertThat(called.getCount()).isZero();
    }

    @Test
    void getPhaseShouldBeJustBeforeServerStops() {
        assertThat(this.termination.getPhase()).isEqualTo(WebServerApplicationContext.START_STOP_LIFECYCLE_PHASE + 1);
        assertThat(this.termination.isPauseable()).isFalse();
    }

    private static final class Recorder extends ServerTermination {

        private final List<Duration> limits = new ArrayList<>();

        private boolean failing;

        Recorder(Drain drain, GenericApplicationContext context) {
            super(drain, context);
        }

        @Override
        protected void limit(Duration left) {
            this.limits.add(left);
            if (this.failing) {
                throw new IllegalStateException("expected");
            }
        }

    }

}
