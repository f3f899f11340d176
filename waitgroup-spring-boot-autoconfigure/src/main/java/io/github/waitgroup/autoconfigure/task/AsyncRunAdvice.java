// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.task;

import io.github.waitgroup.Registration;
import org.aopalliance.intercept.MethodInterceptor;
import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;

/**
 * On the thread that runs the method: notes that it failed, before Spring hands what was
 * thrown to a handler, where nobody sees it.
 */
class AsyncRunAdvice implements MethodInterceptor {

    @Override
    public @Nullable Object invoke(MethodInvocation invocation) throws Throwable {
        try {
            return invocation.proceed();
        }
        catch (Throwable ex) {
            Registration unit = Registration.current();
            // Where the executor is no counted one, the current unit is somebody else's
            if (unit != null && unit.label().equals(MethodLabels.of(invocation))) {
                unit.fail();
            }
            throw ex;
        }
    }

}
