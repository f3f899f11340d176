// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.web.servlet;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

import io.github.waitgroup.Drain;
import io.github.waitgroup.WaitGroup;
import io.github.waitgroup.WaitGroupRegistry;
import io.github.waitgroup.autoconfigure.Bounded;
import io.github.waitgroup.autoconfigure.ListeningSockets;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/**
 * A real application with an embedded server, and a client of it.
 */
final class WebServer implements AutoCloseable {

    private final ServletWebServerApplicationContext context;

    private HttpClient client = client();

    private boolean silenced;

    private WebServer(ServletWebServerApplicationContext context) {
        this.context = context;
    }

    static WebServer start(String... properties) {
        return start(Container.TOMCAT, properties);
    }

    static WebServer start(Container container, String... properties) {
        SpringApplication application = new SpringApplication(Application.class);
        application.setWebApplicationType(WebApplicationType.SERVLET);
        application.setRegisterShutdownHook(false);
        Stream<String> common = Stream.of("server.port=0", "server.address=127.0.0.1", "spring.main.banner-mode=off",
                "management.endpoints.web.exposure.include=health,waitgroups", container.property());
        String[] arguments = Stream.concat(common, Arrays.stream(properties)).map("--"::concat).toArray(String[]::new);
        return new WebServer((ServletWebServerApplicationContext) application.run(arguments));
    }

    private static HttpClient client() {
        return HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    }

    /**
     * Makes it as new for another test: with nothing in flight, no connection and no
     * event of the last one.
     * @return what is counted from now on
     */
    Counts renew() throws InterruptedException {
        work().renew();
        Counts counts = new Counts(requests());
        this.client = client();
        return counts;
    }

    /**
     * Says nothing of the many exceptions to come, until the server is closed: the levels
     * are those of the whole JVM.
     */
    void silence() {
        this.silenced = true;
        setLogLevel(LogLevel.OFF);
    }

    private static void setLogLevel(LogLevel level) {
        LoggingSystem.get(WebServer.class.getClassLoader()).setLogLevel(LoggingSystem.ROOT_LOGGER_NAME, level);
    }

    int port() {
        return Objects.requireNonNull(this.context.getWebServer()).getPort();
    }

    <T> T server(Class<T> type) {
        return type.cast(Objects.requireNonNull(this.context.getWebServer()));
    }

    <T> T bean(Class<T> type) {
        return this.context.getBean(type);
    }

    void stopListening() {
        this.context.getBeansOfType(ListeningSockets.class).values().forEach(ListeningSockets::close);
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

    Socket connect() throws IOException {
        return connect(port());
    }

    static Socket connect(int port) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(20_000);
        return socket;
    }

    Socket send(String path) throws IOException {
        Socket socket = connect();
        send(socket, "GET " + path + " HTTP/1.1\r\nHost: test\r\n\r\n");
        return socket;
    }

    static void send(Socket socket, String request) throws IOException {
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
    }

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return this.client.send(request(path), HttpResponse.BodyHandlers.ofString());
    }

    HttpResponse<String> get(int port, String path) throws IOException, InterruptedException {
        return this.client.send(request(port, path), HttpResponse.BodyHandlers.ofString());
    }

    int managementPort() {
        return Objects
            .requireNonNull(this.context.getEnvironment().getProperty("local.management.port", Integer.class));
    }

    CompletableFuture<HttpResponse<String>> getLater(String path) {
        return this.client.sendAsync(request(path), HttpResponse.BodyHandlers.ofString());
    }

    private HttpRequest request(String path) {
        return request(port(), path);
    }

    private static HttpRequest request(int port, String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
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
        if (this.silenced) {
            setLogLevel(LogLevel.INFO);
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @Import({ Work.class, WorkController.class, SlowErrorAttributes.class, DrainBeginner.class, Routes.class,
            AsyncServlet.class })
    static class Application {

    }

}
