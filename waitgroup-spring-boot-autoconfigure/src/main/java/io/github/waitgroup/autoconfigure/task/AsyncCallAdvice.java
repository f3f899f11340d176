// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.task;

import java.util.concurrent.RejectedExecutionException;

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
            return invocation.proceed();
        }
        catch (RejectedExecutionException ex) {
            // Not every executor tells anybody but the caller
            call.rejected();
            throw ex;
        }
        finally {
            call.end();
        }
    }

}
