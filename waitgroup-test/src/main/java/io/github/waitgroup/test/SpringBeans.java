// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.test;

import java.util.LinkedHashSet;
import java.util.Set;

import io.github.waitgroup.WaitGroup;
import io.github.waitgroup.WaitGroupRegistry;
import org.junit.jupiter.api.extension.ExtensionContext;

import org.springframework.beans.factory.BeanFactoryUtils;
import org.springframework.context.ApplicationContext;
import org.springframework.test.context.TestContext;
import org.springframework.test.context.TestContextManager;
import org.springframework.test.context.junit.jupiter.SpringExtension;

/**
 * What counts among the beans of a test's application context.
 */
final class SpringBeans {

    private static final boolean SPRING = isPresent("org.springframework.test.context.junit.jupiter.SpringExtension")
            && isPresent("org.springframework.context.ApplicationContext");

    private SpringBeans() {
    }

    static Set<Counted> of(ExtensionContext context) {
        return SPRING ? Loaded.beans(context) : Set.of();
    }

    private static boolean isPresent(String type) {
        try {
            Class.forName(type, false, SpringBeans.class.getClassLoader());
            return true;
        }
        catch (ClassNotFoundException | LinkageError ex) {
            return false;
        }
    }

    /**
     * Is initialized only where Spring is there.
     */
    private static final class Loaded {

        private static Set<Counted> beans(ExtensionContext context) {
            // SpringExtension.getApplicationContext would load one for any test. This is
            // where it keeps the manager of a test that it has prepared.
            TestContextManager manager = context.getRoot()
                .getStore(ExtensionContext.Namespace.create(SpringExtension.class))
                .get(context.getRequiredTestClass(), TestContextManager.class);
            if (manager == null) {
                return Set.of();
            }
            TestContext test = manager.getTestContext();
            return test.hasApplicationContext() ? beans(test.getApplicationContext()) : Set.of();
        }

        private static Set<Counted> beans(ApplicationContext context) {
            Set<Counted> found = new LinkedHashSet<>();
            BeanFactoryUtils.beansOfTypeIncludingAncestors(context, WaitGroupRegistry.class, false, false)
                .values()
                .forEach((registry) -> found.add(Counted.of(registry)));
            BeanFactoryUtils.beansOfTypeIncludingAncestors(context, WaitGroup.class, false, false)
                .values()
                .forEach((group) -> found.add(Counted.of(group)));
            return found;
        }

    }

}
