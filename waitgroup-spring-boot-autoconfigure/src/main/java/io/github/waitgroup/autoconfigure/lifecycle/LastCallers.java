// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.lifecycle;

import java.time.Duration;

import io.github.waitgroup.Drain;
import io.github.waitgroup.autoconfigure.ListeningSockets;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.context.ConfigurableApplicationContext;

/**
 * What becomes of those who still come when callers have had their time to turn away: no
 * new connection is accepted, what is under way by open ones gets a moment to arrive, and
 * streams are asked to end.
 */
class LastCallers {

    private static final Log logger = LogFactory.getLog(LastCallers.class);

    /** Long enough for a request that was sent just before its connection was closed. */
    private static final Duration SETTLE = Duration.ofMillis(200);

    private static final Duration AT_MOST = Duration.ofSeconds(1);

    private final Drain drain;

    private final ConfigurableApplicationContext context;

    LastCallers(Drain drain, ConfigurableApplicationContext context) {
        this.drain = drain;
        this.context = context;
    }

    void turnAway() {
        if (closeSockets() && !this.drain.options().quietPeriod().isZero()) {
            settle();
        }
        DrainLog.endedStreams(this.drain.endOpenEnded());
    }

    // Those of this context only: the management port of a child stays open
    private boolean closeSockets() {
        boolean any = false;
        for (String name : this.context.getBeanFactory().getBeanNamesForType(ListeningSockets.class)) {
            try {
                this.context.getBeanFactory().getBean(name, ListeningSockets.class).close();
                any = true;
            }
            catch (Exception ex) {
                logger.warn("'" + name + "' still listens: callers who come too late may see their connections reset",
                        ex);
            }
        }
        return any;
    }

    private void settle() {
        Duration quiet = this.drain.options().quietPeriod();
        try {
            this.drain.awaitQuiet((quiet.compareTo(SETTLE) < 0) ? quiet : SETTLE, AT_MOST);
        }
        catch (InterruptedException ex) {
            Thread.currentThread().interrupt();
        }
    }

}
