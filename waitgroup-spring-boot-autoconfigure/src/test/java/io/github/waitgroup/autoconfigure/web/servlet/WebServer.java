// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.web.servlet;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;

import io.github.waitgroup.Drain;
import io.github.waitgroup.WaitGroup;
import io.github.waitgroup.WaitGroupRegistry;
import io.github.waitgroup.autoconfigure.Bounded;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/**
 * A real application with an embedded Tomcat, and a client of it.
 */
final class WebServer implements AutoCloseable {

    private final ServletWebServerApplicationContext context;

    private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private WebServer(ServletWebServerApplicationContext context) {
        this.context = context;
    }

    static WebServer start(String... properties) {
        SpringApplication application = new SpringApplication(Application.class);
        application.setWebApplicationType(WebApplicationType.SERVLET);
        application.setRegisterShutdownHook(false);
        String[] arguments = new String[properties.length + 4];
        arguments[0] = "--server.port=0";
        arguments[1] = "--server.address=127.0.0.1";
        arguments[2] = "--spring.main.banner-mode=off";
        arguments[3] = "--management.endpoints.web.exposure.include=health,waitgroups";
        for (int i = 0; i < properties.length; i++) {
            arguments[i + 4] = "--" + properties[i];
        }
        return new WebServer((ServletWebServerApplicationContext) application.run(arguments));
    }

    int port() {
        return Objects.requireNonNull(this.context.getWebServer()).getPort();
    }

    <T> T bean(Class<T> type) {
        return this.context.getBean(type);
    }

    Work work() {
        return bean(Work.class);
    }

    WaitGroup requests() {
        return Bounded.group(bean(WaitGroupRegistry.class), ServletWaitGroupAutoConfiguration.GROUP);
    }

    Drain drain() {
        return bean(Drain.class);
    }

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return this.client.send(request(path), HttpResponse.BodyHandlers.ofString());
    }

    CompletableFuture<HttpResponse<String>> getLater(String path) {
        return this.client.sendAsync(request(path), HttpResponse.BodyHandlers.ofString());
    }

    private HttpRequest request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path))
            .timeout(Duration.ofSeconds(20))
            .build();
    }

    void restart() {
        this.context.stop();
        this.context.start();
    }

    void shutDown() {
        this.context.close();
    }

    @Override
    public void close() {
        shutDown();
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @Import({ Work.class, WorkController.class, SlowErrorAttributes.class, DrainBeginner.class })
    static class Application {

    }

}
