// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.task;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;

import io.github.waitgroup.Registration;
import io.github.waitgroup.WaitGroup;
import io.github.waitgroup.WaitGroupRegistry;
import io.github.waitgroup.WorkSnapshot;
import io.github.waitgroup.autoconfigure.Bounded;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.task.TaskExecutionAutoConfiguration;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.task.AsyncTaskExecutor;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.config.annotation.AsyncSupportConfigurer;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of what Spring MVC has done by another thread than that of the request, with
 * Spring Boot's executor, with its own, and with one that is no bean.
 */
class AsyncRequestTests {

    @ParameterizedTest
    @ValueSource(classes = { WithBean.class, WithoutBean.class, WithOwn.class })
    void callableShouldBeCountedUntilItEnds(Class<?> application) throws Exception {
        run(application, "/callable", 200);
    }

    @ParameterizedTest
    @ValueSource(classes = { WithBean.class, WithoutBean.class, WithOwn.class })
    void streamShouldBeCountedUntilItEnds(Class<?> application) throws Exception {
        run(application, "/stream", 200);
    }

    @ParameterizedTest
    @ValueSource(classes = { WithBean.class, WithoutBean.class, WithOwn.class })
    void callableShouldBeCountedWhenItsRequestHasTimedOut(Class<?> application) throws Exception {
        try (ServletWebServerApplicationContext context = start(application, "1ms")) {
            Work work = context.getBean(Work.class);
            CompletableFuture<HttpResponse<String>> response = get(context, "/stubborn");
            Bounded.await(work.begun);
            assertThat(Bounded.get(response).statusCode()).isEqualTo(503);
            assertThat(group(context).count()).isEqualTo(1);
            work.gate.countDown();
            Bounded.assertEnded(group(context), 1, 0);
        }
    }

    private static void run(Class<?> application, String path, int status) throws Exception {
        try (ServletWebServerApplicationContext context = start(application, "20s")) {
            Work work = context.getBean(Work.class);
            CompletableFuture<HttpResponse<String>> response = get(context, path);
            Bounded.await(work.begun);
            assertThat(group(context).snapshot(10).work()).extracting(WorkSnapshot::state)
                .containsExactly(Registration.State.RUNNING);
            work.gate.countDown();
            assertThat(Bounded.get(response).statusCode()).isEqualTo(status);
            assertThat(Bounded.get(response).body()).isEqualTo("done");
            Bounded.assertEnded(group(context), 1, 0);
        }
    }

    private static WaitGroup group(ServletWebServerApplicationContext context) {
        return Bounded.group(context.getBean(WaitGroupRegistry.class), AsyncGroup.NAME);
    }

    private static CompletableFuture<HttpResponse<String>> get(ServletWebServerApplicationContext context,
            String path) {
        int port = Objects.requireNonNull(context.getWebServer()).getPort();
        return HttpClient.newHttpClient()
            .sendAsync(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).build(),
                    HttpResponse.BodyHandlers.ofString());
    }

    private static ServletWebServerApplicationContext start(Class<?> type, String timeout) {
        SpringApplication application = new SpringApplication(type);
        application.setWebApplicationType(WebApplicationType.SERVLET);
        application.setRegisterShutdownHook(false);
        application.setDefaultProperties(Map.of("server.port", "0", "server.address", "127.0.0.1",
                "spring.main.banner-mode", "off", "spring.mvc.async.request-timeout", timeout));
        return (ServletWebServerApplicationContext) application.run();
    }

    static class Work {

        private final CountDownLatch begun = new CountDownLatch(1);

        private final CountDownLatch gate = new CountDownLatch(1);

        void run() {
            this.begun.countDown();
            Bounded.await(this.gate);
        }

        // The interrupt of a request that has timed out is ignored
        void runStubbornly() {
            this.begun.countDown();
            for (;;) {
                try {
                    this.gate.await();
                    return;
                }
                catch (InterruptedException ex) {
                    // Goes on
                }
            }
        }

    }

    /**
     * Lets no request time out before its work has begun: it would be cancelled.
     */
    static class LateTimeout implements Filter {

        private final Work work;

        LateTimeout(Work work) {
            this.work = work;
        }

        @Override
        public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
                throws IOException, ServletException {
            chain.doFilter(new HttpServletRequestWrapper((HttpServletRequest) request) {

                @Override
                public AsyncContext startAsync(ServletRequest passed, ServletResponse answer) {
                    AsyncContext context = super.startAsync(passed, answer);
                    // Ahead of Spring's listener
                    context.addListener(new AwaitBegin(LateTimeout.this.work));
                    return context;
                }

            }, response);
        }

    }

    private record AwaitBegin(Work work) implements AsyncListener {

        @Override
        public void onTimeout(AsyncEvent event) {
            Bounded.await(this.work.begun);
        }

        @Override
        public void onComplete(AsyncEvent event) {
        }

        @Override
        public void onError(AsyncEvent event) {
        }

        @Override
        public void onStartAsync(AsyncEvent event) {
        }

    }

    @RestController
    static class Controller {

        private final Work work;

        Controller(Work work) {
            this.work = work;
        }

        @GetMapping("/callable")
        Callable<String> callable() {
            return () -> {
                this.work.run();
                return "done";
            };
        }

        @GetMapping("/stubborn")
        Callable<String> stubborn() {
            return () -> {
                this.work.runStubbornly();
                return "done";
            };
        }

        @GetMapping("/stream")
        StreamingResponseBody stream() {
            return (out) -> {
                this.work.run();
                out.write("done".getBytes(StandardCharsets.UTF_8));
            };
        }

    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @Import({ Work.class, LateTimeout.class, Controller.class })
    static class WithBean {

    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration(exclude = TaskExecutionAutoConfiguration.class)
    @Import({ Work.class, LateTimeout.class, Controller.class })
    static class WithoutBean {

    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @Import({ Work.class, LateTimeout.class, Controller.class })
    static class WithOwn {

        @Bean
        WebMvcConfigurer configurer() {
            AsyncTaskExecutor own = (task) -> new Thread(task).start();
            return new WebMvcConfigurer() {

                @Override
                public void configureAsyncSupport(AsyncSupportConfigurer configurer) {
                    configurer.setTaskExecutor(own);
                }

            };
        }

    }

}
