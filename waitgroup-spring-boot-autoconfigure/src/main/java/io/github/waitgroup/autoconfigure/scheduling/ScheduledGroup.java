// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.scheduling;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.RejectedExecutionException;

import io.github.waitgroup.Drain;
import io.github.waitgroup.Registration;
import io.github.waitgroup.UncountedWork;
import io.github.waitgroup.WaitGroup;
import io.github.waitgroup.WaitGroupRegistry;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * The group in which the runs of all schedulers are counted, and the rule by which they
 * are admitted: no run of a schedule begins while the application drains, but work that
 * is handed over meanwhile is done if it is due in time.
 */
class ScheduledGroup {

    static final String NAME = "scheduled";

    private static final Log logger = LogFactory.getLog(ScheduledGroup.class);

    private final WaitGroupRegistry registry;

    private final WaitGroup group;

    private final Drain drain;

    private final Postponed postponed;

    /** Held by who has scheduled them; guarded by itself. */
    private final Set<KeptSchedule> kept = Collections.newSetFromMap(new WeakHashMap<>());

    private final List<SetAside> setAside = new CopyOnWriteArrayList<>();

    /** Take away, when run, what this has left with others. */
    private final List<Runnable> links = new CopyOnWriteArrayList<>();

    ScheduledGroup(WaitGroupRegistry registry, Drain drain) {
        this.registry = registry;
        this.group = registry.group(NAME);
        this.drain = drain;
        this.postponed = new Postponed(this);
        this.links.add(drain.listen((state) -> goOnIfServing()));
    }

    private void goOnIfServing() {
        this.postponed.goOnIfServing();
        if (admitsRuns()) {
            // Not under the lock: schedulers are called
            List<KeptSchedule> schedules;
            synchronized (this.kept) {
                schedules = List.copyOf(this.kept);
            }
            schedules.forEach(KeptSchedule::goOnIfLost);
        }
    }

    KeptSchedule keep(KeptSchedule schedule) {
        synchronized (this.kept) {
            this.kept.add(schedule);
        }
        return schedule;
    }

    void follow(SetAside waiting) {
        this.links.add(this.drain.listen(waiting::follow));
        this.setAside.add(waiting);
    }

    void await(UncountedWork work) {
        this.links.add(this.registry.uncounted(NAME, work));
    }

    // Nothing that waits for what has not begun may wait for ever
    void cancel() {
        this.postponed.cancel();
        for (SetAside waiting : this.setAside) {
            waiting.cancel();
        }
        // The drain and the registry may be those of a parent context, which lives on
        for (Runnable link : this.links) {
            link.run();
        }
    }

    Postponed postponed() {
        return this.postponed;
    }

    Drain drain() {
        return this.drain;
    }

    boolean admitsRuns() {
        return !this.drain.isDraining() && !this.group.isClosed();
    }

    // Work handed over to begin at once
    Registration submitted(String label) {
        boolean late = this.drain.isOver();
        Registration unit = this.group.enqueue(label);
        if (late) {
            logger.warn(label + " #" + unit.id() + " was submitted after the drain was over,"
                    + " and may be cut at the exit of the JVM");
        }
        return unit;
    }

    // Work handed over to begin later: not counted before unless there is an end to wait
    // for
    @Nullable Registration submitted(String label, Duration delay) {
        if (!this.drain.isDraining()) {
            return null;
        }
        if (!this.drain.isOver() && delay.compareTo(this.drain.remaining()) < 0) {
            return this.group.enqueue(label);
        }
        logger.warn(label + " is due in " + delay.toMillis() + " ms, when the drain is over:"
                + " it will not run unless the drain is resumed");
        return null;
    }

    // A run that is due now, or nothing if it must not begin
    @Nullable Registration due(String label) {
        if (!admitsRuns()) {
            return null;
        }
        Registration unit;
        try {
            unit = this.group.enqueue(label);
        }
        catch (RejectedExecutionException ex) {
            return null;
        }
        if (!admitsRuns()) {
            // The drain has begun since, and may have seen that nothing was in flight
            unit.close();
            return null;
        }
        return unit;
    }

}
