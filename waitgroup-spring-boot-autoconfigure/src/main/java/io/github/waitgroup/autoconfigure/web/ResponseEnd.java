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
public class ResponseEnd {

    /**
     * The request attribute that holds it. As an attribute of the servlet context, it
     * says that each request has one.
     */
    public static final String ATTRIBUTE = ResponseEnd.class.getName();

    private static final Runnable ENDED = ResponseEnd::nothing;

    private final AtomicReference<@Nullable Runnable> action = new AtomicReference<>();

    private volatile @Nullable Object attachment;

    private static void nothing() {
    }

    /**
     * Attaches something to the request: cheaper than an attribute of its own.
     * @param attachment what to attach
     */
    public final void attach(Object attachment) {
        this.attachment = attachment;
    }

    /**
     * Returns what is attached to the request.
     * @return the attachment, or {@code null} if there is none
     */
    public final @Nullable Object attachment() {
        return this.attachment;
    }

    /**
     * Sets what to do at the end; at once if it has come.
     * @param action what to do, once, on the thread that ends the response
     */
    public final void then(Runnable action) {
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
    public final void come() {
        Runnable awaiting = this.action.getAndSet(ENDED);
        if (awaiting != null) {
            awaiting.run();
        }
    }

}
