// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.tracing;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Objects;

import io.github.waitgroup.WaitGroupRegistry;
import io.github.waitgroup.autoconfigure.Bounded;
import io.micrometer.tracing.test.simple.SimpleTracer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that requests are shown with their trace, where their observation has a scope on
 * the thread and where it has none.
 */
class TracedRequestTests {

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void requestShouldBelongToTheTraceOfItsObservation(WebApplicationType type) throws Exception {
        try (ConfigurableApplicationContext context = start(type)) {
            int port = Objects.requireNonNull(((WebServerApplicationContext) context).getWebServer()).getPort();
            HttpResponse<String> response = HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/trace"))
                    .timeout(Bounded.LIMIT)
                    .build(), HttpResponse.BodyHandlers.ofString());
            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(response.body())
                .isEqualTo(context.getBean(SimpleTracer.class).getSpans().element().context().traceId())
                .isNotBlank();
        }
    }

    private static ConfigurableApplicationContext start(WebApplicationType type) {
        SpringApplication application = new SpringApplication(Application.class);
        application.setWebApplicationType(type);
        application.setRegisterShutdownHook(false);
        return application.run("--server.port=0", "--server.address=127.0.0.1", "--spring.main.banner-mode=off");
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @Import(Traces.class)
    static class Application {

        @Bean
        SimpleTracer tracer() {
            return new SimpleTracer();
        }

    }

    @RestController
    static class Traces {

        private final WaitGroupRegistry groups;

        Traces(WaitGroupRegistry groups) {
            this.groups = groups;
        }

        @GetMapping("/trace")
        @Nullable String trace() {
            return Bounded.group(this.groups, "http").snapshot(1).work().get(0).traceId();
        }

    }

}
