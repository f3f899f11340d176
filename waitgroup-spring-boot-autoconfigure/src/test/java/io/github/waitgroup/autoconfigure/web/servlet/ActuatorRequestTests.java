// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.web.servlet;

import io.github.waitgroup.autoconfigure.Bounded;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that probes do not keep an application busy.
 */
class ActuatorRequestTests {

    @ParameterizedTest
    @CsvSource({ "spring.main.lazy-initialization=false, /actuator, ''",
            "management.endpoints.web.base-path=/manage/, /manage, ''",
            "server.servlet.context-path=/shop, /shop/actuator, /shop",
            "spring.mvc.servlet.path=/api, /api/actuator, /api" })
    void runWhenActuatorIsReadShouldNotCountIt(String property, String actuator, String application) throws Exception {
        try (WebServer server = WebServer.start(property)) {
            assertThat(server.get(actuator + "/health").statusCode()).isEqualTo(200);
            assertThat(server.get(actuator + "/health?x=y").statusCode()).isEqualTo(200);
            assertThat(server.get(actuator).statusCode()).isEqualTo(200);
            assertThat(server.get(actuator + "/missing").statusCode()).isEqualTo(404);
            Bounded.assertEnded(server.requests(), 0, 0);
            assertThat(server.get(application + "/orders/1").statusCode()).isEqualTo(200);
            assertThat(server.get(application + "/actuators").statusCode()).isEqualTo(404);
            Bounded.assertEnded(server.requests(), 2, 0);
        }
    }

    @ParameterizedTest
    @CsvSource({ "management.endpoints.web.base-path=/, /health" })
    void runWhenActuatorIsAtTheRootShouldCountEverything(String property, String path) throws Exception {
        try (WebServer server = WebServer.start(property)) {
            assertThat(server.get(path).statusCode()).isEqualTo(200);
            Bounded.assertEnded(server.requests(), 1, 0);
        }
    }

}
