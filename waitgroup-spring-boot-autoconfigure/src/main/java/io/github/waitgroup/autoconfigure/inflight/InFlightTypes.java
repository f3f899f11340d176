// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.inflight;

import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.github.waitgroup.InFlight;

import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.util.ReflectionUtils;

/**
 * Sorts out the types that cannot have {@link InFlight} methods, which are nearly all. To
 * ask Spring whether a method is annotated is to look for it in all types above, method
 * by method; here each type is read once, for all beans and for all types below.
 */
class InFlightTypes {

    private final Map<Class<?>, Boolean> types = new ConcurrentHashMap<>();

    private final Map<Class<?>, Boolean> annotations = new ConcurrentHashMap<>();

    /**
     * Returns whether a method of a type may be annotated.
     * @param type the type of a bean
     * @return {@code false} if neither the type nor any above it declares such a method
     */
    boolean mayHave(Class<?> type) {
        Boolean known = this.types.get(type);
        if (known == null) {
            known = declares(type) || above(type);
            this.types.put(type, known);
        }
        return known;
    }

    // Once singletons have been made: not to keep types from being unloaded
    void forget() {
        this.types.clear();
        this.annotations.clear();
    }

    private boolean above(Class<?> type) {
        Class<?> parent = type.getSuperclass();
        if (parent != null && mayHave(parent)) {
            return true;
        }
        for (Class<?> implemented : type.getInterfaces()) {
            if (mayHave(implemented)) {
                return true;
            }
        }
        return false;
    }

    private boolean declares(Class<?> type) {
        if (type.getName().startsWith("java.")) {
            return false;
        }
        try {
            for (Method method : ReflectionUtils.getDeclaredMethods(type)) {
                for (Annotation annotation : method.getDeclaredAnnotations()) {
                    if (isInFlight(annotation.annotationType())) {
                        return true;
                    }
                }
            }
            return false;
        }
        catch (RuntimeException | LinkageError ex) {
            // Classes are missing: Spring knows better what to make of that
            return true;
        }
    }

    private boolean isInFlight(Class<? extends Annotation> type) {
        Boolean known = this.annotations.get(type);
        if (known == null) {
            known = type == InFlight.class || AnnotatedElementUtils.isAnnotated(type, InFlight.class);
            this.annotations.put(type, known);
        }
        return known;
    }

}
