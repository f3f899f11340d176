// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.tracing;

import io.github.waitgroup.Registration;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.tracing.Span;
import io.micrometer.tracing.handler.TracingObservationHandler.TracingContext;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Tells the unit for which the thread works of the trace of the first observation that
 * starts there, which is the unit's own: of a request, say. In reactive code a start is
 * all that there is, as observations have no scope on the thread. Where a scope is handed
 * on to another thread, there is no start, but the scope is opened there.
 */
class TraceObservationHandler implements ObservationHandler<Observation.Context> {

    private static final Log logger = LogFactory.getLog(TraceObservationHandler.class);

    @Override
    public void onStart(Observation.Context context) {
        tell(context);
    }

    @Override
    public void onScopeOpened(Observation.Context context) {
        tell(context);
    }

    @Override
    public boolean supportsContext(Observation.Context context) {
        return true;
    }

    private static void tell(Observation.Context context) {
        Registration unit = Registration.current();
        if (unit == null || unit.traceId() != null) {
            return;
        }
        try {
            TracingContext tracing = context.get(TracingContext.class);
            Span span = (tracing != null) ? tracing.getSpan() : null;
            String id = (span != null) ? span.context().traceId() : "";
            if (!id.isEmpty()) {
                unit.traceId(id);
            }
        }
        catch (RuntimeException | LinkageError ex) {
            // Who is observed must not suffer
            logger.debug("No trace for " + unit, ex);
        }
    }

}
