// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.lifecycle;

import java.time.Duration;

import io.github.waitgroup.Drain;
import io.github.waitgroup.DrainReport;
import io.github.waitgroup.WaitGroupRegistry;

import org.springframework.context.ConfigurableApplicationContext;

/**
 * What the drain does at each moment of one context's shutdown. The context may also be
 * stopped without being closed, as for a checkpoint or when its start has failed, and
 * then begins later; and where the drain belongs to an ancestor that goes on serving, the
 * context waits for what is in flight and leaves the drain alone.
 */
class ContextDrain {

    private final Drain drain;

    private final WaitGroupRegistry registry;

    private final ConfigurableApplicationContext context;

    private final DrainProgress progress;

    private final DrainReporters reporters;

    private final StartFailure start;

    private final DrainOwner owner;

    private final PhaseTimeouts timeouts;

    private final PausedExecutors paused;

    private final TerminationTimeouts terminations;

    private final Readiness readiness;

    private final LastCallers lastCallers;

    private volatile Talk talk = Talk.NONE;

    /** How long the drain had taken when callers had turned away. */
    private volatile Duration quiesced = Duration.ZERO;

    private volatile boolean ended;

    /** Whether the JVM was told to stop before the start was complete. */
    private volatile boolean forGood;

    ContextDrain(Drain drain, WaitGroupRegistry registry, DrainProgress progress, DrainReporters reporters,
            StartFailure start, Readiness readiness, ConfigurableApplicationContext context) {
        this.drain = drain;
        this.registry = registry;
        this.context = context;
        this.progress = progress;
        this.reporters = reporters;
        this.start = start;
        this.readiness = readiness;
        this.owner = new DrainOwner(context);
        this.timeouts = new PhaseTimeouts(context);
        this.paused = new PausedExecutors(context);
        this.terminations = new TerminationTimeouts(context);
        this.lastCallers = new LastCallers(drain, context);
    }

    /**
     * The context begins to close, and everything still works.
     */
    void quiesce() {
        if (this.owner.goesOn()) {
            this.paused.goOn();
            return;
        }
        begin();
        this.readiness.close();
        if (this.drain.state() == Drain.State.QUIESCING) {
            this.paused.goOn();
        }
        this.progress.watch();
        try {
            DrainLog.quiesced(awaitQuiet(), this.drain.remaining());
            this.quiesced = this.drain.elapsed();
        }
        catch (InterruptedException ex) {
            Thread.currentThread().interrupt();
        }
        this.lastCallers.turnAway();
        this.timeouts.share(this.drain.remaining());
    }

    // Nobody was told to come to an application that was never ready
    private boolean awaitQuiet() throws InterruptedException {
        return this.start.hasFailed()
                ? this.drain.awaitQuiet(this.drain.options().quietPeriod(), this.drain.options().maxDelay())
                : this.drain.awaitQuiet();
    }

    /**
     * Beans of earlier phases have stopped, and took their time; the web server is next.
     */
    void beforeWebServer() {
        if (!this.owner.goesOn()) {
            begin();
            this.progress.watch();
            this.timeouts.share(this.drain.remaining());
        }
    }

    /**
     * Connectors are closed, and nothing that work may need has stopped.
     */
    void await() {
        if (this.owner.goesOn()) {
            awaitZero();
            return;
        }
        begin();
        this.progress.watch();
        DrainReport report = this.drain.await();
        this.reporters.tellOnce(report, () -> {
            boolean quietly = this.talk == Talk.QUIET && report.outcome() == Drain.State.DRAINED
                    && report.completedCount() == 0;
            DrainLog.ended(report, this.quiesced, quietly);
            this.ended = true;
            this.reporters.completed(report, quietly);
            DrainLog.rest(report);
        });
        this.ended = true;
        this.timeouts.share(this.drain.remaining());
    }

    /**
     * The JVM is told to stop while the context starts: the clock runs from now on, but
     * the start may still come to its end and the context be closed in order.
     */
    void stopDuringStart() {
        this.forGood = true;
        this.drain.begin();
    }

    /**
     * The start has failed while beans were made, and those that there are will be
     * destroyed next.
     */
    void startFailed() {
        if (!this.ended && !this.owner.goesOn()) {
            // Of the start, which Spring interrupts when it is told to stop meanwhile: to
            // the drain it would mean that the deadline is over
            boolean interrupted = Thread.interrupted();
            await();
            awaitLate();
            this.terminations.limit(this.drain.remaining());
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /**
     * The deadline is over: if the shutdown has begun, and its steps have not come as far
     * as to wait for what is in flight, what is lost is told now. A context that still
     * serves is left alone: its turn may be to come.
     */
    void overdue() {
        if (this.drain.state() == Drain.State.QUIESCING) {
            giveUp();
        }
    }

    /**
     * Nobody will close the context, whose start hangs.
     */
    void giveUp() {
        if (!this.owner.goesOn()) {
            this.forGood = true;
            await();
        }
    }

    /**
     * The context has been closed, and the JVM goes next: what beans have submitted when
     * they were destroyed is awaited, too, and named if it is lost.
     */
    void awaitLast() {
        if (this.ended) {
            tellLate(this.drain.awaitLate());
        }
    }

    /**
     * Returns whether it is known what was lost.
     * @return whether the drain has come to its end and was told
     */
    boolean hasEnded() {
        return this.ended;
    }

    /**
     * Returns whether the drain is this context's own.
     * @return {@code false} if it belongs to an ancestor
     */
    boolean isOwner() {
        return this.owner.isHere();
    }

    /**
     * Returns what the process should say at its end.
     * @return an exit code
     */
    int exitCode() {
        return this.reporters.exitCode();
    }

    private void awaitZero() {
        try {
            DrainLog.leaving(this.context.getId(), this.registry,
                    this.registry.awaitAll(this.drain.options().timeout()));
        }
        catch (InterruptedException ex) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * Executors are next, and then all that is left.
     */
    void awaitLate() {
        if (this.owner.goesOn()) {
            return;
        }
        this.progress.watch();
        tellLate(this.drain.awaitLate());
        this.progress.end();
        this.timeouts.share(this.drain.remaining());
        // One that is only stopped may be started again
        if (this.context.isClosed()) {
            this.terminations.limit(this.drain.remaining());
        }
    }

    private void tellLate(DrainReport report) {
        DrainLog.late(report);
        if (report.outcome() != Drain.State.DRAINED) {
            this.reporters.lostLate(report);
        }
    }

    /**
     * The context starts. If it was this one that has drained, it takes that back; when a
     * child context starts for the first time, its parent may be draining. A start that
     * goes on when the JVM is about to stop takes nothing back.
     */
    void start() {
        if (this.ended && !this.forGood) {
            this.ended = false;
            this.talk = Talk.NONE;
            this.quiesced = Duration.ZERO;
            this.drain.resume();
        }
    }

    /**
     * A child context, such as that of a separate management port, begins to close.
     * @param child the child, or one of its own
     */
    void childCloses(ConfigurableApplicationContext child) {
        if (this.context.isClosed()) {
            new PhaseTimeouts(child).share(this.drain.remaining());
        }
    }

    private void begin() {
        if (speak()) {
            DrainLog.began(this.registry, this.drain.remaining(), this.talk == Talk.QUIET);
            // Not under the lock: listeners are told, and may hang
            this.drain.begin();
        }
    }

    // Perhaps by two threads at once: a start that hangs may go on just then
    private synchronized boolean speak() {
        if (this.talk != Talk.NONE) {
            return false;
        }
        boolean news = this.owner.isHere() || !this.drain.isDraining();
        boolean served = this.context.isClosed() && !this.start.hasFailed();
        this.talk = (news && (served || this.registry.count() > 0)) ? Talk.NORMAL : Talk.QUIET;
        return true;
    }

    /** How much the log says. */
    private enum Talk {

        /** Nothing yet: it has not begun. */
        NONE,

        /** Nothing but what was lost: it never served, or others say the rest. */
        QUIET,

        /** All. */
        NORMAL

    }

}
