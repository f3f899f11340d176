// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.lifecycle;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.SpringApplication;

/**
 * Keeps the time while the JVM is told to stop, whatever Spring is at. Where the deadline
 * is over and the drain has not come to its end, because a start or a bean hangs, it ends
 * the drain itself, so that what is lost has a name. If the process is still there when
 * its budget is over, it says at what; and if it is known when the platform kills it, it
 * goes just before, with an exit code that tells more than that of a kill.
 */
class ShutdownWatch {

    /** What the shutdown's own steps get to come first. */
    static final Duration COURTESY = Duration.ofMillis(500);

    /** How long before the platform's kill the process ends. */
    static final Duration BEFORE_KILL = Duration.ofMillis(500);

    private static final Log logger = LogFactory.getLog(ShutdownWatch.class);

    private final LastLook start;

    private final ContextDrain drain;

    private final Budget budget;

    private final Thread hook = new Thread(this::stopping, "waitgroup-shutdown");

    private final Runnable handler = this::stopped;

    private final CountDownLatch never = new CountDownLatch(1);

    /** Guarded by this. */
    private @Nullable Long stoppedAt;

    ShutdownWatch(LastLook start, ContextDrain drain, Budget budget) {
        this.start = start;
        this.drain = drain;
        this.budget = budget;
    }

    /**
     * Has {@link #stopping()} called when the JVM is told to stop.
     */
    void listen() {
        try {
            // Spring Boot's come before that of the logging system if they are added now
            SpringApplication.getShutdownHandlers().add(this.handler);
            Runtime.getRuntime().addShutdownHook(this.hook);
        }
        catch (IllegalStateException ex) {
            // It was told already
            this.hook.start();
        }
    }

    void stopListening() {
        try {
            Runtime.getRuntime().removeShutdownHook(this.hook);
            SpringApplication.getShutdownHandlers().remove(this.handler);
        }
        catch (IllegalStateException ex) {
            // The JVM is about to stop
        }
    }

    /**
     * The JVM is told to stop.
     */
    void stopping() {
        left(this.budget.all());
        start("waitgroup-shutdown-watch", this::watch);
        if (!this.start.isOver()) {
            this.drain.stopDuringStart();
        }
    }

    /**
     * Spring Boot has closed the context, or given that up because its start hangs. The
     * exit waits until what is in flight has been seen to.
     */
    void stopped() {
        if (!this.start.isOver()) {
            this.drain.giveUp();
        }
        this.drain.awaitLast();
    }

    private void watch() {
        try {
            await(this.budget.timeout().plus(COURTESY));
            // On a thread of its own: whom it tells may hang
            start("waitgroup-shutdown-report", this.drain::overdue);
            Duration kill = this.budget.gracePeriod();
            Duration end = (kill != null) ? kill.minus(BEFORE_KILL) : this.budget.all();
            await((end.compareTo(this.budget.all()) < 0) ? end : this.budget.all());
            warn();
            if (kill != null) {
                await(end);
                halt(kill);
            }
        }
        catch (InterruptedException ex) {
            // Of nobody's concern: only this thread's own, which ends
            Thread.currentThread().interrupt();
        }
    }

    private static void start(String name, Runnable task) {
        Thread thread = new Thread(null, task, name, 0, false);
        thread.setDaemon(true);
        thread.start();
    }

    private void await(Duration sinceStop) throws InterruptedException {
        if (this.never.await(left(sinceStop).toNanos(), TimeUnit.NANOSECONDS)) {
            throw new IllegalStateException("Never");
        }
    }

    // The first who asks starts the clock: Spring Boot's hook runs beside this one
    private synchronized Duration left(Duration sinceStop) {
        long now = System.nanoTime();
        if (this.stoppedAt == null) {
            this.stoppedAt = now;
        }
        return sinceStop.minusNanos(now - this.stoppedAt);
    }

    private void warn() {
        Thread stopper = Stopper.find();
        if (stopper != null) {
            StringBuilder text = new StringBuilder("The application was told to stop ")
                .append(Durations.format(this.budget.all().minus(left(this.budget.all()))))
                .append(" ago, and should have ended by now.");
            if (!this.start.isOver()) {
                describe(text.append(" Its start is not over."), this.start.starter());
            }
            logger.warn(describe(text, stopper));
        }
    }

    private static StringBuilder describe(StringBuilder text, Thread thread) {
        text.append(" Thread ").append(thread.getName()).append(" is ").append(thread.getState());
        for (StackTraceElement frame : thread.getStackTrace()) {
            text.append("\n\tat ").append(frame);
        }
        return text;
    }

    // Not where somebody else wants the JVM to stop, and may have an exit code in mind
    private void halt(Duration kill) {
        if (this.drain.hasEnded() && Stopper.isSignalled()) {
            int code = this.drain.exitCode();
            logger.warn("The process ends here, with exit code " + code + ": the platform is about to kill it, "
                    + Durations.format(kill) + " after the signal (" + Budget.PERIOD + ")");
            Runtime.getRuntime().halt(code);
        }
    }

}
