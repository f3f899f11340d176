// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.web.servlet;

import java.net.http.HttpResponse;

import io.github.waitgroup.autoconfigure.Bounded;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * Tests of requests that the application declares not to be work.
 */
@ExtendWith(OutputCaptureExtension.class)
class ExcludedRequestTests {

    private static final String JETTY_MANAGEMENT = "org.springframework.boot.jetty.autoconfigure.actuate.web.server."
            + "JettyServletManagementContextAutoConfiguration";

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            server.servlet.context-path=/    | ''
            server.servlet.context-path=/shop | /shop
            """)
    void runWhenPathIsExcludedShouldNotCountIt(String property, String context) throws Exception {
        try (WebServer server = WebServer.start(property, "waitgroup.http.exclude=/orders/{id}, plain/**")) {
            assertThat(server.get(context + "/orders/1").statusCode()).isEqualTo(200);
            assertThat(server.get(context + "/orders/1?x=y").statusCode()).isEqualTo(200);
            assertThat(server.get(context + "/plain/a/b").statusCode()).isEqualTo(200);
            assertThat(server.get(context + "/actuator/health").statusCode()).isEqualTo(200);
            Bounded.assertEnded(server.requests(), 0, 0);
            assertThat(server.get(context + "/orders/1/2").statusCode()).isEqualTo(404);
            assertThat(server.get(context + "/callable").statusCode()).isEqualTo(200);
            Bounded.assertEnded(server.requests(), 2, 0);
        }
    }

    @Test
    void runWhenDispatcherHasAPathShouldMatchItsPathsToo() throws Exception {
        try (WebServer server = WebServer.start("spring.mvc.servlet.path=/api",
                "waitgroup.http.exclude=/api/orders/*")) {
            assertThat(server.get("/api/orders/1").statusCode()).isEqualTo(200);
            Bounded.assertEnded(server.requests(), 0, 0);
            assertThat(server.get("/api/callable").statusCode()).isEqualTo(200);
            Bounded.assertEnded(server.requests(), 1, 0);
        }
    }

    @Test
    void runWhenManagementHasItsOwnPortShouldCountNothingThere() throws Exception {
        try (WebServer server = WebServer.start("management.server.port=0", "management.server.address=127.0.0.1",
                Container.TOMCAT.property() + "," + JETTY_MANAGEMENT)) {
            HttpResponse<String> response = server.get(server.managementPort(), "/actuator/health");
            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(server.get("/actuator/health").statusCode()).isEqualTo(404);
            Bounded.assertEnded(server.requests(), 0, 0);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = { "waitgroup.http.exclude", "waitgroup.http.awaited-streams" })
    void runWhenPatternIsNoneShouldFailWithPropertyValueAndRemedy(String property, CapturedOutput output) {
        assertThatException().isThrownBy(() -> WebServer.start(property + "=/ping,/orders/{").close());
        assertThat(output).contains("APPLICATION FAILED TO START")
            .contains(property)
            .contains("/orders/{")
            .contains("It is no pattern of paths")
            .contains("Set one such as /ping or /internal/**.");
    }

}
