// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup;

import java.lang.ref.Reference;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * A synchronizer that lets threads wait until all of a changing number of units of work
 * have ended. It is Go's {@code sync.WaitGroup} under Java's words: {@link #add} counts
 * work in, {@link #done} counts it out, {@link #await()} waits for zero.
 * <p>
 * The count may go up again after it was zero, as often as you like, and also while
 * others wait: each waiter is released by the first transition to zero after it came.
 * Work should be counted in <em>before</em> it is handed to another thread, never by that
 * thread. <pre>{@code
 * WaitGroup group = new WaitGroup("mails");
 * for (Mail mail : mails) {
 *     group.add(1);
 *     executor.execute(() -> {
 *         try {
 *             mail.send();
 *         }
 *         finally {
 *             group.done();
 *         }
 *     });
 * }
 * group.await();
 * }</pre>
 * <p>
 * {@link #register} and {@link #enqueue} count the same way but return a
 * {@link Registration}: a unit with a label, an age and a parent, which monitoring shows
 * and which cannot be counted down twice. Prefer them wherever an operator may ask what
 * is still running; {@link #go} is the shortest way for a task on an executor.
 * <p>
 * After {@link #close()} no new root work is admitted; what a unit in flight registers
 * from its own thread still is, so that work which has begun can end. {@link #reopen()}
 * takes that back.
 * <p>
 * For a fixed number of events, once, use {@link java.util.concurrent.CountDownLatch}; to
 * let the workers wait for each other, {@link java.util.concurrent.Phaser}.
 * <p>
 * <b>Memory consistency effects:</b> actions in a thread prior to calling {@link #done()}
 * or {@link Registration#close()} <i>happen-before</i> actions following a successful
 * return from {@link #await()} in another thread.
 * <p>
 * <b>To close a resource after its last user</b>, each user registers: <pre>{@code
 * Registration use = users.register("Report.print");
 * try {
 *     return report.call();
 * }
 * finally {
 *     use.close();
 * }
 * }</pre> and who closes it lets no new user in, and nobody wait: <pre>{@code
 * users.close();
 * users.completion().thenRun(connection::close);
 * }</pre>
 * <p>
 * <b>To stop workers that a queue feeds</b> without losing what is queued, count each job
 * before it is queued: <pre>{@code
 * Registration unit = jobs.enqueue("Orders.fulfil");
 * queue.add(() -> unit.run(job));
 * }</pre> The workers need not know, but have to survive what a job may throw:
 * <pre>{@code
 * try {
 *     for (;;) {
 *         queue.take().run();
 *     }
 * }
 * catch (InterruptedException ex) {
 *     Thread.currentThread().interrupt();
 * }
 * }</pre> To stop, let no further job in, wait for those that are in, and send away the
 * workers, which then wait at an empty queue: <pre>{@code
 * jobs.close();
 * boolean allDone = jobs.await(Duration.ofSeconds(25));
 * workers.shutdownNow();
 * }</pre>
 * <p>
 * For a job that is split into tasks whose results, failures and end matter, there is
 * {@link JoinPoint}.
 *
 * @since 0.1.0
 */
public final class WaitGroup {

    /**
     * The system property that, if {@code true} at start, switches leak detection on for
     * all groups.
     * @see #leakDetection(boolean)
     */
    public static final String LEAK_DETECTION = "io.github.waitgroup.leakDetection";

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]*");

    private final String name;

    private final Count count;

    private final @Nullable Count total;

    private final LongSupplier clock;

    private final LiveWork work;

    private final LongAdder queued = new LongAdder();

    private final Leaks leaks = new Leaks();

    private final OpenEnds openEnds = new OpenEnds();

    private volatile boolean leakDetection = Boolean.getBoolean(LEAK_DETECTION);

    private volatile @Nullable Supplier<@Nullable String> traces;

    /** Whether work arrives here from outside the process. */
    private volatile boolean ingress;

    // Arrivals of work without a name; registrations are noted where they are listed
    private volatile boolean arrived;

    private volatile long lastArrival;

    /**
     * Creates a group of its own, with nothing in flight. Groups that a process drains at
     * shutdown come from {@link WaitGroupRegistry#group} instead.
     * @param name the name: letters, digits, dots, dashes and underscores
     * @throws IllegalArgumentException if the name is not such a name
     */
    public WaitGroup(String name) {
        this(name, null, System::nanoTime);
    }

    WaitGroup(String name, @Nullable Count total, LongSupplier clock) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("Name of a wait group must be made of letters, digits, '.', '-' and "
                    + "'_', and begin with a letter or digit: '" + name + "'");
        }
        this.name = name;
        this.count = new Count(name);
        this.total = total;
        this.clock = clock;
        this.work = new LiveWork(new Suspects(this), clock);
    }

    /**
     * Returns the name of this group.
     * @return the name
     */
    public String name() {
        return this.name;
    }

    /**
     * Counts {@code n} units in. Each must be met by one {@link #done()}. They are
     * anonymous: should a {@link Drain} give some up, as many calls of {@code done()} are
     * taken for theirs.
     * @param n how many, at least 1
     * @throws IllegalArgumentException if {@code n} is less than 1
     * @throws RejectedExecutionException if this group is closed, and the calling thread
     * works for no unit in flight
     * @throws IllegalStateException if more than {@link Integer#MAX_VALUE} would be in
     * flight
     */
    public void add(int n) {
        if (n < 1) {
            throw new IllegalArgumentException("add(n) needs n of at least 1: " + n + "; to count out, use done()");
        }
        if (refuses()) {
            throw closed("add(" + n + ")");
        }
        if (this.total != null) {
            this.total.add(n, true);
        }
        boolean added = false;
        try {
            added = this.count.add(n, false) || (isDescendant() && this.count.add(n, true));
        }
        finally {
            if (!added && this.total != null) {
                Gate.open(this.total.abandon(0, n));
            }
        }
        if (!added) {
            throw closed("add(" + n + ")");
        }
        noteArrival();
    }

    /**
     * Counts one unit of {@link #add} out.
     * @throws IllegalStateException if it is called more often than was added
     */
    public void done() {
        if (!this.count.done(this.total) && !this.count.forgive()) {
            throw new IllegalStateException("done() called more often than add(): " + this);
        }
        this.openEnds.ended();
    }

    /**
     * Counts an anonymous unit in, until its hold is closed. This is the cheapest way to
     * count: prefer it to {@link #register(String)} for very many, very short units that
     * nobody needs to see one by one, and to {@link #add} wherever a unit might be ended
     * twice.
     * @return the hold on the unit, to be closed when the work has ended
     * @throws RejectedExecutionException if this group is closed, and the calling thread
     * works for no unit in flight
     */
    public Hold hold() {
        if (refuses()) {
            throw closed("hold()");
        }
        // The total first in and last out: it is never zero while a group is not
        if (this.total != null) {
            this.total.enter(true);
        }
        int generation = this.count.hold(false);
        if (generation < 0 && isDescendant()) {
            generation = this.count.hold(true);
        }
        if (generation < 0) {
            Gate.open(leaveTotal());
            throw closed("hold()");
        }
        noteArrival();
        try {
            return new Hold(this, generation);
        }
        catch (Throwable ex) {
            // Out of memory: nobody would ever close it
            release(generation);
            throw ex;
        }
    }

    void release(int generation) {
        this.count.release(generation, this.total);
        this.openEnds.ended();
    }

    private @Nullable Gate leaveTotal() {
        return (this.total != null) ? this.total.leave() : null;
    }

    /**
     * Registers a unit of work that begins now. The calling thread does not work for it
     * until it {@link Registration#enter enters}.
     * @param label what the unit is, for people: a method's name, say, without arguments
     * or other data
     * @return the hold on the unit, to be closed when the work has ended
     * @throws RejectedExecutionException if this group is closed, and the calling thread
     * works for no unit in flight
     */
    public Registration register(String label) {
        return register(label, true);
    }

    /**
     * Registers a unit of work that begins now, with a label that costs something to
     * make.
     * @param label supplies what the unit is, when somebody asks for it: on any thread,
     * perhaps several times, perhaps never
     * @return the hold on the unit, to be closed when the work has ended
     * @throws RejectedExecutionException if this group is closed, and the calling thread
     * works for no unit in flight
     * @see #register(String)
     */
    public Registration register(Supplier<String> label) {
        return register(label, true);
    }

    /**
     * Registers a unit of work that is accepted now and begun later:
     * {@link Registration.State#QUEUED} until a thread {@link Registration#enter enters}
     * it.
     * @param label what the unit is, for people: a method's name, say, without arguments
     * or other data
     * @return the hold on the unit, to be closed when the work has ended
     * @throws RejectedExecutionException if this group is closed, and the calling thread
     * works for no unit in flight
     */
    public Registration enqueue(String label) {
        return register(label, false);
    }

    /**
     * Registers a unit of work that is accepted now and begun later, with a label that
     * costs something to make.
     * @param label supplies what the unit is, when somebody asks for it: on any thread,
     * perhaps several times, perhaps never
     * @return the hold on the unit, to be closed when the work has ended
     * @throws RejectedExecutionException if this group is closed, and the calling thread
     * works for no unit in flight
     * @see #enqueue(String)
     */
    public Registration enqueue(Supplier<String> label) {
        return register(label, false);
    }

    /**
     * Has an executor run a task, and counts it from now until it has ended: well, by an
     * exception, or because the executor refused it. What the task throws is thrown on to
     * the executor. The idea of counting and starting in one call is that of Go's
     * {@code WaitGroup.Go}.
     * @param label what the task is, for people: a method's name, say, without arguments
     * or other data
     * @param executor what runs the task
     * @param task what to run
     * @throws RejectedExecutionException if the executor refuses the task, or if this
     * group is closed and the calling thread works for no unit in flight
     */
    public void go(String label, Executor executor, Runnable task) {
        Objects.requireNonNull(executor, "executor must not be null");
        Objects.requireNonNull(task, "task must not be null");
        Registration unit = enqueue(label);
        try {
            executor.execute(() -> unit.run(task));
        }
        catch (Throwable ex) {
            unit.fail();
            unit.close();
            throw ex;
        }
    }

    /**
     * Runs a task on a thread of its own, named after this group and the label, and
     * counts it from now until it has ended: a virtual thread on JDK 21 and later, before
     * that a daemon platform thread. What the task throws reaches the thread's handler of
     * uncaught exceptions.
     * @param label what the task is, for people: a method's name, say, without arguments
     * or other data
     * @param task what to run
     * @throws RejectedExecutionException if this group is closed and the calling thread
     * works for no unit in flight
     */
    public void go(String label, Runnable task) {
        go(label, new OwnThread(this.name + "/" + label), task);
    }

    /**
     * Counts a task from now until the first run of what is returned has ended. Each
     * further run, of a periodic schedule say, is counted while it lasts, and refused
     * with a {@link RejectedExecutionException} while this group is closed, by which a
     * {@link java.util.concurrent.ScheduledExecutorService} ends the schedule for good:
     * it does not go on after {@link #reopen()}. The unit of a task that is never run
     * stays in flight until it is found as {@linkplain #leakDetection leaked}: prefer
     * {@link #executor} where the task goes to an executor.
     * <p>
     * A run is not made, and returns, if a drain gave the unit up while it was queued.
     * What the task throws is thrown on, and the unit has failed.
     * @param label what the task is, for people: a method's name, say, without arguments
     * or other data
     * @param task what to run
     * @return the task, to be run by any thread
     * @throws RejectedExecutionException if this group is closed and the calling thread
     * works for no unit in flight
     */
    public Runnable wrap(String label, Runnable task) {
        return Wrapper.of(this, label, task);
    }

    /**
     * Does the same as {@link #wrap(String, Runnable)} for a task with a result. If a
     * drain gave the unit up while it was queued, the run throws a
     * {@link CancellationException} instead of returning.
     * @param label what the task is, for people: a method's name, say, without arguments
     * or other data
     * @param task what to run
     * @param <T> the type of the result
     * @return the task, to be run by any thread
     * @throws RejectedExecutionException if this group is closed and the calling thread
     * works for no unit in flight
     */
    public <T extends @Nullable Object> Callable<T> wrap(String label, Callable<T> task) {
        return Wrapper.of(this, label, task);
    }

    /**
     * Does the same as {@link #wrap(String, Callable)} for a supplier. It has a name of
     * its own, as in OpenTelemetry's {@code Context}, so that lambdas are not ambiguous.
     * @param label what the supplier does, for people: a method's name, say, without
     * arguments or other data
     * @param supplier what to run
     * @param <T> the type of the result
     * @return the supplier, to be run by any thread
     * @throws RejectedExecutionException if this group is closed and the calling thread
     * works for no unit in flight
     */
    public <T extends @Nullable Object> Supplier<T> wrapSupplier(String label, Supplier<T> supplier) {
        return Wrapper.of(this, label, supplier);
    }

    /**
     * Counts a stage from now until it completes. It has failed if it completes
     * exceptionally, unless it, or the stage it depends on, was cancelled: that is
     * completed, not failed. The first completion counts; to obtrude another result
     * changes nothing. A stage that never completes stays in flight until a drain gives
     * it up; {@link CompletableFuture#orTimeout} sets a bound.
     * @param label what the stage stands for, for people: a method's name, say, without
     * arguments or other data
     * @param stage what to count
     * @param <S> the type of the stage
     * @return the same stage; it may be seen complete a moment before the unit ends
     * @throws RejectedExecutionException if this group is closed and the calling thread
     * works for no unit in flight
     */
    public <S extends CompletionStage<?>> S track(String label, S stage) {
        return TrackedStage.track(this, label, stage);
    }

    /**
     * Returns an executor that counts each task from {@code execute} until it has ended,
     * or was rejected, which counts as failed. It refuses tasks with a
     * {@link RejectedExecutionException} while this group is closed, as {@link #register}
     * does. An {@link ExecutorService} is decorated as one, whatever its static type.
     * @param label what the tasks are, for people
     * @param delegate what runs the tasks
     * @return the decorator
     */
    public Executor executor(String label, Executor delegate) {
        return CountedExecutor.of(new GroupUnits(this, label), delegate);
    }

    /**
     * Returns an executor service that counts each task from its submission until it has
     * ended or it is known that it never will be run, and otherwise does what the
     * delegate does. It refuses tasks with a {@link RejectedExecutionException} while
     * this group is closed, as {@link #register} does. The idea of decorating a whole
     * executor is that of Guava's {@code MoreExecutors.listeningDecorator}.
     * <p>
     * A task has <em>failed</em> if it throws, whether or not its future keeps that, and
     * if the delegate rejects or drops it. The future of a dropped task is cancelled. A
     * task <em>ends without having failed</em> if its future is cancelled: at once while
     * it is queued, else when the task really has ended; and if {@code shutdownNow} gives
     * it back, as what was given to {@code execute} or as the future. The future, run
     * after that, is counted again, or cancelled if this group is closed. The future of a
     * task that a drain gave up is cancelled when its turn comes.
     * <p>
     * To notice what a {@link java.util.concurrent.ThreadPoolExecutor} drops without an
     * exception, its rejection handler is wrapped, once. The JDK's handlers are known;
     * what one of your own drops without an exception stays in flight until a drain gives
     * it up, because it may have kept the task to run it later: let it cancel the future,
     * or throw. Shut down the decorator, not the delegate. The pool's queue must not
     * order its tasks. Tasks of an {@link java.util.concurrent.ExecutorCompletionService}
     * that are cancelled while queued end when their turn comes. Those of
     * {@link CompletableFuture#supplyAsync} never fail here, because it keeps what they
     * throw: {@link #track} the future, too, to count that. The pool's own queue, hooks
     * and rejection handler see the tasks in the decorator's wrapping: its {@code remove}
     * does not find what was given to {@code execute}, and a future that it has found
     * should be cancelled.
     * @param label what the tasks are, for people
     * @param delegate what runs the tasks
     * @return the decorator
     * @throws IllegalArgumentException if the delegate is a pool with a
     * {@link java.util.concurrent.PriorityBlockingQueue}
     */
    public ExecutorService executor(String label, ExecutorService delegate) {
        return CountedExecutorService.of(new GroupUnits(this, label), delegate);
    }

    /**
     * Returns a scheduled executor service that counts its tasks as
     * {@link #executor(String, ExecutorService)} does, and each run of a schedule: from
     * the moment it falls due until it has ended. A task that waits for its time is not
     * in flight. While this group is closed, runs that fall due are left out: a periodic
     * schedule goes on after {@link #reopen()}, and the future of a delayed task is
     * cancelled. A task scheduled without a delay is counted from its submission.
     * <p>
     * A run that throws has failed, unless its future was cancelled meanwhile, and ends
     * its schedule as the delegate says.
     * @param label what the tasks are, for people
     * @param delegate what runs the tasks
     * @return the decorator
     */
    public ScheduledExecutorService executor(String label, ScheduledExecutorService delegate) {
        return CountedScheduledExecutorService.of(new GroupUnits(this, label), delegate);
    }

    private Registration register(Object label, boolean started) {
        return register(label, started, false);
    }

    /**
     * Registers what was in flight before and is counted only now: a closed group takes
     * it.
     * @param label what it is
     * @return the unit
     */
    Registration registerUncounted(String label) {
        return register(label, true, true);
    }

    private Registration register(Object label, boolean started, boolean anyway) {
        Registration unit = new Registration(this, label, started, Registration.current(), now(),
                this.leakDetection ? new Throwable("registered") : null);
        Supplier<@Nullable String> current = this.traces;
        if (current != null) {
            Extras.ask(current, unit);
        }
        if (!anyway && refuses()) {
            throw closed("register(\"" + Labels.text(label) + "\")");
        }
        // The total first in and last out: it is never zero while a group is not
        if (this.total != null) {
            this.total.enter(true);
        }
        if (!this.count.enter(false) && !((anyway || isDescendant()) && this.count.enter(true))) {
            Gate.open(leaveTotal());
            throw closed("register(\"" + Labels.text(label) + "\")");
        }
        try {
            if (!started) {
                this.queued.increment();
            }
            this.work.add(unit);
        }
        catch (Throwable ex) {
            // Out of memory: nobody would ever close it
            unit.closeUnplaced();
            throw ex;
        }
        return unit;
    }

    /**
     * Returns whether work is refused, before it touches the total: callers that try
     * again and again must not keep it from zero. A close() after this is met by the
     * count itself.
     * @return whether it is closed to the calling thread
     */
    private boolean refuses() {
        return this.count.isClosed() && !isDescendant();
    }

    private boolean isDescendant() {
        Registration current = Registration.current();
        return current != null && current.isInFlight();
    }

    private RejectedExecutionException closed(String call) {
        return new RejectedExecutionException(call + " after close() of " + this
                + ": only work in flight may register more; reopen() admits new work again");
    }

    void started() {
        this.queued.decrement();
    }

    void ended(Registration unit, boolean wasQueued, boolean lost, boolean failed, boolean byOwner) {
        try {
            if (wasQueued) {
                this.queued.decrement();
            }
            if (unit.isOpenEnded()) {
                // Before it is counted out: what is left is never taken for less
                this.openEnds.closed();
            }
            Gate reached = lost ? this.count.abandon(1, 0) : failed ? this.count.leaveFailed() : this.count.leave();
            unit.leavePlace(byOwner);
            Gate last = leaveTotal();
            // At the very end: what waits there may take its time
            this.openEnds.ended();
            Gate.open(last);
            Gate.open(reached);
        }
        finally {
            // Not to be found as leaked while it is on its way out
            Reference.reachabilityFence(unit);
        }
    }

    void leaked(Suspect suspect) {
        WorkSnapshot leak = suspect.snapshot();
        if (suspect.wasQueued()) {
            this.queued.decrement();
        }
        if (suspect.wasOpenEnded()) {
            this.openEnds.closed();
        }
        // Noted before it is counted out: who sees zero knows of it
        long number = this.leaks.add(leak);
        Gate reached = this.count.abandon(1, 0);
        // Not here: who blocks the collector's thread keeps it from finding more
        this.openEnds.ended();
        Gate.openElsewhere(leaveTotal());
        Gate.openElsewhere(reached);
        Leaks.log(leak, number, suspect.site());
    }

    /**
     * Waits until nothing is in flight.
     * <p>
     * If nothing is, this method returns immediately. Otherwise the current thread lies
     * dormant until one of two things happens: the count reaches zero, or some other
     * thread interrupts the current thread.
     * @throws InterruptedException if the current thread is interrupted before or while
     * it waits
     */
    public void await() throws InterruptedException {
        this.count.await(Long.MAX_VALUE, Suspects.AGE, this.work::suspectAll);
    }

    /**
     * Waits until nothing is in flight, or the time is over.
     * <p>
     * If nothing is, this method returns immediately with {@code true}. Otherwise the
     * current thread lies dormant until one of three things happens: the count reaches
     * zero, some other thread interrupts the current thread, or the time is over.
     * @param timeout how long to wait at most; if not positive, not at all
     * @return {@code true} if the count reached zero, {@code false} if the time was over
     * first
     * @throws InterruptedException if the current thread is interrupted before or while
     * it waits
     */
    public boolean await(Duration timeout) throws InterruptedException {
        return this.count.await(Nanos.of(timeout), Suspects.AGE, this.work::suspectAll);
    }

    /**
     * Returns a stage that completes when nothing is in flight, now or the next time. It
     * never fails. What depends on it runs on the thread that counts the last unit out,
     * unless it is told another: use the {@code Async} methods for more than a moment's
     * work. Until it completes this group counts exactly, and so a little slower.
     * @return the stage
     */
    public CompletionStage<@Nullable Void> completion() {
        return this.count.zero().minimalCompletionStage();
    }

    /**
     * Ends the admission of root work: from now on only threads that work for a unit in
     * flight may add or register. Closing again has no effect.
     */
    public void close() {
        this.count.close();
    }

    /**
     * Admits new work again after {@link #close()}.
     */
    public void reopen() {
        this.count.reopen();
    }

    /**
     * Returns whether this group is closed to root work.
     * @return {@code true} between {@link #close()} and {@link #reopen()}
     */
    public boolean isClosed() {
        return this.count.isClosed();
    }

    /**
     * Returns the number of units in flight. It may reflect a transient state and is
     * meant for monitoring, not for synchronization control.
     * @return units and plain adds in flight
     */
    public long count() {
        return this.count.totals().inFlight();
    }

    /**
     * Returns the numbers of this group alone, in constant time however much is in
     * flight. They are meant for monitoring, not for synchronization control.
     * @return the numbers, which belong together
     * @see #snapshot(int)
     */
    public WaitGroupTotals totals() {
        return this.count.totals();
    }

    /**
     * Returns the age of the oldest unit in flight that has an end of its own: what is
     * older than work should ever be is stuck. Streams and sessions are left out, which
     * are old by right. It takes a look at each unit in flight, some nanoseconds each,
     * and memory for none.
     * @return the age, or {@code null} if there is no such unit; plain {@link #add adds}
     * have no age
     * @see Registration#openEnded(Runnable)
     * @see WaitGroupSnapshot#oldestAge()
     */
    public @Nullable Duration oldestBoundedAge() {
        Registration oldest = this.work.oldestBounded();
        return (oldest != null) ? oldest.age() : null;
    }

    /**
     * Switches leak detection on or off. A registration that nobody can close any more
     * because it was garbage-collected is found in any case, once it was seen to be some
     * seconds old, by a snapshot, by a thread that registers, or while one waits: it is
     * logged by its label, counted as leaked and waited for no longer. With leak
     * detection the log also says where it was registered. That takes a stack trace for
     * each registration, some microseconds.
     * @param on whether to remember where each unit to come is registered
     */
    public void leakDetection(boolean on) {
        this.leakDetection = on;
    }

    /**
     * Returns the numbers of this group and its oldest units in flight, without stacks.
     * The snapshot may reflect transient states and is meant for monitoring, not for
     * synchronization control. It never delays those who register.
     * @param limit how many units to list at most; 0 for the numbers only
     * @return the snapshot
     * @throws IllegalArgumentException if the limit is negative
     */
    public WaitGroupSnapshot snapshot(int limit) {
        return snapshot(limit, false);
    }

    /**
     * Returns the numbers of this group and its oldest units in flight.
     * @param limit how many units to list at most; 0 for the numbers only
     * @param stacks whether to say what the thread of each listed unit is doing, which
     * stops that thread for a moment
     * @return the snapshot
     * @throws IllegalArgumentException if the limit is negative
     * @see #snapshot(int)
     */
    public WaitGroupSnapshot snapshot(int limit, boolean stacks) {
        if (limit < 0) {
            throw new IllegalArgumentException("limit must not be negative: " + limit);
        }
        long leaked = this.leaks.number();
        long queuedNow = this.queued.sum();
        WaitGroupTotals totals = this.count.totals();
        List<Registration> oldest = this.work.oldest(Math.max(1, limit));
        Duration oldestAge = oldest.isEmpty() ? null : oldest.get(0).age();
        List<WorkSnapshot> listed = oldest.stream().limit(limit).map((unit) -> unit.snapshot(stacks)).toList();
        return new WaitGroupSnapshot(this.name, totals.inFlight(), Math.max(0, Math.min(queuedNow, totals.inFlight())),
                totals.completed(), totals.failed(), totals.abandoned(), Math.min(leaked, totals.abandoned()),
                oldestAge, listed);
    }

    @Override
    public String toString() {
        WaitGroupTotals totals = this.count.totals();
        return "WaitGroup[" + this.name + ", count=" + totals.inFlight() + ", completed=" + totals.completed()
                + ", abandoned=" + totals.abandoned() + (isClosed() ? ", closed]" : "]");
    }

    CompletableFuture<@Nullable Void> zero() {
        return this.count.zero();
    }

    void suspectAll() {
        this.work.suspectAll();
    }

    Leaks leaks() {
        return this.leaks;
    }

    List<Registration> oldest(int limit) {
        return this.work.oldest(limit);
    }

    List<Registration> inFlight() {
        return this.work.all();
    }

    /**
     * Gives up what is in flight without a name: plain adds and holds. The end of each,
     * should it still come, is no misuse then.
     * @return how many were given up
     */
    long abandonAnonymous() {
        return this.count.abandonAnonymous(this.total);
    }

    long now() {
        return this.clock.getAsLong();
    }

    /**
     * Says that just now something was exchanged with the outside that is no unit: an
     * event of a stream that goes on, say, or a refusal. The quiet period of a drain
     * begins anew. It is of no consequence if work does not arrive here from outside.
     * @see WaitGroupRegistry#ingress(String)
     */
    public void touch() {
        noteArrival();
    }

    boolean isCountedIn(Count total) {
        return this.total == total;
    }

    OpenEnds openEnds() {
        return this.openEnds;
    }

    /**
     * Returns whether anything is in flight that has an end of its own.
     * @return whether a quiet period has to wait
     */
    boolean isBusy() {
        return this.openEnds.isLessThan(this);
    }

    // Those to come, too
    int endOpenEnded() {
        this.openEnds.ending(true);
        int asked = 0;
        for (Registration unit : inFlight()) {
            if (unit.askToEnd()) {
                asked++;
            }
        }
        return asked;
    }

    void traces(@Nullable Supplier<@Nullable String> current) {
        this.traces = current;
    }

    void becomeIngress() {
        this.ingress = true;
    }

    boolean isIngress() {
        return this.ingress;
    }

    /**
     * Returns the time since work last arrived from outside.
     * @return the nanoseconds, or the most there are if none ever did
     */
    long sinceArrival() {
        return Math.min(this.work.sinceArrival(), this.arrived ? now() - this.lastArrival : Long.MAX_VALUE);
    }

    private void noteArrival() {
        if (this.ingress) {
            this.lastArrival = now();
            this.arrived = true;
        }
    }

}
