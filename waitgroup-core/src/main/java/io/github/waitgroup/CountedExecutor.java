// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup;

import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;

import org.jspecify.annotations.Nullable;

/**
 * An executor whose tasks are counted from {@code execute} on.
 */
final class CountedExecutor implements Executor {

    private final UnitSource source;

    private final Executor delegate;

    private CountedExecutor(UnitSource source, Executor delegate) {
        this.source = source;
        this.delegate = delegate;
    }

    static Executor of(UnitSource source, Executor delegate) {
        Objects.requireNonNull(delegate, "delegate must not be null");
        return (delegate instanceof ExecutorService service) ? CountedExecutorService.of(source, service)
                : new CountedExecutor(Objects.requireNonNull(source, "units must not be null"), delegate);
    }

    @Override
    public void execute(Runnable task) {
        Objects.requireNonNull(task, "task must not be null");
        Claim handedOn = handedOn(this.source, task);
        if (handedOn != null) {
            handOver(this.delegate, task, handedOn);
        }
        else {
            Claim claim = Claim.submitted(this.source);
            handOver(this.delegate, new CountedRunnable(claim, task), claim);
        }
    }

    /**
     * Returns the claim of a task that comes from another decorator and is counted
     * already. A group, though, counts what it is told to: who asked for two of them gets
     * both.
     * @param source what would count the task
     * @param task the task
     * @return its claim, or {@code null} if it is to be counted here
     */
    static @Nullable Claim handedOn(UnitSource source, Runnable task) {
        if (task instanceof CountedTask counted && !(source instanceof GroupUnits)) {
            Claim claim = counted.claim();
            return (claim != null && !claim.isTaken()) ? claim : null;
        }
        return null;
    }

    static void handOver(Executor delegate, Runnable task, Claim claim) {
        try {
            delegate.execute(task);
        }
        catch (Throwable ex) {
            // Not effective if it comes from the task, run by the caller
            claim.takeBack(true);
            throw ex;
        }
    }

    @Override
    public String toString() {
        return "CountedExecutor[" + this.source + ", delegate=" + this.delegate + "]";
    }

}
