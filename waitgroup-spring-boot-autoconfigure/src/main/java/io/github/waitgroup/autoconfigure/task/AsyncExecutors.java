// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.task;

import java.lang.reflect.Method;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;

import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;

import org.springframework.aop.interceptor.AsyncExecutionAspectSupport;
import org.springframework.aop.interceptor.AsyncExecutionInterceptor;
import org.springframework.aop.support.AopUtils;
import org.springframework.aot.hint.ExecutableMode;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;
import org.springframework.core.BridgeMethodResolver;
import org.springframework.core.MethodClassKey;
import org.springframework.util.ClassUtils;
import org.springframework.util.ReflectionUtils;

/**
 * Finds the executor of an {@code @Async} method as Spring does, and makes it count its
 * tasks: it need not be a bean. One may come from an {@code AsyncConfigurer}, and the one
 * of last resort Spring makes itself.
 */
class AsyncExecutors {

    private static final Method DETERMINE = Members.method(AsyncExecutionAspectSupport.class, "determineAsyncExecutor",
            Method.class, "find the executors of @Async methods");

    private final ExecutorHooks hooks;

    private final AsyncExecutionInterceptor interceptor;

    private final Map<Object, Route> routes = new ConcurrentHashMap<>();

    AsyncExecutors(ExecutorHooks hooks, AsyncExecutionInterceptor interceptor) {
        this.hooks = hooks;
        this.interceptor = interceptor;
    }

    /**
     * Returns whether the executor of the method counts its tasks.
     * @param invocation the call of the method
     * @return {@code false} if the call has to be counted apart
     */
    boolean count(MethodInvocation invocation) {
        Object target = invocation.getThis();
        Class<?> targetType = (target != null) ? AopUtils.getTargetClass(target) : null;
        Object key = new MethodClassKey(invocation.getMethod(), targetType);
        Route route = this.routes.get(key);
        if (route == null) {
            route = find(BridgeMethodResolver.getMostSpecificMethod(invocation.getMethod(), targetType));
            this.routes.put(key, route);
        }
        // Asked each time, as the application may have set another decorator
        return route.counted() && count(route.executor());
    }

    private Route find(Method method) {
        Executor executor = (Executor) ReflectionUtils.invokeMethod(DETERMINE, this.interceptor, method);
        return new Route(executor, count(executor));
    }

    private boolean count(@Nullable Executor executor) {
        return executor != null && this.hooks.count(executor,
                ClassUtils.getShortName(executor.getClass())) == ExecutorHooks.Outcome.COUNTED;
    }

    private record Route(@Nullable Executor executor, boolean counted) {
    }

    static class Hints implements RuntimeHintsRegistrar {

        @Override
        public void registerHints(RuntimeHints hints, @Nullable ClassLoader classLoader) {
            hints.reflection().registerMethod(DETERMINE, ExecutableMode.INVOKE);
        }

    }

}
