// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.inflight;

import java.lang.reflect.Method;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.github.waitgroup.InFlight;
import org.aopalliance.intercept.MethodInvocation;

import org.springframework.aop.support.AopUtils;
import org.springframework.core.MethodClassKey;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.util.ClassUtils;
import org.springframework.util.StringUtils;

/**
 * Labels of calls: what the annotation says, or {@code OrderService.fulfil}.
 */
class InFlightLabels {

    // Made once, because every call needs one
    private final Map<MethodClassKey, String> labels = new ConcurrentHashMap<>();

    String of(MethodInvocation invocation) {
        Method method = invocation.getMethod();
        Object target = invocation.getThis();
        Class<?> type = (target != null) ? AopUtils.getTargetClass(target) : method.getDeclaringClass();
        return this.labels.computeIfAbsent(new MethodClassKey(method, type), (key) -> label(method, type));
    }

    private static String label(Method method, Class<?> type) {
        Method specific = AopUtils.getMostSpecificMethod(method, type);
        InFlight annotation = AnnotatedElementUtils.findMergedAnnotation(specific, InFlight.class);
        if (annotation == null) {
            annotation = AnnotatedElementUtils.findMergedAnnotation(method, InFlight.class);
        }
        return (annotation != null && StringUtils.hasText(annotation.value())) ? annotation.value()
                : ClassUtils.getShortName(ClassUtils.getUserClass(type)) + "." + method.getName();
    }

}
