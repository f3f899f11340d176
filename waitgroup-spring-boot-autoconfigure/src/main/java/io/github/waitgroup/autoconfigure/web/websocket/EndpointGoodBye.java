// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.web.websocket;

import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import io.github.waitgroup.Drain;
import io.github.waitgroup.autoconfigure.web.EndingThreads;
import jakarta.servlet.ServletContext;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.DisposableBean;

/**
 * Says good-bye to the sessions of Jakarta WebSocket endpoints, which are not counted:
 * when all work is done, and while the connections are still there. Not earlier, for the
 * sessions of Spring's handlers are closed with them, even in the middle of a message.
 */
class EndpointGoodBye implements DisposableBean {

    /** Where the specification has it. */
    private static final String CONTAINER = "jakarta.websocket.server.ServerContainer";

    private static final Log logger = LogFactory.getLog(EndpointGoodBye.class);

    private static final long PATIENCE_MILLIS = 3000;

    /** When the deadline is over. */
    private static final long LAST_PATIENCE_MILLIS = 500;

    private final ServletContext servletContext;

    private final List<EndpointContainer> containers;

    private final EndingThreads closer = new EndingThreads("waitgroup-websocket-closer");

    private final Runnable stopListening;

    EndpointGoodBye(ServletContext servletContext, List<EndpointContainer> containers, Drain drain) {
        this.servletContext = servletContext;
        this.containers = containers;
        this.stopListening = drain.listen(this::onChange);
    }

    // The drain may be that of a parent context, which goes on
    @Override
    public void destroy() {
        this.stopListening.run();
    }

    private void onChange(Drain.State state) {
        boolean ended = state == Drain.State.DRAINED || state == Drain.State.ABANDONED;
        Object container = ended ? this.servletContext.getAttribute(CONTAINER) : null;
        if (container == null) {
            return;
        }
        FutureTask<@Nullable Void> closing = new FutureTask<>(() -> close(container), null);
        this.closer.execute(closing);
        try {
            closing.get((state == Drain.State.DRAINED) ? PATIENCE_MILLIS : LAST_PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
        }
        catch (ExecutionException | TimeoutException ex) {
            logger.debug("Could not close all WebSocket sessions", ex);
        }
        catch (InterruptedException ex) {
            Thread.currentThread().interrupt();
        }
    }

    private void close(Object container) {
        for (EndpointContainer server : this.containers) {
            server.close(container);
        }
    }

}
