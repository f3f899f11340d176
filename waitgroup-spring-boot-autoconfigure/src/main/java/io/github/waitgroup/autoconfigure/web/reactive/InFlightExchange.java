// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.web.reactive;

import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import java.util.function.Supplier;

import io.github.waitgroup.Registration;
import io.github.waitgroup.Scope;
import io.github.waitgroup.WaitGroup;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Sinks;

import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.reactive.HandlerMapping;

/**
 * A request and its unit, which ends with the last of two: what handles the request, and
 * the response, where the server tells when that is out. Neither is always the last: the
 * handler has often ended before the last byte is written, and may go on after that.
 */
final class InFlightExchange implements Supplier<String>, Runnable {

    private static final AtomicIntegerFieldUpdater<InFlightExchange> ENDED = AtomicIntegerFieldUpdater
        .newUpdater(InFlightExchange.class, "ended");

    private static final int HANDLED = 1;

    private static final int SENT = 1 << 1;

    private final ServerHttpRequest request;

    private final Registration unit;

    @SuppressWarnings("UnusedVariable") // by its updater
    private volatile int ended;

    private volatile boolean askedEarly;

    private Sinks.@Nullable Empty<Void> end;

    InFlightExchange(WaitGroup group, ServerHttpRequest request) {
        this.request = request;
        this.unit = group.register((Supplier<String>) this);
    }

    /**
     * Supplies the label: never with the path itself, which may carry data.
     */
    @Override
    public String get() {
        String label = route();
        if (label == null) {
            this.askedEarly = true;
            label = route();
        }
        return (label != null) ? label : this.request.getMethod().name();
    }

    private @Nullable String route() {
        Object pattern = this.request.getAttributes().get(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE);
        return (pattern != null) ? this.request.getMethod().name() + " " + pattern : null;
    }

    /**
     * Makes up for a label that was asked for before the route was known.
     */
    void relabel() {
        if (this.askedEarly) {
            String label = route();
            if (label != null) {
                this.askedEarly = false;
                this.unit.label(label);
            }
        }
    }

    /**
     * Makes the current thread work for the request.
     * @return what ends that, or {@code null} if it does so already or the unit has
     * ended: given up by a drain, but it may still succeed
     */
    @Nullable Scope enter() {
        if (Registration.current() == this.unit) {
            return null;
        }
        try {
            return this.unit.enter();
        }
        catch (IllegalStateException ex) {
            return null;
        }
    }

    /**
     * Lets a body without an end of its own end when a drain asks it to: cleanly, so that
     * the client sees a complete response.
     * @param body the elements
     * @param <T> their type
     * @return the same elements, until then
     */
    <T> Flux<T> untilAskedToEnd(Flux<T> body) {
        return Flux.defer(() -> body.takeUntilOther(openEnd().asMono()));
    }

    // A second body comes instead of one that failed before its first element
    private Sinks.Empty<Void> openEnd() {
        Sinks.Empty<Void> known = this.end;
        if (known != null) {
            return known;
        }
        Sinks.Empty<Void> created = Sinks.empty();
        this.end = created;
        this.unit.openEnded(created::tryEmitEmpty);
        return created;
    }

    void failed() {
        this.unit.fail();
    }

    void handled() {
        end(HANDLED);
    }

    /**
     * Notes that the response is out of the server's hands.
     */
    @Override
    public void run() {
        end(SENT);
    }

    private void end(int part) {
        if ((ENDED.getAndUpdate(this, (parts) -> parts | part) | part) == (HANDLED | SENT)) {
            this.unit.close();
        }
    }

}
