// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.reactor;

import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;

import io.github.waitgroup.Registration;
import io.github.waitgroup.WaitGroup;
import io.github.waitgroup.WaitGroupRegistry;
import io.github.waitgroup.autoconfigure.WaitGroupAutoConfiguration;
import io.github.waitgroup.autoconfigure.lifecycle.DrainAutoConfiguration;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;

/**
 * What the tests of this package have in common.
 */
final class ReactorFixture {

    static final AutoConfigurations STOCK = AutoConfigurations.of(WaitGroupAutoConfiguration.class,
            DrainAutoConfiguration.class);

    private ReactorFixture() {
    }

    static ApplicationContextRunner stock() {
        return new ApplicationContextRunner().withConfiguration(STOCK);
    }

    static ApplicationContextRunner runner() {
        return stock().withConfiguration(AutoConfigurations.of(ReactorWaitGroupAutoConfiguration.class));
    }

    static WaitGroup group(ApplicationContext context) {
        return context.getBean(WaitGroupRegistry.class).group(ReactorWork.GROUP);
    }

    /**
     * Does something as a request would.
     */
    static void request(ApplicationContext context, Runnable work) {
        register(context).run(work);
    }

    static Registration register(ApplicationContext context) {
        return context.getBean(WaitGroupRegistry.class).group("http").register("GET /orders");
    }

    static <T> T value(AtomicReference<T> reference) {
        return Objects.requireNonNull(reference.get());
    }

    static String label() {
        Registration current = Registration.current();
        return (current != null) ? current.label() : "none";
    }

}
