// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.web.websocket;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;

import io.github.waitgroup.Drain;
import io.github.waitgroup.WaitGroup;
import io.github.waitgroup.WaitGroupRegistry;
import io.github.waitgroup.autoconfigure.Bounded;
import jakarta.websocket.OnMessage;
import jakarta.websocket.server.ServerEndpoint;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.TextMessage;
import org.springframework.web.socket.WebSocketSession;
import org.springframework.web.socket.config.annotation.EnableWebSocket;
import org.springframework.web.socket.config.annotation.WebSocketConfigurer;
import org.springframework.web.socket.config.annotation.WebSocketHandlerRegistry;
import org.springframework.web.socket.handler.TextWebSocketHandler;
import org.springframework.web.socket.server.HandshakeHandler;
import org.springframework.web.socket.server.jetty.JettyRequestUpgradeStrategy;
import org.springframework.web.socket.server.standard.ServerEndpointExporter;
import org.springframework.web.socket.server.standard.StandardWebSocketUpgradeStrategy;
import org.springframework.web.socket.server.support.DefaultHandshakeHandler;

/**
 * A real application with WebSocket handlers, on Tomcat or Jetty, and clients of it.
 */
final class WebSocketServer implements AutoCloseable {

    private static final String JETTY = "org.springframework.boot.jetty.autoconfigure.servlet.JettyServletWebServerAutoConfiguration";

    private static final String TOMCAT = "org.springframework.boot.tomcat.autoconfigure.servlet.TomcatServletWebServerAutoConfiguration";

    private final ServletWebServerApplicationContext context;

    private final HttpClient client = HttpClient.newHttpClient();

    private WebSocketServer(ServletWebServerApplicationContext context) {
        this.context = context;
    }

    static WebSocketServer start(String name, String... properties) {
        SpringApplication application = new SpringApplication(Application.class);
        application.setWebApplicationType(WebApplicationType.SERVLET);
        application.setRegisterShutdownHook(false);
        List<String> arguments = new ArrayList<>(List.of("--server.port=0", "--server.address=127.0.0.1",
                "--spring.main.banner-mode=off", "--strategy=" + name,
                // It warns of the time it has taken
                "--logging.level.org.apache.catalina.util.SessionIdGeneratorBase=error",
                "--spring.autoconfigure.exclude=" + ("tomcat".equals(name) ? JETTY : TOMCAT)));
        Arrays.stream(properties).map("--"::concat).forEach(arguments::add);
        return new WebSocketServer(
                (ServletWebServerApplicationContext) application.run(arguments.toArray(String[]::new)));
    }

    Echo echo() {
        return this.context.getBean(Echo.class);
    }

    WaitGroup group(String name) {
        return Bounded.group(this.context.getBean(WaitGroupRegistry.class), name);
    }

    Drain drain() {
        return this.context.getBean(Drain.class);
    }

    int port() {
        return Objects.requireNonNull(this.context.getWebServer()).getPort();
    }

    Client connect(String path) throws Exception {
        Client listener = new Client();
        listener.socket = Bounded
            .get(this.client.newWebSocketBuilder().buildAsync(URI.create("ws://127.0.0.1:" + port() + path), listener));
        return listener;
    }

    @Override
    public void close() {
        this.context.close();
    }

    /** What a client sees. */
    static final class Client implements WebSocket.Listener {

        final BlockingQueue<String> received = new LinkedBlockingQueue<>();

        final CompletableFuture<Integer> closed = new CompletableFuture<>();

        private final StringBuilder message = new StringBuilder();

        @SuppressWarnings("NullAway.Init")
        WebSocket socket;

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
            this.message.append(data);
            if (last) {
                this.received.add(this.message.toString());
                this.message.setLength(0);
            }
            webSocket.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onClose(WebSocket webSocket, int statusCode, String reason) {
            this.closed.complete(statusCode);
            return null;
        }

        @Override
        public void onError(WebSocket webSocket, Throwable error) {
            this.closed.completeExceptionally(error);
        }

    }

    /** One of the Jakarta API, which knows nothing of Spring. */
    @ServerEndpoint("/endpoint")
    public static class Endpoint {

        @OnMessage
        public String onMessage(String message) {
            return message;
        }

    }

    /** Answers each message, some of them later. */
    static class Echo extends TextWebSocketHandler {

        final CountDownLatch begun = new CountDownLatch(1);

        final CountDownLatch gate = new CountDownLatch(1);

        final CompletableFuture<CloseStatus> closed = new CompletableFuture<>();

        @Override
        protected void handleTextMessage(WebSocketSession session, TextMessage message) throws Exception {
            if (message.getPayload().equals("wait")) {
                this.begun.countDown();
                Bounded.await(this.gate);
            }
            if (message.getPayload().equals("fail")) {
                throw new IllegalStateException("on purpose");
            }
            session.sendMessage(message);
        }

        @Override
        public void afterConnectionClosed(WebSocketSession session, CloseStatus status) {
            this.closed.complete(status);
        }

    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @EnableWebSocket
    @Import({ Echo.class, Handlers.class, Endpoint.class, ServerEndpointExporter.class })
    static class Application {

    }

    static class Handlers implements WebSocketConfigurer {

        private final Echo echo;

        private final HandshakeHandler handshake;

        Handlers(Echo echo, @Value("${strategy}") String strategy) {
            this.echo = echo;
            // With both servers on the class path Spring would take that of Jetty
            this.handshake = new DefaultHandshakeHandler("jetty".equals(strategy) ? new JettyRequestUpgradeStrategy()
                    : new StandardWebSocketUpgradeStrategy());
        }

        @Override
        public void registerWebSocketHandlers(WebSocketHandlerRegistry registry) {
            registry.addHandler(this.echo, "/echo/{room}").setHandshakeHandler(this.handshake);
            registry.addHandler(this.echo, "/sockjs").setHandshakeHandler(this.handshake).withSockJS();
        }

    }

}
