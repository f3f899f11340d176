// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.lifecycle;

/**
 * The moment before Spring Boot's web server begins to shut down: what beans of earlier
 * phases have taken, the web server has no more.
 */
class WebServerLifecycle extends BlockingLifecycle {

    private final ContextDrain drain;

    WebServerLifecycle(ContextDrain drain) {
        super(PhaseTimeouts.BEFORE_WEB_SERVER);
        this.drain = drain;
    }

    @Override
    void drain() {
        this.drain.beforeWebServer();
    }

}
