// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.task;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import io.github.waitgroup.Drain;
import io.github.waitgroup.Registration;
import io.github.waitgroup.UncountedWork;
import io.github.waitgroup.WaitGroupRegistry;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.DisposableBean;

/**
 * The work of executors that are not Spring's: in which group it is counted, and what of
 * it is begun while the application drains.
 */
class PlainWork implements DisposableBean {

    private static final Log logger = LogFactory.getLog(PlainWork.class);

    static final String SCHEDULED = "scheduled";

    private final AsyncGroup async;

    private final WaitGroupRegistry registry;

    private final Drain drain;

    private final List<Runnable> links = new CopyOnWriteArrayList<>();

    PlainWork(AsyncGroup async, WaitGroupRegistry registry, Drain drain) {
        this.async = async;
        this.registry = registry;
        this.drain = drain;
    }

    Registration submitted(@Nullable AsyncCall call, String label) {
        return (call != null) ? call.unit(this.async) : this.async.enqueue(label);
    }

    /**
     * Counts what is scheduled during the drain by code that is in flight, if it can
     * still be run.
     * @param label the name of the executor
     * @param delay when it falls due
     * @return the unit, or {@code null} if it is counted when it falls due
     */
    @Nullable Registration scheduled(String label, Duration delay) {
        if (!this.drain.isDraining()) {
            return null;
        }
        if (!this.drain.isOver() && delay.compareTo(this.drain.remaining()) < 0) {
            return this.registry.group(SCHEDULED).enqueue(label);
        }
        logger.warn("A task that was scheduled on executor '" + label + "' during the drain, to run in "
                + delay.toMillis() + " ms, will not run: the deadline of the drain comes first");
        return null;
    }

    @Nullable Registration due(String label) {
        // Nothing is begun any more once callers turn away
        return this.drain.isDraining() ? null : this.registry.group(SCHEDULED).enqueue(label);
    }

    void await(UncountedWork work) {
        this.links.add(this.registry.uncounted(AsyncGroup.NAME, work));
    }

    // The registry may be that of a parent context, which lives on
    @Override
    public void destroy() {
        for (Runnable link : this.links) {
            link.run();
        }
    }

}
