// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.jfr;

import io.github.waitgroup.Drain;
import io.github.waitgroup.DrainReport;
import io.github.waitgroup.WaitGroupRegistry;
import io.github.waitgroup.WorkSnapshot;
import io.github.waitgroup.autoconfigure.DrainReporter;
import jdk.jfr.FlightRecorder;

import org.springframework.beans.factory.DisposableBean;

/**
 * Tells of the drain in the recordings there are. Costs nothing where nobody records: the
 * events' classes are not even loaded.
 */
class FlightRecorderReporter implements DrainReporter, DisposableBean {

    private final WaitGroupRegistry registry;

    private final Runnable stopListening;

    FlightRecorderReporter(WaitGroupRegistry registry, Drain drain) {
        this.registry = registry;
        this.stopListening = drain.listen(this::changed);
    }

    private void changed(Drain.State state) {
        if (FlightRecorder.isInitialized()) {
            DrainStateFlightEvent event = new DrainStateFlightEvent();
            event.state = state.toString();
            event.inFlight = this.registry.count();
            event.commit();
        }
    }

    @Override
    public void completed(DrainReport report) {
        record(report, false);
    }

    @Override
    public void lostLate(DrainReport report) {
        record(report, true);
    }

    private static void record(DrainReport report, boolean late) {
        if (!FlightRecorder.isInitialized()) {
            return;
        }
        DrainCompletedFlightEvent event = new DrainCompletedFlightEvent();
        event.outcome = report.outcome().toString();
        event.taken = report.duration().toNanos();
        event.completed = report.completedCount();
        event.abandoned = report.abandonedCount();
        event.late = late;
        event.commit();
        for (WorkSnapshot unit : report.abandoned()) {
            new AbandonedWorkFlightEvent(unit).commit();
        }
    }

    @Override
    public void destroy() {
        this.stopListening.run();
    }

    @Override
    public String toString() {
        return "Flight Recorder";
    }

}
