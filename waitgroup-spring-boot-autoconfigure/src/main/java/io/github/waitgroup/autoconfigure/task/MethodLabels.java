// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.task;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.aopalliance.intercept.MethodInvocation;

import org.springframework.aop.support.AopUtils;
import org.springframework.util.ClassUtils;

/**
 * Names of methods as people know them: {@code OrderService.fulfil}.
 */
final class MethodLabels {

    // Made once, because every call needs one; goes when its class goes
    private static final ClassValue<Map<String, String>> LABELS = new ClassValue<>() {

        @Override
        protected Map<String, String> computeValue(Class<?> type) {
            return new ConcurrentHashMap<>();
        }

    };

    private MethodLabels() {
    }

    static String of(MethodInvocation invocation) {
        Object target = invocation.getThis();
        Class<?> type = (target != null) ? AopUtils.getTargetClass(target) : invocation.getMethod().getDeclaringClass();
        return LABELS.get(type)
            .computeIfAbsent(invocation.getMethod().getName(),
                    (method) -> ClassUtils.getShortName(ClassUtils.getUserClass(type)) + "." + method);
    }

}
