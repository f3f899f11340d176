// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.scheduling;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.RunnableScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import io.github.waitgroup.Drain;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Takes what waits for its time out of a scheduler's queue when a drain begins, so that
 * nothing of it falls due, and puts it back when the drain is resumed. For schedulers
 * that do not say, when a task is due, when it was scheduled.
 */
class SetAside {

    private static final Log logger = LogFactory.getLog(SetAside.class);

    private final ScheduledGroup group;

    private final String schedulerName;

    private final ScheduledThreadPoolExecutor waiting;

    /** Whether what comes while draining is set aside, too. */
    private final boolean always;

    private final List<Runnable> tasks = new ArrayList<>();

    private boolean draining;

    SetAside(ScheduledGroup group, String schedulerName, ScheduledThreadPoolExecutor waiting, boolean always) {
        this.group = group;
        this.schedulerName = schedulerName;
        this.waiting = waiting;
        this.always = always;
    }

    // Two changes may be told in the wrong order: only the drain itself knows
    synchronized void follow(Drain.State news) {
        boolean drainingNow = this.group.drain().isDraining();
        if (!drainingNow) {
            putBack();
        }
        else if (this.always || !this.draining) {
            takeOut();
        }
        if (news == Drain.State.DRAINED || news == Drain.State.ABANDONED) {
            tell();
        }
        this.draining = drainingNow;
    }

    private void takeOut() {
        for (Runnable task : this.waiting.getQueue().toArray(new Runnable[0])) {
            // Unless its turn has come meanwhile
            if (this.waiting.getQueue().remove(task)) {
                this.tasks.add(task);
            }
        }
    }

    private void putBack() {
        if (!this.tasks.isEmpty()) {
            this.waiting.getQueue().addAll(this.tasks);
            this.tasks.clear();
            this.waiting.prestartCoreThread();
        }
    }

    private void tell() {
        long due = this.tasks.stream().filter(SetAside::isDueOnce).count();
        if (due > 0) {
            logger.warn(due + " tasks of scheduler '" + this.schedulerName
                    + "' were due while draining and have not been started: they are if the drain is resumed");
        }
    }

    private static boolean isDueOnce(Runnable task) {
        return task instanceof RunnableScheduledFuture<?> future && !future.isPeriodic() && !future.isDone()
                && future.getDelay(TimeUnit.NANOSECONDS) <= 0;
    }

    synchronized void cancel() {
        for (Runnable task : this.tasks) {
            if (task instanceof Future<?> future) {
                future.cancel(false);
            }
        }
        this.tasks.clear();
    }

}
