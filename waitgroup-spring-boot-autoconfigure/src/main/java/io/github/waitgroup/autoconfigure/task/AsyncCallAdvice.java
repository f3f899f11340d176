// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.task;

import org.aopalliance.intercept.MethodInterceptor;
import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;

import org.springframework.aop.ProxyMethodInvocation;

/**
 * On the caller's thread: names the task that is about to be submitted, and counts it
 * where the executor does not.
 */
class AsyncCallAdvice implements MethodInterceptor {

    private final AsyncExecutors executors;

    private final TaskUnits units;

    AsyncCallAdvice(AsyncExecutors executors, TaskUnits units) {
        this.executors = executors;
        this.units = units;
    }

    @Override
    public @Nullable Object invoke(MethodInvocation invocation) throws Throwable {
        String label = MethodLabels.of(invocation);
        if (!this.executors.count(invocation) && invocation instanceof ProxyMethodInvocation call) {
            AsyncUnit unit = AsyncUnit.begin(call, this.units, label);
            return unit.promised(proceed(invocation, AsyncCall.begin(label, unit.claim())));
        }
        return proceed(invocation, AsyncCall.begin(label, null));
    }

    private static @Nullable Object proceed(MethodInvocation invocation, AsyncCall call) throws Throwable {
        try {
            Object result = invocation.proceed();
            call.returned(result);
            return result;
        }
        catch (Throwable ex) {
            // The task was refused, or its thread could not be started: not every
            // executor tells anybody but the caller
            call.rejected();
            throw ex;
        }
        finally {
            call.end();
        }
    }

}
