// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.task;

import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

import io.github.waitgroup.Registration;
import org.aopalliance.intercept.MethodInterceptor;
import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;

/**
 * On the thread that runs the method: begins and ends its unit if the executor does not,
 * and notes that it failed, before Spring hands what was thrown to a handler or to a
 * future, where nobody sees it.
 */
class AsyncRunAdvice implements MethodInterceptor {

    @Override
    public @Nullable Object invoke(MethodInvocation invocation) throws Throwable {
        AsyncUnit unit = AsyncUnit.of(invocation);
        return (unit != null) ? unit.run(invocation, AsyncRunAdvice::proceed) : proceed(invocation);
    }

    private static @Nullable Object proceed(MethodInvocation invocation) throws Throwable {
        try {
            Object result = invocation.proceed();
            if (result instanceof Future<?> future && hasFailed(future)) {
                fail(invocation);
            }
            return result;
        }
        catch (Throwable ex) {
            fail(invocation);
            throw ex;
        }
    }

    // Spring waits for the future next, on this thread: the method ends with it
    private static boolean hasFailed(Future<?> future) {
        try {
            future.get();
            return false;
        }
        catch (InterruptedException ex) {
            Thread.currentThread().interrupt();
            return true;
        }
        catch (ExecutionException | CancellationException ex) {
            return true;
        }
    }

    private static void fail(MethodInvocation invocation) {
        Registration unit = Registration.current();
        // Where the executor is no counted one, the current unit is somebody else's
        if (unit != null && unit.label().equals(MethodLabels.of(invocation))) {
            unit.fail();
        }
    }

}
