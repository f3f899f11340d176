// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.task;

import org.aopalliance.intercept.MethodInterceptor;
import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;

/**
 * On the caller's thread: names the task that is about to be submitted.
 */
class AsyncCallAdvice implements MethodInterceptor {

    @Override
    public @Nullable Object invoke(MethodInvocation invocation) throws Throwable {
        AsyncCall call = AsyncCall.begin(MethodLabels.of(invocation));
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
