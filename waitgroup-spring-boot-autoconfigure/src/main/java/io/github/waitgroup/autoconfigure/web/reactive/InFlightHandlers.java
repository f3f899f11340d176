// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.web.reactive;

import org.springframework.context.ApplicationContext;
import org.springframework.core.Ordered;
import org.springframework.http.server.reactive.HttpHandler;
import org.springframework.http.server.reactive.HttpHandlerDecoratorFactory;
import org.springframework.web.server.adapter.HttpWebHandlerAdapter;

/**
 * Puts itself around everything that handles requests of the application. Not around what
 * a child context handles, such as that of an actuator with a port of its own: Spring
 * looks for decorators in the parent, too.
 */
class InFlightHandlers implements HttpHandlerDecoratorFactory, Ordered {

    private final ApplicationContext context;

    private final Admission admission;

    InFlightHandlers(ApplicationContext context, Admission admission) {
        this.context = context;
        this.admission = admission;
    }

    @Override
    public HttpHandler apply(HttpHandler handler) {
        return isOfOther(handler) ? handler : new InFlightHandler(handler, this.admission);
    }

    private boolean isOfOther(HttpHandler handler) {
        return handler instanceof HttpWebHandlerAdapter adapter && adapter.getApplicationContext() != null
                && adapter.getApplicationContext() != this.context;
    }

    @Override
    public int getOrder() {
        return Ordered.HIGHEST_PRECEDENCE;
    }

}
