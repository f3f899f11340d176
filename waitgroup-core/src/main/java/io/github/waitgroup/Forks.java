// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.ReentrantLock;

import org.jspecify.annotations.Nullable;

/**
 * The tasks of a join point and where they stand. All of it changes under one lock, which
 * is held for moments only, and never while code of a task or of the executor runs.
 * Interrupts are sent under it, too: a thread that has ended its task under the lock is
 * not interrupted for it any more. A task takes one of the places from when it is handed
 * to the executor until it ends. While tasks wait for a place all are taken: whoever
 * gives one up passes it on.
 */
final class Forks {

    private final ReentrantLock lock = new ReentrantLock();

    private final Owner owner = new Owner();

    /** Counts each task from its fork until it has ended. */
    private final WaitGroup unfinished = new WaitGroup("join-point");

    private final @Nullable WaitGroup group;

    private final boolean failFast;

    private final Places places;

    private final List<Fork<?>> all = new ArrayList<>();

    private final Set<Fork<?>> running = new LinkedHashSet<>();

    private final List<Fork<?>> failed = new ArrayList<>();

    private List<String> unfinishedAtCancellation = List.of();

    private volatile @Nullable Cancellation cancellation;

    private volatile boolean sealed;

    Forks(@Nullable WaitGroup group, boolean failFast, int limit) {
        this.group = group;
        this.failFast = failFast;
        this.places = new Places(limit);
    }

    /**
     * Takes a task in, counted from now on. One that comes after the cancellation is
     * cancelled, too.
     * @param <U> the type of its result
     * @param label its label, or {@code null} to take its number
     * @param task what to run
     * @param handover what hands it to the executor
     * @return the task
     */
    <U extends @Nullable Object> Fork<U> add(@Nullable String label, Callable<? extends U> task, Handover handover) {
        this.lock.lock();
        try {
            String name = (label != null) ? label : "task " + (this.all.size() + 1);
            if (this.sealed) {
                throw new IllegalStateException("fork(\"" + name + "\") after the end of " + this
                        + ": open another join point for further tasks");
            }
            boolean admitted = this.cancellation == null;
            Registration unit = (admitted && this.group != null) ? this.group.enqueue(name) : null;
            Fork<U> fork = new Fork<>(this, handover, name, unit, task);
            if (admitted) {
                this.unfinished.add(1);
                this.all.add(fork);
            }
            else {
                fork.cancel();
            }
            return fork;
        }
        finally {
            this.lock.unlock();
        }
    }

    /**
     * Gives a place to a task just forked.
     * @param fork the task
     * @return {@code false} if it has to wait for one, or is cancelled
     */
    boolean takePlace(Fork<?> fork) {
        this.lock.lock();
        try {
            return fork.isNew() && this.places.take(fork);
        }
        finally {
            this.lock.unlock();
        }
    }

    /**
     * Begins a task on the calling thread.
     * @param <U> the type of its result
     * @param fork the task
     * @return what to run, or {@code null} if it must not begin any more
     */
    <U extends @Nullable Object> @Nullable Callable<? extends U> begin(Fork<U> fork) {
        this.lock.lock();
        try {
            Callable<? extends U> body = fork.begin();
            if (body != null) {
                this.running.add(fork);
            }
            return body;
        }
        finally {
            this.lock.unlock();
        }
    }

    /**
     * Ends a task, which is still to be counted out.
     * @param <U> the type of its result
     * @param fork the task
     * @param value its result
     * @param thrown what it threw, or {@code null}
     * @return the task that gets its place
     */
    <U extends @Nullable Object> @Nullable Fork<?> end(Fork<U> fork, @Nullable U value, @Nullable Throwable thrown) {
        List<Fork<?>> neverBegun = List.of();
        Fork<?> next;
        this.lock.lock();
        try {
            this.running.remove(fork);
            if (thrown == null) {
                fork.succeed(value);
            }
            else if (this.cancellation != null && Failures.isAnswerToCancellation(thrown)) {
                fork.cancel();
            }
            else {
                neverBegun = fail(fork, thrown);
            }
            next = this.places.passOn();
        }
        finally {
            this.lock.unlock();
        }
        neverBegun.forEach(Fork::countOut);
        return next;
    }

    /**
     * Takes a task back that the executor refused while it was forked. It has failed in
     * its group only: the caller of the fork gets the exception.
     * @param fork the task
     * @param thrown what the executor threw
     * @return the task that gets its place
     */
    @Nullable Fork<?> withdraw(Fork<?> fork, Throwable thrown) {
        Fork<?> next;
        this.lock.lock();
        try {
            if (!fork.isNew()) {
                // It did begin: then it was forked, whatever the executor says
                return fork.takeSuccessor();
            }
            fork.fail(thrown);
            this.all.remove(fork);
            next = this.places.passOn();
        }
        finally {
            this.lock.unlock();
        }
        fork.countOut();
        return next;
    }

    /**
     * Ends a task as failed that the executor refused when a place was free for it.
     * @param fork the task
     * @param thrown what the executor threw
     * @return the task that gets its place
     */
    @Nullable Fork<?> refuse(Fork<?> fork, Throwable thrown) {
        List<Fork<?>> neverBegun;
        Fork<?> next;
        this.lock.lock();
        try {
            if (!fork.isNew()) {
                return fork.takeSuccessor();
            }
            neverBegun = fail(fork, thrown);
            next = this.places.passOn();
        }
        finally {
            this.lock.unlock();
        }
        neverBegun.forEach(Fork::countOut);
        fork.countOut();
        return next;
    }

    private List<Fork<?>> fail(Fork<?> fork, Throwable thrown) {
        fork.fail(thrown);
        this.failed.add(fork);
        return this.failFast ? cancelAll(Cancellation.FAILURE) : List.of();
    }

    /**
     * Cancels what has not ended: interrupts what runs, and lets nothing more begin. Only
     * the first call has an effect. Who asks for it is not interrupted, however deep in
     * its task.
     * @param why the reason
     */
    void cancel(Cancellation why) {
        List<Fork<?>> neverBegun;
        this.lock.lock();
        try {
            neverBegun = cancelAll(why);
        }
        finally {
            this.lock.unlock();
        }
        neverBegun.forEach(Fork::countOut);
    }

    private List<Fork<?>> cancelAll(Cancellation why) {
        if (this.cancellation != null || this.sealed) {
            return List.of();
        }
        List<String> unfinishedNow = this.all.stream()
            .filter((fork) -> fork.state() == Subtask.State.UNFINISHED)
            .map(Fork::label)
            .toList();
        if (why == Cancellation.DEADLINE && unfinishedNow.isEmpty()) {
            // The last one has ended in this very moment
            return List.of();
        }
        this.unfinishedAtCancellation = unfinishedNow;
        this.cancellation = why;
        List<Fork<?>> neverBegun = this.all.stream().filter(Fork::isNew).toList();
        neverBegun.forEach(Fork::cancel);
        this.places.clear();
        this.running.stream()
            .filter((fork) -> why != Cancellation.REQUEST || !fork.isRunHere())
            .forEach(Fork::interrupt);
        return neverBegun;
    }

    void countOut() {
        this.unfinished.done();
    }

    /**
     * Waits until all tasks have ended.
     * @param nanos how long; {@link Long#MAX_VALUE} is for ever
     * @return {@code false} if the time was over first
     * @throws InterruptedException if interrupted before or while it waits
     */
    boolean await(long nanos) throws InterruptedException {
        return this.unfinished.await(Duration.ofNanos(nanos));
    }

    /**
     * Admits no task any more, if all have ended: a thread that is neither the owner nor
     * inside a task may have forked since.
     * @return whether all have ended
     */
    boolean seal() {
        this.lock.lock();
        try {
            this.sealed = this.unfinished.count() == 0;
            return this.sealed;
        }
        finally {
            this.lock.unlock();
        }
    }

    @Nullable Cancellation cancellation() {
        return this.cancellation;
    }

    Owner owner() {
        return this.owner;
    }

    boolean isSealed() {
        return this.sealed;
    }

    int size() {
        this.lock.lock();
        try {
            return this.all.size();
        }
        finally {
            this.lock.unlock();
        }
    }

    List<String> unfinishedAtCancellation() {
        this.lock.lock();
        try {
            return this.unfinishedAtCancellation;
        }
        finally {
            this.lock.unlock();
        }
    }

    Fork<?> firstFailed() {
        this.lock.lock();
        try {
            return this.failed.get(0);
        }
        finally {
            this.lock.unlock();
        }
    }

    /**
     * Returns what tasks threw.
     * @return it in order of time
     */
    List<Throwable> failures() {
        this.lock.lock();
        try {
            return this.failed.stream().map(Fork::thrown).toList();
        }
        finally {
            this.lock.unlock();
        }
    }

    /**
     * Returns the results of all tasks, which have succeeded.
     * @return them in fork order
     */
    List<@Nullable Object> results() {
        this.lock.lock();
        try {
            List<@Nullable Object> results = new ArrayList<>(this.all.size());
            this.all.forEach((fork) -> results.add(fork.get()));
            return Collections.unmodifiableList(results);
        }
        finally {
            this.lock.unlock();
        }
    }

    @Override
    public String toString() {
        this.lock.lock();
        try {
            return "JoinPoint[forked=" + this.all.size() + ", unfinished=" + count(Subtask.State.UNFINISHED)
                    + ", succeeded=" + count(Subtask.State.SUCCESS) + ", failed=" + this.failed.size() + ", cancelled="
                    + count(Subtask.State.CANCELLED)
                    + ((this.cancellation != null) ? ", cancelled by " + this.cancellation : "")
                    + (this.sealed ? ", over]" : "]");
        }
        finally {
            this.lock.unlock();
        }
    }

    private long count(Subtask.State state) {
        return this.all.stream().filter((fork) -> fork.state() == state).count();
    }

}
