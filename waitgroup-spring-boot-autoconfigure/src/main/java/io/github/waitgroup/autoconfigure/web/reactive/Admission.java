// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.web.reactive;

import java.util.concurrent.RejectedExecutionException;

import io.github.waitgroup.Drain;
import io.github.waitgroup.WaitGroup;
import io.github.waitgroup.autoconfigure.web.RequestPaths;
import org.jspecify.annotations.Nullable;

import org.springframework.http.server.reactive.ServerHttpRequest;

/**
 * Which requests are counted and which are refused, and how the drain stands.
 */
class Admission {

    private final WaitGroup group;

    private final Drain drain;

    private final RequestPaths paths;

    private final boolean refusing;

    private final ServerRequests[] servers;

    Admission(WaitGroup group, Drain drain, RequestPaths paths, boolean refusing, ServerRequests... servers) {
        this.group = group;
        this.drain = drain;
        this.paths = paths;
        this.refusing = refusing;
        this.servers = servers;
    }

    boolean isExcluded(String path) {
        return this.paths.isExcluded(path);
    }

    boolean isAwaitedStream(ServerHttpRequest request, String contentType) {
        return this.paths.isAwaitedStream(request.getMethod().name(), contentType,
                request.getPath().pathWithinApplication().value());
    }

    boolean isDraining() {
        return this.drain.isDraining();
    }

    ServerRequest serverRequest(ServerHttpRequest request) {
        return ServerRequest.of(request, this.servers);
    }

    /**
     * Counts a request in.
     * @param request the request
     * @return the request in flight, or {@code null} if it is refused by policy
     * @throws RejectedExecutionException if the group is closed
     */
    @Nullable InFlightExchange admit(ServerHttpRequest request) {
        if (this.refusing && isDraining()) {
            this.group.touch();
            return null;
        }
        return new InFlightExchange(this.group, request);
    }

    /** A stream goes on: it has just sent something. */
    void touch() {
        this.group.touch();
    }

}
