// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.web.netty;

import java.time.Duration;

import io.github.waitgroup.Drain;
import io.github.waitgroup.autoconfigure.web.ServerTermination;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.http.client.ReactorResourceFactory;

/**
 * Reactor Netty's event loops stay for 2 s in case that somebody still wants something of
 * them. Where the deadline is over nobody does.
 */
class NettyTermination extends ServerTermination {

    private final ObjectProvider<ReactorResourceFactory> resources;

    NettyTermination(Drain drain, ConfigurableApplicationContext context,
            ObjectProvider<ReactorResourceFactory> resources) {
        super(drain, context);
        this.resources = resources;
    }

    // It cannot be asked for the time that it has now
    @Override
    protected void limit(Duration left) {
        if (left.isZero()) {
            this.resources.ifUnique((factory) -> factory.setShutdownQuietPeriod(Duration.ZERO));
        }
    }

}
