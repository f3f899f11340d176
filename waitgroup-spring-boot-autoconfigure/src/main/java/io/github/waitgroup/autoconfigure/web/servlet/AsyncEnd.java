// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.web.servlet;

import java.io.IOException;
import java.util.function.BooleanSupplier;

import io.github.waitgroup.autoconfigure.web.EndingThreads;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.http.HttpServletRequest;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.web.context.request.async.WebAsyncManager;
import org.springframework.web.context.request.async.WebAsyncUtils;

/**
 * The end of an asynchronous request from outside. What Spring MVC runs ends as if its
 * time were over, which is how the application gets to know: its callbacks are called, a
 * publisher is cancelled, a task is interrupted. Only that the result is not an error:
 * see {@link StreamResultInterceptor}. Anything else is just completed.
 */
final class AsyncEnd {

    private static final Log logger = LogFactory.getLog(AsyncEnd.class);

    /**
     * Not the container's: what its {@code AsyncContext.start} runs may come after the
     * end of the request, of which Jetty warns.
     */
    static final EndingThreads THREADS = new EndingThreads("waitgroup-stream-end");

    private AsyncEnd() {
    }

    /**
     * Ends a request, on another thread: not in the middle of what the application
     * writes, nor on the thread that drains.
     * @param request the request
     * @param resulted tells whether it is coming to its end
     */
    static void of(HttpServletRequest request, BooleanSupplier resulted) {
        try {
            // All that is asked of the request, which may be over by then
            AsyncContext async = request.getAsyncContext();
            AsyncListener spring = springListener(request);
            THREADS.execute(() -> end(async, spring, resulted), request.getServletContext().getClassLoader());
        }
        catch (IllegalStateException ex) {
            logger.debug("A stream has come to its end by itself", ex);
        }
    }

    private static void end(AsyncContext async, @Nullable AsyncListener spring, BooleanSupplier resulted) {
        try {
            if (spring != null) {
                spring.onTimeout(new AsyncEvent(async));
                if (resulted.getAsBoolean()) {
                    return;
                }
            }
            async.complete();
        }
        catch (IllegalStateException ex) {
            logger.debug("A stream has come to its end by itself", ex);
        }
        catch (IOException | RuntimeException ex) {
            logger.warn("Could not end a stream", ex);
        }
    }

    private static @Nullable AsyncListener springListener(HttpServletRequest request) {
        if (request.getAttribute(WebAsyncUtils.WEB_ASYNC_MANAGER_ATTRIBUTE) instanceof WebAsyncManager manager
                && manager.isConcurrentHandlingStarted()
                && manager.getAsyncWebRequest() instanceof AsyncListener listener) {
            return listener;
        }
        return null;
    }

}
