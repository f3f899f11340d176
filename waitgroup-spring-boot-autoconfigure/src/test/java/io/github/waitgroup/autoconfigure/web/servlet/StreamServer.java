// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.web.servlet;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

import io.github.waitgroup.Drain;
import io.github.waitgroup.WaitGroup;
import io.github.waitgroup.WaitGroupRegistry;
import io.github.waitgroup.autoconfigure.Bounded;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.event.ContextClosedEvent;

/**
 * A real application that streams, on Tomcat or Jetty.
 */
final class StreamServer implements AutoCloseable {

    static final String JETTY = "org.springframework.boot.jetty.autoconfigure.servlet.JettyServletWebServerAutoConfiguration";

    static final String TOMCAT = "org.springframework.boot.tomcat.autoconfigure.servlet.TomcatServletWebServerAutoConfiguration";

    private final ServletWebServerApplicationContext context;

    private StreamServer(ServletWebServerApplicationContext context) {
        this.context = context;
    }

    static StreamServer start(String name, String... properties) {
        SpringApplication application = new SpringApplication(Application.class);
        application.setWebApplicationType(WebApplicationType.SERVLET);
        application.setRegisterShutdownHook(false);
        List<String> arguments = new ArrayList<>(List.of("--server.port=0", "--server.address=127.0.0.1",
                "--waitgroup.http.ended-streams=/lines", "--spring.main.banner-mode=off",
                "--spring.autoconfigure.exclude=" + ("tomcat".equals(name) ? JETTY : TOMCAT)));
        Arrays.stream(properties).map("--"::concat).forEach(arguments::add);
        return new StreamServer((ServletWebServerApplicationContext) application.run(arguments.toArray(String[]::new)));
    }

    int port() {
        return Objects.requireNonNull(this.context.getWebServer()).getPort();
    }

    StreamController controller() {
        return this.context.getBean(StreamController.class);
    }

    WaitGroup requests() {
        return Bounded.group(this.context.getBean(WaitGroupRegistry.class), ServletWaitGroupAutoConfiguration.GROUP);
    }

    Drain drain() {
        return this.context.getBean(Drain.class);
    }

    Client get(String path) throws IOException {
        return new Client(port(), path);
    }

    void shutDown() {
        this.context.close();
    }

    @Override
    public void close() {
        shutDown();
    }

    /** What a client sees of a stream, byte for byte. */
    static final class Client implements AutoCloseable {

        private final Socket socket;

        Client(int port, String path) throws IOException {
            this.socket = new Socket(InetAddress.getLoopbackAddress(), port);
            this.socket.setSoTimeout(20_000);
            this.socket.getOutputStream()
                .write(("GET " + path + " HTTP/1.1\r\nHost: test\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
        }

        // One byte at a time: no more than up to there is taken from the socket
        String readUntil(String end) throws IOException {
            StringBuilder read = new StringBuilder();
            while (read.indexOf(end, read.length() - end.length()) < 0) {
                int next = this.socket.getInputStream().read();
                if (next < 0) {
                    throw new IOException("End of stream after: " + read);
                }
                read.append((char) next);
            }
            return read.toString();
        }

        String readAll() throws IOException {
            ByteArrayOutputStream read = new ByteArrayOutputStream();
            try {
                this.socket.getInputStream().transferTo(read);
            }
            catch (IOException ex) {
                throw new IOException("Failed after: " + read.toString(StandardCharsets.US_ASCII), ex);
            }
            return read.toString(StandardCharsets.US_ASCII);
        }

        void hangUp() throws IOException {
            this.socket.close();
        }

        @Override
        public void close() throws IOException {
            hangUp();
        }

    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @Import(StreamController.class)
    static class Application {

        // What the lifecycle does after the first step; it may do so twice
        @Bean
        static ApplicationListener<ContextClosedEvent> streamEnd(Drain drain) {
            return (event) -> drain.endOpenEnded();
        }

    }

}
