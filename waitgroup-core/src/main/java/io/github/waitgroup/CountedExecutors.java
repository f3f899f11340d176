// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup;

import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;

/**
 * Executors that count each task from its submission until it has ended or it is known
 * that it never will be run, as those of {@link WaitGroup#executor} do, but with units
 * that a {@link UnitSource} provides.
 * <p>
 * Nothing is counted twice where that can be seen: an executor that is counted already is
 * returned as it is, and a task that reaches a decorator as another decorator has handed
 * it on keeps the unit that it has.
 *
 * @since 0.1.0
 */
public final class CountedExecutors {

    private CountedExecutors() {
    }

    /**
     * Returns an executor that counts each task from {@code execute} on. An
     * {@link ExecutorService} or {@link ScheduledExecutorService} is decorated as one,
     * whatever its static type.
     * @param units what counts the tasks
     * @param delegate what runs the tasks
     * @return the decorator, or the delegate if it is one
     * @throws IllegalArgumentException if the delegate is a pool with a
     * {@link java.util.concurrent.PriorityBlockingQueue}
     */
    public static Executor of(UnitSource units, Executor delegate) {
        return isCounted(delegate) ? delegate : CountedExecutor.of(units, delegate);
    }

    /**
     * Returns an executor service that counts each task from its submission on. A
     * {@link ScheduledExecutorService} is decorated as one, whatever its static type.
     * @param units what counts the tasks
     * @param delegate what runs the tasks
     * @return the decorator, or the delegate if it is one
     * @throws IllegalArgumentException if the delegate is a pool with a
     * {@link java.util.concurrent.PriorityBlockingQueue}
     * @see WaitGroup#executor(String, ExecutorService)
     */
    public static ExecutorService of(UnitSource units, ExecutorService delegate) {
        return isCounted(delegate) ? delegate : CountedExecutorService.of(units, delegate);
    }

    /**
     * Returns a scheduled executor service that counts each task from its submission on,
     * and each run of a schedule.
     * @param units what counts the tasks
     * @param delegate what runs the tasks
     * @return the decorator, or the delegate if it is one
     * @see WaitGroup#executor(String, ScheduledExecutorService)
     */
    public static ScheduledExecutorService of(UnitSource units, ScheduledExecutorService delegate) {
        return isCounted(delegate) ? delegate : CountedScheduledExecutorService.of(units, delegate);
    }

    /**
     * Returns whether an executor counts its tasks already, by this class or by
     * {@link WaitGroup#executor}.
     * @param executor any executor
     * @return whether it is such a decorator
     */
    public static boolean isCounted(Executor executor) {
        return executor instanceof CountedExecutor || executor instanceof CountedExecutorService;
    }

}
