// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.proof.http;

/**
 * Who tries which kind.
 */
final class Clients {

    private Clients() {
    }

    static Client of(Kind kind) {
        return switch (kind) {
            case SYNC -> text("sync");
            case CALLABLE -> text("callable");
            case DEFERRED -> text("deferred");
            case MONO -> text("mono");
            case DELAYED -> text("delayed");
            case FUTURE -> text("future");
            case STREAMING -> RequestClient.streamed("streaming", Bodies.pieces("streaming"));
            case SSE -> RequestClient.streamed("sse", Bodies.events("sse"));
            case FLUX -> RequestClient.streamed("flux", Bodies.objects("flux"));
            case FAILING -> new RequestClient("failing", 500, Bodies.text("failing"));
            case TIMEOUT -> new RequestClient("timeout", 503, Bodies.text("timeout"));
            case FORWARD -> text("forward");
            case INCLUDE -> text("include");
            case UPLOAD -> new UploadClient();
            case LARGE -> new SlowReader();
            case HANG_UP -> new StreamClient("hang-up", true);
            case IDLE -> new StreamClient("idle", false);
            case TICKS -> new StreamClient("ticks", false);
            case SOCKET -> new SocketClient();
            case NEXT -> LateClient.onKeptConnection();
            case NEW -> LateClient.onNewConnection();
            case READINESS -> LateClient.actuator("/health/readiness", "OUT_OF_SERVICE");
            case LOAD -> new LoadClient(true);
            case TURNING -> new LoadClient(false);
            case BEFORE -> new EarlyClient();
            case NEXT_REFUSED -> LateClient.onKeptConnection().atOnce();
            case NEW_REFUSED -> LateClient.onNewConnection().atOnce();
            case LIVENESS -> LateClient.actuator("/health/liveness", "UP").atOnce();
            case ENDPOINT -> LateClient.actuator("/waitgroups", "QUIESCING").atOnce();
        };
    }

    private static Client text(String kind) {
        return new RequestClient(kind, 200, Bodies.text(kind));
    }

}
