// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.web.reactive;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Arrays;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

import io.github.waitgroup.Drain;
import io.github.waitgroup.WaitGroup;
import io.github.waitgroup.WaitGroupRegistry;
import io.github.waitgroup.autoconfigure.Bounded;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.web.server.reactive.context.ReactiveWebServerApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/**
 * A real application of WebFlux, on Reactor Netty unless told otherwise, and a client of
 * it.
 */
public final class ReactiveServer implements AutoCloseable {

    private final ReactiveWebServerApplicationContext context;

    private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private ReactiveServer(ReactiveWebServerApplicationContext context) {
        this.context = context;
    }

    public static ReactiveServer start(String... properties) {
        SpringApplication application = new SpringApplication(Application.class);
        application.setWebApplicationType(WebApplicationType.REACTIVE);
        application.setRegisterShutdownHook(false);
        String[] arguments = Stream
            .concat(Stream.of("server.port=0", "server.address=127.0.0.1", "spring.main.banner-mode=off",
                    "management.endpoints.web.exposure.include=health,waitgroups"), Arrays.stream(properties))
            .map((property) -> "--" + property)
            .toArray(String[]::new);
        return new ReactiveServer((ReactiveWebServerApplicationContext) application.run(arguments));
    }

    public int port() {
        return Objects.requireNonNull(this.context.getWebServer()).getPort();
    }

    int managementPort() {
        return Integer
            .parseInt(Objects.requireNonNull(this.context.getEnvironment().getProperty("local.management.port")));
    }

    public <T> T bean(Class<T> type) {
        return this.context.getBean(type);
    }

    public Handlers handlers() {
        return bean(Handlers.class);
    }

    public WaitGroup requests() {
        return group(ReactiveWaitGroupAutoConfiguration.GROUP);
    }

    public WaitGroup group(String name) {
        return Bounded.group(bean(WaitGroupRegistry.class), name);
    }

    public Drain drain() {
        return bean(Drain.class);
    }

    public HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return this.client.send(request(path).build(), HttpResponse.BodyHandlers.ofString());
    }

    public CompletableFuture<HttpResponse<String>> getLater(String path) {
        return this.client.sendAsync(request(path).build(), HttpResponse.BodyHandlers.ofString());
    }

    public HttpResponse<String> post(String path, String body) throws IOException, InterruptedException {
        return this.client.send(request(path).POST(HttpRequest.BodyPublishers.ofString(body)).build(),
                HttpResponse.BodyHandlers.ofString());
    }

    public Wire connect() throws IOException {
        return Wire.connect(port());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path)).timeout(Duration.ofSeconds(20));
    }

    public void restart() {
        this.context.stop();
        this.context.start();
    }

    @Override
    public void close() {
        this.context.close();
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @Import({ Handlers.class, Routes.class })
    static class Application {

    }

}
