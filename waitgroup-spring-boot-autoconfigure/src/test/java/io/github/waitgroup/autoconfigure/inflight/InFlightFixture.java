// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.inflight;

import io.github.waitgroup.WaitGroup;
import io.github.waitgroup.WaitGroupRegistry;
import io.github.waitgroup.autoconfigure.Bounded;
import io.github.waitgroup.autoconfigure.WaitGroupAutoConfiguration;
import io.github.waitgroup.autoconfigure.lifecycle.DrainAutoConfiguration;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;

/**
 * What the tests of this package have in common.
 */
final class InFlightFixture {

    static final AutoConfigurations CONFIGURATIONS = AutoConfigurations.of(WaitGroupAutoConfiguration.class,
            DrainAutoConfiguration.class, InFlightWaitGroupAutoConfiguration.class);

    private InFlightFixture() {
    }

    static ApplicationContextRunner runner(Class<?>... beans) {
        ApplicationContextRunner runner = new ApplicationContextRunner().withConfiguration(CONFIGURATIONS);
        for (Class<?> bean : beans) {
            runner = runner.withBean(bean.getName(), bean);
        }
        return runner;
    }

    // Of the beans' own group: what a call registers first creates it, so ask after that
    static WaitGroup group(ApplicationContext context) {
        return Bounded.group(context.getBean(WaitGroupRegistry.class), InFlightWaitGroupAutoConfiguration.GROUP);
    }

}
