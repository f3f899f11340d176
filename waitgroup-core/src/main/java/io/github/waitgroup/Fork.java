// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup;

import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Executor;

import org.jspecify.annotations.Nullable;

/**
 * One task of a join point, as the executor gets it. It begins at most once, and not
 * after it was cancelled or withdrawn, however late the executor comes to it. Where it
 * stands is changed by {@link Forks} alone, under its lock.
 * <p>
 * A thread may run several, one inside the other, if the executor runs tasks in the
 * thread that hands them over.
 *
 * @param <T> the type of the result
 */
final class Fork<T extends @Nullable Object> implements Subtask<T>, Runnable {

    private static final ThreadLocal<@Nullable Fork<?>> CURRENT = new ThreadLocal<>();

    private final Forks forks;

    private final Handover handover;

    private final String label;

    private final @Nullable Registration unit;

    /** Let go of when the task has begun or never will: executors keep what they drop. */
    private @Nullable Callable<? extends T> task;

    private @Nullable T result;

    private @Nullable Throwable failure;

    private volatile State state = State.UNFINISHED;

    /** The thread that runs the task now; guarded by the lock. */
    private @Nullable Thread runner;

    /** Whether the cancellation has interrupted the runner. */
    private volatile boolean interrupted;

    /** The thread that is handing this task to the executor. */
    private volatile @Nullable Thread handing;

    /** What gets the place of this task, if it ran in the thread that handed it over. */
    private @Nullable Fork<?> successor;

    private @Nullable Fork<?> outer;

    Fork(Forks forks, Handover handover, String label, @Nullable Registration unit, Callable<? extends T> task) {
        this.forks = forks;
        this.handover = handover;
        this.label = label;
        this.unit = unit;
        this.task = task;
    }

    /**
     * Returns whether the calling thread is inside a task of that join point.
     * @param forks the tasks of the join point
     * @return whether waiting for them would be waiting for itself
     */
    static boolean isInside(Forks forks) {
        for (Fork<?> fork = CURRENT.get(); fork != null; fork = fork.outer) {
            if (fork.forks == forks) {
                return true;
            }
        }
        return false;
    }

    /**
     * Hands the task to the executor.
     * @param executor what runs it
     * @return the task that gets its place, if it ran right here
     */
    @Nullable Fork<?> handTo(Executor executor) {
        this.handing = Thread.currentThread();
        try {
            executor.execute(this);
        }
        finally {
            this.handing = null;
        }
        return takeSuccessor();
    }

    @Nullable Fork<?> takeSuccessor() {
        Fork<?> next = this.successor;
        this.successor = null;
        return next;
    }

    @Override
    public void run() {
        boolean inHandingThread = this.handing == Thread.currentThread();
        // Asked before it begins: from then on it may be our own interrupt
        boolean interruptedBefore = Thread.currentThread().isInterrupted();
        Callable<? extends T> body = this.forks.begin(this);
        if (body == null) {
            return;
        }
        this.outer = CURRENT.get();
        CURRENT.set(this);
        T value = null;
        Throwable thrown = null;
        try {
            value = call(body);
        }
        catch (Throwable ex) {
            thrown = ex;
        }
        Fork<?> next = this.forks.end(this, value, thrown);
        leave(interruptedBefore);
        countOut();
        if (inHandingThread) {
            // Not from in here: the stack would grow by each task that follows
            this.successor = next;
        }
        else {
            this.handover.proceed(next);
        }
    }

    private T call(Callable<? extends T> body) throws Exception {
        if (this.unit == null) {
            return body.call();
        }
        Scope scope;
        try {
            scope = this.unit.enter();
        }
        catch (IllegalStateException ex) {
            // The report of the drain has named it as lost by then
            throw new CancellationException("A drain gave up '" + this.label + "' before it was begun");
        }
        try {
            return body.call();
        }
        finally {
            scope.close();
        }
    }

    // Our interrupt was for this task, not for what the thread does next
    private void leave(boolean interruptedBefore) {
        if (this.outer != null) {
            CURRENT.set(this.outer);
        }
        else {
            CURRENT.remove();
        }
        if (this.interrupted) {
            // First cleared, then asked: the interrupt of an outer task that comes in
            // between is not lost
            Thread.interrupted();
            if (interruptedBefore || isOuterInterrupted()) {
                Thread.currentThread().interrupt();
            }
        }
        this.outer = null;
    }

    private boolean isOuterInterrupted() {
        for (Fork<?> fork = this.outer; fork != null; fork = fork.outer) {
            if (fork.interrupted) {
                return true;
            }
        }
        return false;
    }

    /**
     * Counts the ended task out, the last that is done for it. One that was cancelled has
     * not failed, in the group either.
     */
    void countOut() {
        try {
            if (this.unit != null) {
                if (this.state == State.FAILED || isLost(this.unit)) {
                    this.unit.fail();
                }
                this.unit.close();
            }
        }
        finally {
            this.forks.countOut();
        }
    }

    // Cancelled, but a drain had interrupted it, too, and perhaps the one whose failure
    // cancelled it: its report must name it. A unit that fails after that counts as lost,
    // not as failed
    private boolean isLost(Registration ended) {
        return this.state == State.CANCELLED && ended.isCut();
    }

    // From here on under the lock of the forks

    boolean isNew() {
        return this.task != null;
    }

    @Nullable Callable<? extends T> begin() {
        Callable<? extends T> body = this.task;
        this.task = null;
        if (body != null) {
            this.runner = Thread.currentThread();
        }
        return body;
    }

    void succeed(@Nullable T value) {
        this.runner = null;
        this.result = value;
        this.state = State.SUCCESS;
    }

    void fail(Throwable thrown) {
        this.runner = null;
        this.task = null;
        this.failure = thrown;
        this.state = State.FAILED;
    }

    void cancel() {
        this.runner = null;
        this.task = null;
        this.state = State.CANCELLED;
    }

    boolean isRunHere() {
        return this.runner == Thread.currentThread();
    }

    void interrupt() {
        Thread thread = this.runner;
        if (thread != null) {
            this.interrupted = true;
            thread.interrupt();
        }
    }

    // Up to here

    @Override
    public String label() {
        return this.label;
    }

    @Override
    public State state() {
        return this.state;
    }

    @Override
    @SuppressWarnings("NullAway") // null is a result where T allows it
    public T get() {
        require(State.SUCCESS, "get()");
        return this.result;
    }

    @Override
    public Throwable exception() {
        require(State.FAILED, "exception()");
        return thrown();
    }

    Throwable thrown() {
        return Objects.requireNonNull(this.failure);
    }

    private void require(State expected, String call) {
        this.forks.owner().requireJoined(call, this, this.forks);
        if (this.state != expected) {
            IllegalStateException ex = new IllegalStateException(
                    call + " of " + this + ": it needs a task whose state() is " + expected);
            if (this.failure != null) {
                ex.initCause(this.failure);
            }
            throw ex;
        }
    }

    @Override
    public String toString() {
        return "Subtask[" + this.label + ", state=" + this.state + "]";
    }

}
