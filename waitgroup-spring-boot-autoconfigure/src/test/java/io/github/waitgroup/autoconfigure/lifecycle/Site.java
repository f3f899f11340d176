// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.lifecycle;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;

import io.github.waitgroup.Drain;
import io.github.waitgroup.WaitGroup;
import io.github.waitgroup.WaitGroupRegistry;
import io.github.waitgroup.autoconfigure.Bounded;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.scheduling.annotation.Async;
import org.springframework.scheduling.annotation.EnableAsync;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * A real application with a web server, and a client of it.
 */
final class Site implements AutoCloseable {

    private static final HttpClient CLIENT = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final ConfigurableApplicationContext context;

    Site(ConfigurableApplicationContext context) {
        this.context = context;
    }

    static Site start(String... properties) {
        return new Site(builder().run(arguments(properties)));
    }

    static SpringApplicationBuilder builder() {
        return new SpringApplicationBuilder(Application.class).registerShutdownHook(false);
    }

    static String[] arguments(String... properties) {
        return Stream
            .concat(Stream.of("server.port=0", "server.address=127.0.0.1", "spring.main.banner-mode=off",
                    "spring.main.web-application-type=servlet", "spring.jmx.enabled=false"), Stream.of(properties))
            .map("--"::concat)
            .toArray(String[]::new);
    }

    ConfigurableApplicationContext context() {
        return this.context;
    }

    <T> T bean(Class<T> type) {
        return this.context.getBean(type);
    }

    Drain drain() {
        return bean(Drain.class);
    }

    Pages pages() {
        return bean(Pages.class);
    }

    WaitGroup group(String name) {
        return Bounded.group(bean(WaitGroupRegistry.class), name);
    }

    int port() {
        WebServerApplicationContext server = (WebServerApplicationContext) this.context;
        return Objects.requireNonNull(server.getWebServer()).getPort();
    }

    CompletableFuture<HttpResponse<String>> get(String path) {
        return get(port(), path);
    }

    static CompletableFuture<HttpResponse<String>> get(int port, String path) {
        return CLIENT.sendAsync(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
            .timeout(Duration.ofSeconds(20))
            .build(), HttpResponse.BodyHandlers.ofString());
    }

    @Override
    public void close() {
        this.context.close();
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @EnableAsync
    @Import({ Pages.class, Task.class })
    static class Application {

    }

    @RestController
    static class Pages {

        final CountDownLatch begun = new CountDownLatch(1);

        final CountDownLatch gate = new CountDownLatch(1);

        final Deaf deaf = new Deaf();

        @GetMapping("/hello")
        String hello() {
            return "hello";
        }

        @GetMapping("/wait")
        String hold() {
            this.begun.countDown();
            Bounded.await(this.gate);
            return "waited";
        }

        @GetMapping("/deaf")
        String deaf() {
            this.deaf.run();
            return "heard nothing";
        }

    }

    static class Task {

        private final CountDownLatch begun = new CountDownLatch(1);

        private final CountDownLatch gate = new CountDownLatch(1);

        void awaitBegun() {
            Bounded.await(this.begun);
        }

        void end() {
            this.gate.countDown();
        }

        @Async
        CompletableFuture<String> later() {
            this.begun.countDown();
            Bounded.await(this.gate);
            return CompletableFuture.completedFuture("later");
        }

    }

}
