// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.web;

import java.time.Duration;

import io.github.waitgroup.Drain;

import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.SmartLifecycle;

/**
 * The moment just before Spring Boot stops the web server. A server waits some seconds
 * for its threads then. If the drain has given up work, that time is over: what has not
 * heeded the drain's interrupt will not heed the server's, and it has been named. So the
 * server gets what is left of the deadline, which may be nothing.
 *
 * @since 0.1.0
 */
public abstract class ServerTermination implements SmartLifecycle {

    /**
     * What a server's threads get at least, in milliseconds: idle ones end well within
     * it.
     */
    protected static final long LEAST_MILLIS = 100;

    private final Drain drain;

    private final ConfigurableApplicationContext context;

    private volatile boolean running;

    /**
     * Creates a lifecycle.
     * @param drain says whether work was given up
     * @param context the context whose web server it is
     */
    protected ServerTermination(Drain drain, ConfigurableApplicationContext context) {
        this.drain = drain;
        this.context = context;
    }

    /**
     * Makes each wait of the server's own end in time; what waits shorter stays as it is.
     * @param left what is left of the deadline
     */
    protected abstract void limit(Duration left);

    @Override
    public void start() {
        this.running = true;
    }

    // Spring would wait for a callback that an exception has prevented
    @Override
    public void stop(Runnable callback) {
        try {
            stop();
        }
        finally {
            callback.run();
        }
    }

    @Override
    public void stop() {
        this.running = false;
        // One that is only stopped may be started again, and needs its own times then
        if (this.context.isClosed() && this.drain.state() == Drain.State.ABANDONED) {
            limit(this.drain.remaining());
        }
    }

    @Override
    public boolean isRunning() {
        return this.running;
    }

    @Override
    public boolean isPauseable() {
        return false;
    }

    @Override
    public int getPhase() {
        return WebServerApplicationContext.START_STOP_LIFECYCLE_PHASE + 1;
    }

}
