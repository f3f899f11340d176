// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.test;

import java.lang.reflect.Field;
import java.util.LinkedHashSet;
import java.util.Set;

import io.github.waitgroup.WaitGroup;
import io.github.waitgroup.WaitGroupRegistry;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.HierarchyTraversalMode;
import org.junit.platform.commons.support.ReflectionSupport;

/**
 * What the fields of a test hold that counts.
 */
final class TestFields {

    private TestFields() {
    }

    static Set<Counted> of(ExtensionContext context) {
        Set<Counted> found = new LinkedHashSet<>();
        for (Object instance : context.getRequiredTestInstances().getAllInstances()) {
            for (Field field : ReflectionSupport.findFields(instance.getClass(), TestFields::counts,
                    HierarchyTraversalMode.TOP_DOWN)) {
                Counted counted = Counted.ofAny(ReflectionSupport.tryToReadFieldValue(field, instance)
                    .getOrThrow((ex) -> new IllegalStateException("Cannot read " + field, ex)));
                if (counted != null) {
                    found.add(counted);
                }
            }
        }
        return found;
    }

    private static boolean counts(Field field) {
        return field.getType() == WaitGroupRegistry.class || field.getType() == WaitGroup.class;
    }

}
