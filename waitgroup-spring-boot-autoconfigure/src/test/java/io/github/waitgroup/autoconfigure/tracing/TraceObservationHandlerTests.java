// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.tracing;

import java.util.function.Supplier;

import io.github.waitgroup.Registration;
import io.github.waitgroup.Scope;
import io.github.waitgroup.WaitGroup;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.tracing.Span;
import io.micrometer.tracing.handler.DefaultTracingObservationHandler;
import io.micrometer.tracing.handler.TracingObservationHandler.TracingContext;
import io.micrometer.tracing.test.simple.SimpleTracer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

/**
 * Tests for {@link TraceObservationHandler}.
 */
class TraceObservationHandlerTests {

    private final SimpleTracer tracer = new SimpleTracer();

    private final ObservationRegistry observations = ObservationRegistry.create();

    private final Registration unit = new WaitGroup("test").register("Mails.send");

    @BeforeEach
    void setUp() {
        this.observations.observationConfig()
            .observationHandler(new DefaultTracingObservationHandler(this.tracer))
            .observationHandler(new TraceObservationHandler());
    }

    @Test
    void startWithoutScopeShouldTellTheTrace() {
        Observation observation = work(() -> Observation.start("request", this.observations));
        observation.stop();
        assertThat(this.unit.traceId()).isEqualTo(onlyTrace());
    }

    @Test
    void scopeOpenedOnAnotherThreadShouldTellTheTrace() {
        Observation observation = Observation.start("request", this.observations);
        assertThat(this.unit.traceId()).isNull();
        work(() -> {
            observation.openScope().close();
            return observation;
        });
        observation.stop();
        assertThat(this.unit.traceId()).isEqualTo(onlyTrace());
    }

    @Test
    void firstTraceShouldStay() {
        this.unit.traceId("first");
        work(() -> Observation.start("call", this.observations)).stop();
        assertThat(this.unit.traceId()).isEqualTo("first");
    }

    @Test
    void observationThatIsNotTracedShouldTellNothing() {
        new TraceObservationHandler().onStart(new Observation.Context());
        work(() -> {
            new TraceObservationHandler().onStart(new Observation.Context());
            Observation.Context noop = new Observation.Context();
            TracingContext tracing = new TracingContext();
            tracing.setSpan(Span.NOOP);
            noop.put(TracingContext.class, tracing);
            new TraceObservationHandler().onStart(noop);
            return Observation.NOOP;
        });
        assertThat(this.unit.traceId()).isNull();
    }

    @Test
    void tracerThatFailsShouldBreakNothing() {
        Span span = mock();
        given(span.context()).willThrow(new IllegalStateException("no context"));
        TracingContext tracing = new TracingContext();
        tracing.setSpan(span);
        Observation.Context context = new Observation.Context();
        context.put(TracingContext.class, tracing);
        work(() -> {
            assertThatNoException().isThrownBy(() -> new TraceObservationHandler().onStart(context));
            return Observation.NOOP;
        });
        assertThat(this.unit.traceId()).isNull();
    }

    private Observation work(Supplier<Observation> work) {
        Scope scope = this.unit.enter();
        try {
            return work.get();
        }
        finally {
            scope.close();
        }
    }

    private String onlyTrace() {
        assertThat(this.tracer.getSpans()).hasSize(1);
        return this.tracer.getSpans().element().context().traceId();
    }

}
