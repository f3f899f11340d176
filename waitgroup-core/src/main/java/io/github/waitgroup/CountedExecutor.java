// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup;

import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;

/**
 * An executor whose tasks are counted from {@code execute} on.
 */
final class CountedExecutor implements Executor {

    private final WaitGroup group;

    private final String label;

    private final Executor delegate;

    private CountedExecutor(WaitGroup group, String label, Executor delegate) {
        this.group = group;
        this.label = label;
        this.delegate = delegate;
    }

    static Executor of(WaitGroup group, String label, Executor delegate) {
        Objects.requireNonNull(label, "label must not be null");
        Objects.requireNonNull(delegate, "delegate must not be null");
        return (delegate instanceof ExecutorService service) ? CountedExecutorService.of(group, label, service)
                : new CountedExecutor(group, label, delegate);
    }

    @Override
    public void execute(Runnable task) {
        Objects.requireNonNull(task, "task must not be null");
        Claim claim = new Claim(this.group, this.label);
        handOver(this.delegate, new CountedRunnable(claim, task), claim);
    }

    static void handOver(Executor delegate, CountedTask task, Claim claim) {
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
        return "CountedExecutor[group=" + this.group.name() + ", label=" + this.label + ", delegate=" + this.delegate
                + "]";
    }

}
