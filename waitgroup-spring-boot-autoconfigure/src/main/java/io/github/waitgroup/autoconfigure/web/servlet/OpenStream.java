// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.web.servlet;

import java.io.Closeable;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

import io.github.waitgroup.Registration;
import io.github.waitgroup.WaitGroup;
import jakarta.servlet.http.HttpServletRequest;

/**
 * A response that may go on for ever, until the drain ends it. Writers and the end
 * exclude each other, so that nothing is written to a response that the container may
 * have given to another request. The end waits for nobody: where a writer is at work, in
 * the middle of an event or held up by a slow client, that writer ends the stream when it
 * is through.
 */
final class OpenStream {

    /**
     * How long an event may stay begun before the stream is ended in the middle of it.
     */
    private static final long PATIENCE_MILLIS = 500;

    private static final long TOUCH_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

    private final ReentrantLock lock = new ReentrantLock();

    private final HttpServletRequest request;

    private final InFlightRequest inFlight;

    private final WaitGroup group;

    private final StreamBoundary boundary;

    private final Runnable head;

    private long touched;

    private volatile boolean ending;

    private volatile boolean overdue;

    private volatile boolean ended;

    private volatile boolean resulted;

    /**
     * Creates a stream that goes on.
     * @param request the request
     * @param inFlight the same, and its unit
     * @param contentType what is streamed
     * @param writing whether somebody is about to write to it
     * @param head completes the head of a response of which nothing has been written
     */
    OpenStream(HttpServletRequest request, InFlightRequest inFlight, String contentType, boolean writing,
            Runnable head) {
        this.request = request;
        this.inFlight = inFlight;
        this.group = inFlight.unit().group();
        this.boundary = StreamBoundary.of(contentType);
        if (writing) {
            this.boundary.expect();
        }
        this.head = head;
        this.touched = System.nanoTime() - TOUCH_NANOS;
    }

    // For those who have entered
    StreamBoundary boundary() {
        return this.boundary;
    }

    boolean isEnded() {
        return this.ended;
    }

    // The request has a result: it comes to its end by itself
    void resulted() {
        this.resulted = true;
    }

    void enter() throws IOException {
        this.lock.lock();
        if (!this.ended && isToEndInRequestThread()) {
            this.ended = true;
        }
        if (this.ended) {
            this.lock.unlock();
            throw new StreamEndedException();
        }
    }

    // Nobody can end it from outside. What it has begun, and its first event, it writes
    private boolean isToEndInRequestThread() {
        return this.ending && this.boundary.isWritten() && this.boundary.isWhole() && !this.inFlight.isAsync()
                && !this.request.isAsyncStarted();
    }

    void leave() {
        long now = System.nanoTime();
        if (now - this.touched >= TOUCH_NANOS) {
            this.touched = now;
            this.group.touch();
        }
        this.lock.unlock();
        if (this.ending) {
            tryToEnd();
        }
    }

    void closeUnlessEnded(Closeable output) throws IOException {
        this.lock.lock();
        try {
            if (!this.ended) {
                output.close();
            }
        }
        finally {
            this.lock.unlock();
        }
        if (this.ending) {
            tryToEnd();
        }
    }

    /**
     * Asks for the end: at once, or after what is just being written. It has no effect
     * after the end.
     */
    void end() {
        this.ending = true;
        if (!tryToEnd()) {
            CompletableFuture.delayedExecutor(PATIENCE_MILLIS, TimeUnit.MILLISECONDS, Runnable::run)
                .execute(this::endOverdue);
        }
    }

    private void endOverdue() {
        this.overdue = true;
        tryToEnd();
    }

    // The container's thread has left the request, which goes on without it
    void left() {
        if (this.ended) {
            // Begun anew from what the end has called
            AsyncEnd.of(this.request, () -> false);
        }
        else if (this.ending) {
            tryToEnd();
        }
    }

    private boolean tryToEnd() {
        if (this.inFlight.unit().state() == Registration.State.COMPLETED) {
            // By itself, and its response may be another request's by now
            return true;
        }
        // Else when the container's thread leaves
        if (!this.inFlight.isAsync() || !claimEnd()) {
            return this.ended;
        }
        // Not under the lock: the container has locks of its own
        this.head.run();
        AsyncEnd.of(this.request, () -> this.resulted);
        return true;
    }

    // Whoever has the lock looks again afterwards: who found it taken relies on that
    private boolean claimEnd() {
        boolean late;
        do {
            late = this.overdue;
            if (!this.lock.tryLock()) {
                return false;
            }
            try {
                if (this.ended) {
                    return false;
                }
                if (late || this.boundary.isWhole()) {
                    this.ended = true;
                    return true;
                }
            }
            finally {
                this.lock.unlock();
            }
        }
        while (late != this.overdue);
        return false;
    }

}
