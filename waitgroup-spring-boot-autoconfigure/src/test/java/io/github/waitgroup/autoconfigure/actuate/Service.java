// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.actuate;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

import io.github.waitgroup.Drain;
import io.github.waitgroup.WaitGroup;
import io.github.waitgroup.WaitGroupRegistry;
import io.github.waitgroup.autoconfigure.Bounded;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.availability.ApplicationAvailability;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * A real application with its actuator on the same port or another one, and a client.
 */
final class Service implements AutoCloseable {

    private static final ExecutorService THREADS = Executors.newCachedThreadPool(Service::daemon);

    private static final HttpClient CLIENT = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final CompletableFuture<WebServerApplicationContext> management = new CompletableFuture<>();

    private final ConfigurableApplicationContext context;

    Service(String... properties) {
        ApplicationListener<WebServerInitializedEvent> listener = (event) -> {
            if ("management".equals(event.getApplicationContext().getServerNamespace())) {
                this.management.complete(event.getApplicationContext());
            }
        };
        this.context = new SpringApplicationBuilder(Application.class).registerShutdownHook(false)
            .listeners(listener)
            .run(Stream.concat(
                    Stream.of("server.port=0", "server.address=127.0.0.1", "spring.main.banner-mode=off",
                            "spring.jmx.enabled=false", "management.endpoints.web.exposure.include=drain,waitgroups"),
                    Stream.of(properties))
                .map("--"::concat)
                .toArray(String[]::new));
    }

    ConfigurableApplicationContext context() {
        return this.context;
    }

    Drain drain() {
        return this.context.getBean(Drain.class);
    }

    WaitGroupRegistry registry() {
        return this.context.getBean(WaitGroupRegistry.class);
    }

    WaitGroup requests() {
        return Bounded.group(registry(), "http");
    }

    ReadinessState readiness() {
        return this.context.getBean(ApplicationAvailability.class).getReadinessState();
    }

    Pages pages() {
        return this.context.getBean(Pages.class);
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "client");
        thread.setDaemon(true);
        return thread;
    }

    Future<HttpResponse<String>> get(String path) {
        return send("GET", port((WebServerApplicationContext) this.context), path, null);
    }

    Answer actuator(String method, String path) throws Exception {
        return actuator(method, path, null);
    }

    Answer actuator(String method, String path, @Nullable String body) throws Exception {
        WebServerApplicationContext server = this.management.getNow((WebServerApplicationContext) this.context);
        return new Answer(Bounded.get(send(method, port(server), "/actuator" + path, body)));
    }

    private static int port(WebServerApplicationContext server) {
        return Objects.requireNonNull(server.getWebServer()).getPort();
    }

    // Not on the common pool, for which a drain waits
    private static Future<HttpResponse<String>> send(String method, int port, String path, @Nullable String body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
            .timeout(Duration.ofSeconds(20))
            .method(method,
                    (body != null) ? HttpRequest.BodyPublishers.ofString(body) : HttpRequest.BodyPublishers.noBody());
        if (body != null) {
            request.header("Content-Type", "application/json");
        }
        return THREADS.submit(() -> CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString()));
    }

    @Override
    public void close() {
        this.context.close();
    }

    record Answer(int status, String retryAfter, String body) {

        Answer(HttpResponse<String> response) {
            this(response.statusCode(), response.headers().firstValue("Retry-After").orElse("none"), response.body());
        }

    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @Import(Pages.class)
    static class Application {

    }

    @RestController
    static class Pages {

        final CountDownLatch begun = new CountDownLatch(1);

        final CompletableFuture<String> answer = new CompletableFuture<>();

        @GetMapping("/hello")
        String hello() {
            return "hello";
        }

        @GetMapping("/wait")
        CompletableFuture<String> hold() {
            this.begun.countDown();
            return this.answer;
        }

    }

}
