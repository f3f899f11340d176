// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.inflight;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;

import io.github.waitgroup.Registration;
import io.github.waitgroup.Scope;
import io.github.waitgroup.WaitGroup;
import org.aopalliance.intercept.MethodInterceptor;
import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;

import org.springframework.util.ClassUtils;
import org.springframework.util.function.SingletonSupplier;

/**
 * Counts a call from before it until it has returned or thrown, or until what it promised
 * has come.
 */
class InFlightMethodAdvice implements MethodInterceptor {

    private static final boolean REACTOR = ClassUtils.isPresent("reactor.core.publisher.Flux",
            InFlightMethodAdvice.class.getClassLoader());

    private final SingletonSupplier<WaitGroup> group;

    private final InFlightLabels labels = new InFlightLabels();

    private final @Nullable InFlightPublishers publishers = REACTOR ? new InFlightPublishers() : null;

    InFlightMethodAdvice(SingletonSupplier<WaitGroup> group) {
        this.group = group;
    }

    @Override
    public @Nullable Object invoke(MethodInvocation invocation) throws Throwable {
        String label = this.labels.of(invocation);
        Registration unit = register(label);
        Scope scope = enter(unit);
        boolean promised = false;
        try {
            Object result = invocation.proceed();
            if (result instanceof CompletionStage<?> stage) {
                stage.whenComplete((value, ex) -> end(unit, ex));
                promised = true;
            }
            else if (this.publishers != null && result != null) {
                return this.publishers.count(result, invocation.getMethod(), () -> register(label));
            }
            return result;
        }
        catch (Throwable ex) {
            unit.fail();
            throw ex;
        }
        finally {
            if (scope != null) {
                scope.close();
            }
            if (!promised) {
                unit.close();
            }
        }
    }

    private Registration register(String label) {
        try {
            return this.group.obtain().register(label);
        }
        catch (RejectedExecutionException ex) {
            throw new RejectedExecutionException("@InFlight method " + label + " is refused, because group '"
                    + this.group.obtain().name() + "' is closed and the caller works for nothing in flight: "
                    + "while draining, waitgroup.shutdown.admission=all would admit it", ex);
        }
    }

    private static @Nullable Scope enter(Registration unit) {
        try {
            return unit.enter();
        }
        catch (IllegalStateException ex) {
            // Given up by a drain just now, but it may still succeed
            return null;
        }
    }

    private static void end(Registration unit, @Nullable Throwable ex) {
        if (ex != null && !isCancellation(ex)) {
            unit.fail();
        }
        unit.close();
    }

    // Of a stage that was cancelled, or that depends on one that was
    private static boolean isCancellation(Throwable ex) {
        return ex instanceof CancellationException
                || (ex instanceof CompletionException && ex.getCause() instanceof CancellationException);
    }

}
