// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

import org.jspecify.annotations.Nullable;

/**
 * The place where a job that was split into tasks comes together again: forks tasks on an
 * executor, waits for all of them, and has either all results or everything that went
 * wrong. When {@link #close()} has returned, none of the tasks runs any more, and none
 * will. <pre>{@code
 * try (JoinPoint<Long> prices = JoinPoint.<Long>on(executor)
 *     .failFast()
 *     .deadline(Duration.ofSeconds(2))
 *     .concurrency(8)
 *     .open()) {
 *     for (Shop shop : shops) {
 *         prices.fork(shop.name(), () -> shop.price(item));
 *     }
 *     return prices.join();
 * }
 * }</pre>
 *
 * <h2>Who may call what</h2> The thread that opened a join point owns it: only the owner
 * may {@link #join()} and {@link #close()}. The owner forks before it joins, and tasks
 * may fork further tasks while they run, which keeps the join waiting. Other threads may
 * fork, too, but race with the end of the join. {@link #cancel()} and the questions are
 * for everybody. Join points may be nested: a task may open one of its own.
 *
 * <h2>Failures</h2> A task fails by whatever it throws. Nothing of that is lost:
 * <ul>
 * <li>{@code join()} throws a {@link JoinException}. Its cause is what the first failed
 * task threw, in order of time; what the others threw is suppressed in it.</li>
 * <li>If an {@link Error} is among it, the first such is thrown itself, with all the rest
 * suppressed.</li>
 * <li>If {@code join()} was interrupted, what failed is suppressed in its
 * {@link InterruptedException}.</li>
 * <li>If nobody joined, {@code close()} throws it.</li>
 * <li>{@link #failures()} lists it in any case, even where suppression is not enabled.
 * </li>
 * </ul>
 * By default all tasks are run to their end, whatever happens to one of them. With
 * {@link JoinPointBuilder#failFast() fail-fast} the first failure cancels the others.
 *
 * <h2>Cancellation</h2> A join point is cancelled by a failure if it is to fail fast, by
 * its deadline, by {@link #cancel()}, or by {@link #close()} before the join. What the
 * executor has not begun then never begins, and does not keep anybody waiting. The
 * threads of what runs are interrupted, once, and only while they are inside their task.
 * A task that computes asks {@link #isCancelled()} or {@link Thread#isInterrupted()}; one
 * that ignores both is waited for. What is forked later is not run, without an exception:
 * the outcome of the join tells. If a cancelled task throws {@link InterruptedException},
 * {@link java.nio.channels.ClosedByInterruptException} or {@link CancellationException}
 * with nothing suppressed in it, that is taken as its answer, not as a failure. What
 * {@link #close()} of a join point inside that task throws because the interrupt came
 * before the join does not count as suppressed, unless tasks in there failed.
 *
 * <h2>Executors</h2> Any executor will do, also one that runs tasks in the calling
 * thread. One that refuses a task by an exception makes {@code fork} throw that. One that
 * drops a task silently, as all do at {@code shutdownNow}, lets the join wait until the
 * deadline: give one in this case. A task that opens a join point of its own keeps its
 * thread while it joins: the executor must have another one for the tasks inside, as a
 * {@link java.util.concurrent.ForkJoinPool} always has and a fixed pool has not.
 *
 * <h2>Memory</h2> A join point keeps every task that was forked, with its label and its
 * result or failure, until it is garbage itself: about 140 bytes each, with a small
 * result. It is for a bounded number of tasks. For a stream without an end count the work
 * in a {@link WaitGroup}, or open a join point for each batch.
 *
 * <h2>Uses</h2> Parallel processing of chunks, each a task; what one throws stops the
 * others: <pre>{@code
 * try (JoinPoint<Long> sums = JoinPoint.<Long>on(executor).failFast().open()) {
 *     for (int i = 0; i < numbers.length; i += size) {
 *         int begin = i;
 *         int end = Math.min(begin + size, numbers.length);
 *         sums.fork(() -> Arrays.stream(numbers, begin, end).asLongStream().sum());
 *     }
 *     return sums.join().stream().mapToLong(Long::longValue).sum();
 * }
 * }</pre>
 * <p>
 * A pipeline of stages, each a task, with a queue between one and the next. Where a stage
 * fails the others must not wait at a full or an empty queue for ever: failing fast
 * interrupts them. A limit on concurrency has to have a place for every stage.
 * <pre>{@code
 * BlockingQueue<String> lines = new ArrayBlockingQueue<>(10);
 * BlockingQueue<Integer> numbers = new ArrayBlockingQueue<>(10);
 * try (JoinPoint<Object> stages = JoinPoint.on(executor).failFast().open()) {
 *     stages.fork("read", () -> {
 *         for (String line : source) {
 *             lines.put(line);
 *         }
 *         lines.put(lastLine);
 *         return source.size();
 *     });
 *     stages.fork("parse", () -> {
 *         String line = lines.take();
 *         while (!line.equals(lastLine)) {
 *             numbers.put(Integer.valueOf(line));
 *             line = lines.take();
 *         }
 *         numbers.put(lastNumber);
 *         return line;
 *     });
 *     Subtask<Integer> sum = stages.fork("sum", () -> {
 *         int result = 0;
 *         Integer number = numbers.take();
 *         while (!number.equals(lastNumber)) {
 *             result += number;
 *             number = numbers.take();
 *         }
 *         return result;
 *     });
 *     stages.join();
 *     return sum.get();
 * }
 * }</pre>
 * <p>
 * To close a resource after its last user, and to stop workers that a queue feeds, see
 * {@link WaitGroup}.
 *
 * <h2>Memory consistency effects</h2> Actions in a thread prior to {@code fork}
 * <i>happen-before</i> the actions of the task, which <i>happen-before</i> actions
 * following the end of {@link #join()}, unless interrupted, or of {@link #close()}.
 * <p>
 * The models are the JDK's {@code StructuredTaskScope}, Go's {@code errgroup} and
 * Sourcegraph's {@code conc}; this one needs neither virtual threads nor preview
 * features. It waits by means of a {@link WaitGroup}.
 *
 * @param <T> the type of the results
 * @since 0.1.0
 */
public final class JoinPoint<T extends @Nullable Object> implements AutoCloseable {

    private final Forks forks;

    private final Handover handover;

    private final @Nullable Duration deadline;

    private final long opened = System.nanoTime();

    private @Nullable InterruptedException interruption;

    private boolean joined;

    private boolean closed;

    JoinPoint(Executor executor, Forks forks, @Nullable Duration deadline) {
        this.forks = forks;
        this.handover = new Handover(forks, executor);
        this.deadline = deadline;
    }

    /**
     * Begins to describe a join point.
     * @param <T> the type of the results
     * @param executor what runs the tasks
     * @return what takes the rest of the description, and opens it
     */
    public static <T extends @Nullable Object> JoinPointBuilder<T> on(Executor executor) {
        return new JoinPointBuilder<>(executor);
    }

    /**
     * Hands a task to the executor, or keeps it until there is a place for it. Never
     * waits. The label of the task is its number.
     * @param <U> the type of its result
     * @param task what to run
     * @return the task, to ask for its own result after the join
     * @throws RejectedExecutionException if the executor refuses the task: it has not
     * been forked then; or if the group of the join point is closed
     * @throws IllegalStateException if the join point is over
     * @see #fork(String, Callable)
     */
    public <U extends T> Subtask<U> fork(Callable<? extends U> task) {
        return begin(null, task);
    }

    /**
     * Hands a task without a result to the executor, or keeps it until there is a place
     * for it. Among the results it stands as {@code null}.
     * @param task what to run
     * @return the task
     * @throws RejectedExecutionException if the executor refuses the task: it has not
     * been forked then; or if the group of the join point is closed
     * @throws IllegalStateException if the join point is over
     * @see #fork(String, Callable)
     */
    public Subtask<?> fork(Runnable task) {
        return begin(null, callable(task));
    }

    /**
     * Hands a task to the executor, or keeps it until there is a place for it. Never
     * waits. If this join point is cancelled the task is not run, and is
     * {@link Subtask.State#CANCELLED} from the beginning. Whatever else the executor
     * throws is thrown on, too.
     * @param <U> the type of its result
     * @param label what the task is, for people: without arguments or other data
     * @param task what to run
     * @return the task, to ask for its own result after the join
     * @throws RejectedExecutionException if the executor refuses the task: it has not
     * been forked then; or if the group of the join point is closed
     * @throws IllegalStateException if the join point is over
     */
    public <U extends T> Subtask<U> fork(String label, Callable<? extends U> task) {
        return begin(Objects.requireNonNull(label, "label must not be null"), task);
    }

    /**
     * Hands a task without a result to the executor, or keeps it until there is a place
     * for it. Among the results it stands as {@code null}.
     * @param label what the task is, for people: without arguments or other data
     * @param task what to run
     * @return the task
     * @throws RejectedExecutionException if the executor refuses the task: it has not
     * been forked then; or if the group of the join point is closed
     * @throws IllegalStateException if the join point is over
     * @see #fork(String, Callable)
     */
    public Subtask<?> fork(String label, Runnable task) {
        return begin(Objects.requireNonNull(label, "label must not be null"), callable(task));
    }

    private static Callable<@Nullable Object> callable(Runnable task) {
        Objects.requireNonNull(task, "task must not be null");
        return () -> {
            task.run();
            return null;
        };
    }

    private <U extends @Nullable Object> Subtask<U> begin(@Nullable String label, Callable<? extends U> task) {
        Objects.requireNonNull(task, "task must not be null");
        Fork<U> fork = this.forks.add(label, task, this.handover);
        if (this.forks.takePlace(fork)) {
            this.handover.begin(fork);
        }
        return fork;
    }

    /**
     * Waits until all tasks have ended, and returns their results. If the deadline is
     * over, or this join point is cancelled, it waits for the tasks to end all the same.
     * @return the results in fork order, unmodifiable
     * @throws JoinException if tasks failed; a {@link JoinTimeoutException} if the
     * deadline was over first
     * @throws CancellationException if {@link #cancel()} was called before. Its cause and
     * what is suppressed in it are those of a {@link JoinException}
     * @throws InterruptedException if the current thread is interrupted before or while
     * it waits. The tasks go on: join again, or close, which cancels them
     * @throws IllegalStateException if the current thread is not the owner or is inside a
     * task, or if the join is over
     */
    @SuppressWarnings("unchecked") // fork takes nothing else in
    public List<T> join() throws JoinException, InterruptedException {
        this.forks.owner().require("join()", this.forks);
        if (this.joined || this.closed) {
            throw new IllegalStateException(
                    "join() after " + (this.closed ? "close()" : "join()") + " of " + this + ": join once");
        }
        try {
            awaitAll();
        }
        catch (InterruptedException ex) {
            this.interruption = ex;
            throw ex;
        }
        this.interruption = null;
        this.joined = true;
        return (List<T>) new JoinOutcome(this.forks, this.deadline).ofJoin();
    }

    private void awaitAll() throws InterruptedException {
        boolean inTime = true;
        do {
            inTime = inTime && this.forks.await(remaining());
            if (!inTime) {
                this.forks.cancel(Cancellation.DEADLINE);
                this.forks.await(Long.MAX_VALUE);
            }
        }
        while (!this.forks.seal());
    }

    private long remaining() {
        // Once cancelled there is nothing left for the deadline to do
        return (this.deadline != null && !isCancelled())
                ? Math.max(0, Nanos.of(this.deadline) - (System.nanoTime() - this.opened)) : Long.MAX_VALUE;
    }

    /**
     * Cancels the tasks that have not ended, unless this join point is cancelled already
     * or over. A task that calls this is not interrupted itself. Does not wait.
     */
    public void cancel() {
        this.forks.cancel(Cancellation.REQUEST);
    }

    /**
     * Returns whether the tasks are to end as soon as they can, for tasks that compute
     * for long.
     * @return whether this join point is cancelled, for whatever reason
     */
    public boolean isCancelled() {
        return this.forks.cancellation() != null;
    }

    /**
     * Returns what tasks threw so far.
     * @return the exceptions and errors in order of time, an unmodifiable copy
     */
    public List<Throwable> failures() {
        return this.forks.failures();
    }

    /**
     * Ends this join point: cancels what has not ended if it was not joined, and waits
     * until no task runs any more, even if the current thread is interrupted; its
     * interrupt status is kept. Closing again has no effect.
     * @throws IllegalStateException if tasks were forked and nobody joined or cancelled
     * them, or if they were cancelled and some failed: the first failure is the cause. It
     * is thrown when the tasks have ended. An {@link Error} of a task is thrown itself.
     * Also thrown if the current thread is not the owner or is inside a task, which has
     * no effect
     */
    @Override
    public void close() {
        this.forks.owner().require("close()", this.forks);
        if (this.closed) {
            return;
        }
        if (this.joined) {
            this.closed = true;
            return;
        }
        boolean cancelledBefore = isCancelled();
        this.forks.cancel(Cancellation.CLOSE);
        awaitAllUninterruptibly();
        this.closed = true;
        JoinOutcome outcome = new JoinOutcome(this.forks, this.deadline);
        if (this.interruption != null) {
            outcome.ofCloseAfter(this.interruption);
        }
        else {
            outcome.ofCloseWithoutJoin(cancelledBefore);
        }
    }

    private void awaitAllUninterruptibly() {
        boolean interrupted = false;
        for (;;) {
            try {
                awaitAll();
                break;
            }
            catch (InterruptedException ex) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * Returns in numbers where the tasks stand, for people.
     * @return the numbers of tasks, and why they were cancelled, if they were
     */
    @Override
    public String toString() {
        return this.forks.toString();
    }

}
