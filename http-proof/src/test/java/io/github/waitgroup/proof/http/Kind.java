// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.proof.http;

import java.util.Arrays;
import java.util.List;

/**
 * A kind of response, or of client, and what is to be seen of it with the starter.
 */
enum Kind {

    SYNC("the handler's own thread", On.SERVLET, Seen.WHOLE_LAST),

    CALLABLE("`Callable`", On.SERVLET, Seen.WHOLE_LAST),

    DEFERRED("`DeferredResult`", On.SERVLET, Seen.WHOLE_LAST),

    MONO("`Mono`", On.REACTIVE, Seen.WHOLE_LAST),

    DELAYED("`Mono`, delayed", On.REACTIVE, Seen.WHOLE_LAST),

    FUTURE("`CompletableFuture`", On.ANY, Seen.WHOLE_LAST),

    STREAMING("`StreamingResponseBody`", On.SERVLET, Seen.WHOLE),

    SSE("server-sent events, a finite stream", On.ANY, Seen.WHOLE),

    FLUX("`Flux` as NDJSON, a finite stream", On.ANY, Seen.WHOLE),

    FAILING("an error page that takes its time", On.ANY, Seen.WHOLE_LAST),

    TIMEOUT("an asynchronous request that times out: its 503", On.SERVLET, Seen.WHOLE_LAST),

    FORWARD("forward", On.SERVLET, Seen.WHOLE_LAST),

    INCLUDE("include", On.SERVLET, Seen.WHOLE),

    UPLOAD("an upload after 100 Continue, in pieces", On.ANY, Seen.WHOLE_LAST),

    LARGE("12 MB to a slow reader", On.ANY, Seen.WHOLE),

    HANG_UP("a stream whose client hangs up", On.ANY, StreamClient.GONE),

    IDLE("server-sent events, endless and idle", On.ANY, Seen.CLEAN),

    TICKS("server-sent events, endless, ten a second", On.ANY, Seen.CLEAN),

    SOCKET("a WebSocket: its close code", On.ANY, "1001"),

    NEXT("the next request of a kept connection", On.ANY, Seen.WHOLE_LAST),

    NEW("a new connection", On.ANY, Seen.WHOLE_LAST),

    READINESS("the readiness probe on the same port", On.ANY, "503"),

    LOAD("clients that send on and on, and connect anew", On.ANY, Seen.NONE_LOST),

    /** Not in the table: goes elsewhere when told that the connection ends. */
    TURNING("clients that turn away", On.ANY, Seen.NONE_LOST),

    /** Is answered before the stop, and no more. */
    BEFORE("a request before", On.ANY, Seen.WHOLE),

    /** Only under the policy that refuses. */
    NEXT_REFUSED("the next request, refused", On.ANY, "503, `Retry-After`, `close`"),

    NEW_REFUSED("a new connection, refused", On.ANY, "503, `Retry-After`, `close`"),

    LIVENESS("the liveness probe", On.ANY, "200"),

    ENDPOINT("the endpoint", On.ANY, "200");

    private final String title;

    private final On on;

    private final String expected;

    Kind(String title, On on, String expected) {
        this.title = title;
        this.on = on;
        this.expected = expected;
    }

    /**
     * Those of the table.
     * @return the kinds
     */
    static List<Kind> all() {
        return Arrays.stream(values()).filter((kind) -> kind.compareTo(LOAD) <= 0).toList();
    }

    String title() {
        return this.title;
    }

    boolean isOn(Server server) {
        return this.on == On.ANY || (this.on == On.SERVLET) == server.servlet();
    }

    /** What is to be seen with the starter. */
    String expected() {
        return this.expected;
    }

    private enum On {

        SERVLET, REACTIVE, ANY

    }

}
