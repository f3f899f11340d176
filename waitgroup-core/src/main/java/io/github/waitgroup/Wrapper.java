// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup;

import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * Counts a task that somebody else hands to whatever runs it: from here until its first
 * run has ended, and each run after that as a unit of its own, because a schedule runs
 * the same object again and again.
 */
final class Wrapper {

    private final GroupUnits units;

    private final Claim claim;

    private Wrapper(WaitGroup group, String label) {
        this.units = new GroupUnits(group, label);
        this.claim = Claim.submitted(this.units);
    }

    static Runnable of(WaitGroup group, String label, Runnable task) {
        Objects.requireNonNull(task, "task must not be null");
        Wrapper wrapper = new Wrapper(group, label);
        return () -> wrapper.unit().run(task);
    }

    static <T extends @Nullable Object> Callable<T> of(WaitGroup group, String label, Callable<T> task) {
        Objects.requireNonNull(task, "task must not be null");
        Wrapper wrapper = new Wrapper(group, label);
        return () -> wrapper.call(task::call);
    }

    static <T extends @Nullable Object> Supplier<T> of(WaitGroup group, String label, Supplier<T> supplier) {
        Objects.requireNonNull(supplier, "supplier must not be null");
        Wrapper wrapper = new Wrapper(group, label);
        return () -> wrapper.call(supplier::get);
    }

    private Registration unit() {
        Registration own = this.claim.takeOrAnother();
        return (own != null) ? own : this.units.submitted();
    }

    // As Registration.run, for work that has a result: where there is none to return
    // because a drain gave the unit up, the caller has to be told
    private <T extends @Nullable Object, X extends Exception> T call(Work<T, X> work) throws X {
        Registration unit = unit();
        Scope scope = enter(unit);
        try {
            return work.call();
        }
        catch (Throwable ex) {
            unit.fail();
            throw ex;
        }
        finally {
            scope.close();
            unit.close();
        }
    }

    private static Scope enter(Registration unit) {
        try {
            return unit.enter();
        }
        catch (IllegalStateException ex) {
            if (unit.state() == Registration.State.ABANDONED) {
                CancellationException cancelled = new CancellationException("A drain gave up " + unit
                        + " while it was queued, and has reported it as lost: it is not run any more");
                cancelled.initCause(ex);
                throw cancelled;
            }
            throw ex;
        }
    }

    /**
     * What is run; {@code X} keeps its checked exceptions as narrow as they are.
     *
     * @param <T> what it returns
     * @param <X> what it throws
     */
    private interface Work<T extends @Nullable Object, X extends Exception> {

        T call() throws X;

    }

}
