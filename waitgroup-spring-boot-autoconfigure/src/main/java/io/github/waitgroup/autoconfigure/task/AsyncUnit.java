// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.task;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;

import io.github.waitgroup.Registration;
import io.github.waitgroup.Scope;
import org.aopalliance.intercept.MethodInterceptor;
import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;

import org.springframework.aop.ProxyMethodInvocation;
import org.springframework.core.task.TaskRejectedException;

/**
 * The unit of a call of an {@code @Async} method whose executor counts nothing: made by
 * the caller, and passed to the thread that runs the method in the invocation itself.
 */
final class AsyncUnit {

    private static final String ATTRIBUTE = AsyncUnit.class.getName();

    private final Claim claim;

    private final TaskUnits units;

    private final String label;

    private AsyncUnit(Claim claim, TaskUnits units, String label) {
        this.claim = claim;
        this.units = units;
        this.label = label;
    }

    static AsyncUnit begin(ProxyMethodInvocation invocation, TaskUnits units, String label) {
        Claim claim;
        try {
            claim = new Claim(units.enqueue(label));
        }
        catch (RejectedExecutionException ex) {
            throw new TaskRejectedException("Did not hand over " + label + ": " + ex.getMessage(), ex);
        }
        AsyncUnit unit = new AsyncUnit(claim, units, label);
        invocation.setUserAttribute(ATTRIBUTE, unit);
        return unit;
    }

    static @Nullable AsyncUnit of(MethodInvocation invocation) {
        return (invocation instanceof ProxyMethodInvocation call
                && call.getUserAttribute(ATTRIBUTE) instanceof AsyncUnit unit) ? unit : null;
    }

    Claim claim() {
        return this.claim;
    }

    /**
     * Takes what the caller gets in place of the method's result. Once that is complete,
     * by cancellation say, the method is not begun any more.
     * @param result a future, if the method promises one
     * @return what the caller gets
     */
    @Nullable Object promised(@Nullable Object result) {
        if (result instanceof CompletableFuture<?> future) {
            CompletableFuture<?> unused = future.whenComplete((value, ex) -> this.claim.drop(false));
        }
        Object watched = result;
        if (!(result instanceof CompletableFuture) && result instanceof Future<?> future && !this.claim.isTaken()) {
            watched = new CancelWatch<>(future, this.claim);
        }
        return watched;
    }

    /**
     * Runs the method as this unit, unless the executor counts it after all.
     * @param invocation the method
     * @param method runs it
     * @return its result
     * @throws Throwable what it throws
     */
    @Nullable Object run(MethodInvocation invocation, MethodInterceptor method) throws Throwable {
        if (this.claim.isMoved()) {
            return method.invoke(invocation);
        }
        Registration taken = this.claim.begin();
        Registration own = (taken != null) ? taken : this.units.enqueue(this.label);
        Scope scope = enter(own);
        try {
            return method.invoke(invocation);
        }
        catch (Throwable ex) {
            own.fail();
            throw ex;
        }
        finally {
            scope.close();
            own.close();
        }
    }

    private Scope enter(Registration own) {
        try {
            return own.enter();
        }
        catch (IllegalStateException ex) {
            CancellationException cancelled = new CancellationException("A drain gave up " + this.label
                    + " while it was queued, and has reported it as lost: it is not run any more");
            cancelled.initCause(ex);
            throw cancelled;
        }
    }

}
