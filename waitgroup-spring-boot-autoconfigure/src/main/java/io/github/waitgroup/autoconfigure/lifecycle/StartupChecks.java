// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.lifecycle;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.event.ContextRefreshedEvent;

/**
 * Looks, once the application is complete, for what would make a drain lose work and
 * cannot be put right here, and says how to.
 */
class StartupChecks implements ApplicationListener<ContextRefreshedEvent> {

    private static final Log logger = LogFactory.getLog(StartupChecks.class);

    private final ConfigurableApplicationContext context;

    private final Budget budget;

    StartupChecks(ConfigurableApplicationContext context, Budget budget) {
        this.context = context;
        this.budget = budget;
    }

    @Override
    public void onApplicationEvent(ContextRefreshedEvent event) {
        if (event.getApplicationContext() != this.context) {
            return;
        }
        if (new DrainOwner(this.context).isHere()) {
            this.budget.warnings().forEach(logger::warn);
        }
        H2Urls.closedOnExit(this.context.getEnvironment()).forEach(StartupChecks::warnOfH2);
        ConfigurableListableBeanFactory beans = this.context.getBeanFactory();
        for (Class<?> lifecycle : new Class<?>[] { WebServerLifecycle.class, DrainLifecycle.class,
                LateWorkLifecycle.class }) {
            for (String name : beans.getBeanNamesForType(lifecycle, true, false)) {
                for (String dependent : beans.getDependentBeans(name)) {
                    warnOfDependent(dependent, name);
                }
            }
        }
    }

    private static void warnOfH2(String property) {
        logger.warn("The H2 database of '" + property + "' closes itself as soon as the JVM is told to stop, before"
                + " work in flight has ended: append ;DB_CLOSE_ON_EXIT=FALSE to its URL");
    }

    private static void warnOfDependent(String dependent, String lifecycle) {
        logger.warn("Bean '" + dependent + "' depends on '" + lifecycle + "', so Spring stops it before the drain,"
                + " whatever its phase: let it depend on the WaitGroupRegistry or the Drain instead");
    }

}
