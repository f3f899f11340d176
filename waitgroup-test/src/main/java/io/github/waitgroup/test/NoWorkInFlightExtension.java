// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.test;

import java.time.Duration;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.BeforeTestExecutionCallback;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;

/**
 * Watches the groups of each test for {@link NoWorkInFlight}.
 */
final class NoWorkInFlightExtension implements BeforeEachCallback, BeforeTestExecutionCallback, AfterEachCallback {

    private static final ExtensionContext.Namespace NAMESPACE = ExtensionContext.Namespace
        .create(NoWorkInFlightExtension.class);

    @Override
    public void beforeEach(ExtensionContext context) {
        NoWorkInFlight wanted = nearest(context);
        if (!wanted.enabled()) {
            return;
        }
        if (wanted.within() < 0) {
            throw new ExtensionConfigurationException("@NoWorkInFlight(within = " + wanted.within() + ") at "
                    + context.getDisplayName() + ": the time must not be negative; 0 does not wait");
        }
        Watch watch = new Watch(Duration.ofNanos(wanted.unit().toNanos(wanted.within())));
        TestFields.of(context).forEach(watch::begin);
        SpringBeans.of(context).forEach(watch::begin);
        context.getStore(NAMESPACE).put(Watch.class, watch);
    }

    @Override
    public void beforeTestExecution(ExtensionContext context) {
        Watch watch = watch(context);
        if (watch != null) {
            // Spring may have exchanged the context since: see @DirtiesContext
            SpringBeans.of(context).forEach(watch::begin);
        }
    }

    @Override
    public void afterEach(ExtensionContext context) throws InterruptedException {
        Watch watch = watch(context);
        if (watch == null) {
            return;
        }
        TestFields.of(context).forEach(watch::found);
        if (!watch.isEmpty()) {
            watch.end();
        }
        else if (context.getExecutionException().isEmpty()) {
            throw new ExtensionConfigurationException("@NoWorkInFlight has nothing to check at "
                    + context.getRequiredTestClass().getName() + "." + context.getRequiredTestMethod().getName()
                    + ": no field of the test has a WaitGroupRegistry or WaitGroup, and there is no such bean. "
                    + "Keep the group that the test uses in a field, or start a context that has one, "
                    + "or say @NoWorkInFlight(enabled = false)");
        }
    }

    private static @Nullable Watch watch(ExtensionContext context) {
        return context.getStore(NAMESPACE).get(Watch.class, Watch.class);
    }

    // Contexts are nested as the elements are: method, class, enclosing class
    private static NoWorkInFlight nearest(ExtensionContext context) {
        Optional<ExtensionContext> next = Optional.of(context);
        while (next.isPresent()) {
            Optional<NoWorkInFlight> found = AnnotationSupport.findAnnotation(next.get().getElement(),
                    NoWorkInFlight.class);
            if (found.isPresent()) {
                return found.get();
            }
            next = next.get().getParent();
        }
        throw new ExtensionConfigurationException("NoWorkInFlightExtension is registered by itself at "
                + context.getDisplayName() + ": annotate the class or the test with @NoWorkInFlight instead");
    }

}
