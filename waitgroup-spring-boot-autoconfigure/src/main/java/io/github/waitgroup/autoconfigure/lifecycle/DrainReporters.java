// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.lifecycle;

import java.util.List;

import io.github.waitgroup.Drain;
import io.github.waitgroup.DrainReport;
import io.github.waitgroup.autoconfigure.DrainCompletedEvent;
import io.github.waitgroup.autoconfigure.DrainReporter;
import io.github.waitgroup.autoconfigure.DrainStartedEvent;
import io.github.waitgroup.autoconfigure.DrainStateChangedEvent;
import io.github.waitgroup.autoconfigure.LossCode;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Tells the reporters and the listeners of the application how the drain goes. None of
 * them can stop it.
 */
class DrainReporters implements SmartInitializingSingleton, DisposableBean {

    static final String BEAN = "waitGroupDrainReporters";

    /** Of ours, and told even if the start has not come to those of the application. */
    private static final List<String> EARLY = List.of("waitGroupReportFile", "waitGroupLossExitCode",
            "waitGroupFlightRecorderReporter");

    /** 128 + 15: ended by SIGTERM. */
    private static final int TERMINATED = 143;

    private static final Log logger = LogFactory.getLog(DrainReporters.class);

    private final Drain drain;

    private final ObjectProvider<DrainReporter> provider;

    private final ConfigurableApplicationContext context;

    private final Runnable stopListening;

    private final Object telling = new Object();

    /** Guarded by telling. */
    private @Nullable DrainReport told;

    /** Ours, which need no other beans. */
    private volatile List<DrainReporter> early = List.of();

    private volatile List<DrainReporter> reporters = List.of();

    private volatile boolean complete;

    DrainReporters(Drain drain, ObjectProvider<DrainReporter> provider, ConfigurableApplicationContext context) {
        this.drain = drain;
        this.provider = provider;
        this.context = context;
        this.stopListening = drain.listen(this::onChange);
    }

    // Not at the time of use: a bean that is created at a shutdown may fail
    @Override
    public void afterSingletonsInstantiated() {
        this.reporters = this.provider.orderedStream().toList();
        this.complete = true;
    }

    /**
     * Makes the reporters that need nothing of the application.
     * @param beans where they are
     */
    void prepare(BeanFactory beans) {
        if (!this.complete) {
            this.early = EARLY.stream()
                .filter(beans::containsBean)
                .map((name) -> beans.getBean(name, DrainReporter.class))
                .toList();
            this.reporters = this.early;
        }
    }

    /**
     * Returns what the process should say at its end.
     * @return the exit code of a reporter that has one, or that of SIGTERM
     */
    int exitCode() {
        return this.early.stream()
            .filter(LossCode.class::isInstance)
            .mapToInt((reporter) -> ((LossCode) reporter).lossCode())
            .filter((code) -> code != 0)
            .findFirst()
            .orElse(TERMINATED);
    }

    // The end is told together with its report
    private void onChange(Drain.State state) {
        if (state == Drain.State.QUIESCING) {
            publish(new DrainStartedEvent(this.drain));
        }
        else if (state == Drain.State.DRAINING || state == Drain.State.SERVING) {
            publish(new DrainStateChangedEvent(this.drain, state));
        }
    }

    /**
     * Tells a report for the first time, whoever has awaited the drain: code of the
     * application may have done so, or another context. Who comes second waits until all
     * has been told, for what is told needs beans that go next.
     * @param report the report of the drain
     * @param tell tells it
     */
    void tellOnce(DrainReport report, Runnable tell) {
        synchronized (this.telling) {
            if (!report.equals(this.told)) {
                this.told = report;
                tell.run();
            }
        }
    }

    void completed(DrainReport report, boolean quietly) {
        if (!quietly) {
            for (DrainReporter reporter : this.reporters) {
                try {
                    reporter.completed(report);
                }
                catch (Throwable ex) {
                    warn(reporter, ex);
                }
            }
        }
        publish(new DrainCompletedEvent(this.drain, report, false));
    }

    void lostLate(DrainReport report) {
        // Those of the application may have been destroyed, or what they need
        for (DrainReporter reporter : this.context.isActive() ? this.reporters : this.early) {
            try {
                reporter.lostLate(report);
            }
            catch (Throwable ex) {
                warn(reporter, ex);
            }
        }
        publish(new DrainCompletedEvent(this.drain, report, true));
    }

    // Not to listeners of which some may not be there yet, or not any more
    private void publish(DrainStateChangedEvent event) {
        if (!this.complete || !this.context.isActive()) {
            return;
        }
        try {
            this.context.publishEvent(event);
        }
        catch (Throwable ex) {
            warn("A listener of " + event.getClass().getSimpleName(), ex);
        }
    }

    private static void warn(Object who, Throwable ex) {
        logger.warn(who + " failed; the drain goes on", ex);
    }

    @Override
    public void destroy() {
        this.stopListening.run();
    }

}
