// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.lifecycle;

import org.springframework.boot.context.event.ApplicationFailedEvent;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationListener;

/**
 * Knows whether an application is closed because its start has failed, as by an exception
 * of a runner: it was never ready, so no caller has to turn away.
 */
class StartFailure implements ApplicationListener<ApplicationFailedEvent> {

    private final ApplicationContext context;

    private volatile boolean failed;

    StartFailure(ApplicationContext context) {
        this.context = context;
    }

    @Override
    public void onApplicationEvent(ApplicationFailedEvent event) {
        if (event.getApplicationContext() == this.context) {
            this.failed = true;
        }
    }

    boolean hasFailed() {
        return this.failed;
    }

}
