// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.web;

import java.util.List;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings for requests.
 *
 * @param exclude Patterns of paths, such as /ping or /internal/**, whose requests are not
 * counted: a drain does not wait for them, and probes that use them do not keep an
 * application from falling quiet. Those of the actuator are never counted.
 * @param awaitedStreams Patterns of paths whose streams, such as server-sent events, come
 * to an end by themselves: a drain waits for them as for any response, instead of ending
 * them.
 * @param endedStreams Patterns of paths whose streams have no end of their own, though
 * they are not the usual ones: a drain ends them. Those are server-sent events that are
 * got by GET, whose clients know how to connect again.
 * @param whileDraining What becomes of new requests once the drain has begun: serve, or
 * refuse with status 503. Those of the actuator are always served.
 * @since 0.1.0
 */
@ConfigurationProperties("waitgroup.http")
public record HttpProperties(@DefaultValue List<String> exclude, @DefaultValue List<String> awaitedStreams,
        @DefaultValue List<String> endedStreams, @DefaultValue("serve") WhileDraining whileDraining) {

    /**
     * What becomes of new requests once a drain has begun.
     */
    public enum WhileDraining {

        /** They are served, each answer closing its connection. */
        SERVE,

        /** They get status 503 at once. */
        REFUSE

    }

}
