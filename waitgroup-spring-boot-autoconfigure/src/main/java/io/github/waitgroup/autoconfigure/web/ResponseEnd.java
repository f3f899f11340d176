// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.web;

import java.util.concurrent.atomic.AtomicReference;

import org.jspecify.annotations.Nullable;

/**
 * The end of a response as its server knows it: all of it is out of the server's hands,
 * or will never be. A server's own hook puts it into the attributes of the request,
 * before any filter, and says when the end has come; who counts the request asks for it.
 *
 * @since 0.1.0
 */
public final class ResponseEnd {

    /** The request attribute that holds it. */
    public static final String ATTRIBUTE = ResponseEnd.class.getName();

    private static final Runnable ENDED = ResponseEnd::nothing;

    private final AtomicReference<@Nullable Runnable> action = new AtomicReference<>();

    private static void nothing() {
    }

    /**
     * Sets what to do at the end; at once if it has come.
     * @param action what to do, once, on the thread that ends the response
     */
    public void then(Runnable action) {
        if (!this.action.compareAndSet(null, action)) {
            if (this.action.get() != ENDED) {
                throw new IllegalStateException("The end of this response is awaited already");
            }
            action.run();
        }
    }

    /**
     * Says that the end has come. Saying it again has no effect.
     */
    public void come() {
        Runnable awaiting = this.action.getAndSet(ENDED);
        if (awaiting != null) {
            awaiting.run();
        }
    }

}
