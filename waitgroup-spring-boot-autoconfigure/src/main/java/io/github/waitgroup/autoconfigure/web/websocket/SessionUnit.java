// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.web.websocket;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import io.github.waitgroup.Registration;
import io.github.waitgroup.Scope;
import io.github.waitgroup.autoconfigure.web.EndingThreads;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.WebSocketSession;

/**
 * A session and its unit. When the drain asks it to end, it finishes the message that it
 * is at work on, if any, so that the answer still gets out; then its peer is told that
 * the server goes away, and has a moment to answer that.
 */
final class SessionUnit {

    private static final Log logger = LogFactory.getLog(SessionUnit.class);

    /** How long a peer may take to answer. */
    private static final long PATIENCE_MILLIS = 3000;

    private final WebSocketSession session;

    private final Registration unit;

    private final EndingThreads closer;

    private final AtomicBoolean closed = new AtomicBoolean();

    private int working;

    private boolean ending;

    SessionUnit(WebSocketSession session, Registration unit, EndingThreads closer) {
        this.session = session;
        this.unit = unit;
        this.closer = closer;
    }

    /**
     * Does some work for the session, as a unit of its own.
     * @param work the work
     * @throws Exception what the work throws
     */
    void work(Work work) throws Exception {
        synchronized (this) {
            this.working++;
        }
        try {
            count(work);
        }
        finally {
            boolean over;
            synchronized (this) {
                over = --this.working == 0 && this.ending;
            }
            if (over) {
                close();
            }
        }
    }

    private void count(Work work) throws Exception {
        Registration message;
        Scope scope;
        try {
            scope = this.unit.enter();
        }
        catch (IllegalStateException ex) {
            // Given up by a drain, but it may still succeed
            work.run();
            return;
        }
        try {
            message = this.unit.group().register(this.unit.label());
        }
        finally {
            scope.close();
        }
        scope = message.enter();
        try {
            work.run();
        }
        catch (Throwable ex) {
            message.fail();
            throw ex;
        }
        finally {
            scope.close();
            message.close();
        }
    }

    void end() {
        boolean idle;
        synchronized (this) {
            this.ending = true;
            idle = (this.working == 0);
        }
        if (idle) {
            close();
        }
    }

    // Sending may take as long as a slow peer likes
    private void close() {
        if (this.closed.compareAndSet(false, true)) {
            CompletableFuture.delayedExecutor(PATIENCE_MILLIS, TimeUnit.MILLISECONDS, Runnable::run)
                .execute(this::ended);
            this.closer.execute(this::sayGoodBye);
        }
    }

    private void sayGoodBye() {
        try {
            this.session.close(CloseStatus.GOING_AWAY);
        }
        catch (IOException | RuntimeException ex) {
            logger.debug("Could not close " + this.unit, ex);
            ended();
        }
    }

    void ended() {
        this.unit.close();
    }

    /** Some work of a session. */
    @FunctionalInterface
    interface Work {

        void run() throws Exception;

    }

}
