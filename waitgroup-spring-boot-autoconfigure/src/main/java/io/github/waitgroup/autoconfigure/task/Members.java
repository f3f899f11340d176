// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.task;

import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;
import org.springframework.util.ReflectionUtils;

/**
 * Members of Spring's executors that can be set but not read.
 */
final class Members {

    private Members() {
    }

    static Field field(Class<?> owner, String name, @Nullable Class<?> type, String purpose) {
        Field field = ReflectionUtils.findField(owner, name, type);
        Assert.state(field != null, () -> owner.getName() + " has no field '" + name + "' in this version of Spring: "
                + "waitgroup cannot " + purpose + " and needs an update");
        ReflectionUtils.makeAccessible(field);
        return field;
    }

    static Method method(Class<?> owner, String name, Class<?> parameter, String purpose) {
        Method method = Objects.requireNonNull(ReflectionUtils.findMethod(owner, name, parameter),
                () -> owner.getName() + " has no method '" + name + "' in this version of Spring: "
                        + "waitgroup cannot " + purpose + " and needs an update");
        ReflectionUtils.makeAccessible(method);
        return method;
    }

    static @Nullable Object read(Field field, Object target) {
        return ReflectionUtils.getField(field, target);
    }

}
