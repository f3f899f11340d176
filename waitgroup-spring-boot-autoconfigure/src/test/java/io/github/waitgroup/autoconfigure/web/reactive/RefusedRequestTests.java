// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.web.reactive;

import java.net.http.HttpResponse;

import io.github.waitgroup.autoconfigure.Bounded;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of requests that are not admitted, and of those that are not counted.
 */
class RefusedRequestTests {

    private static final String OTHER_SERVERS = "spring.autoconfigure.exclude="
            + "org.springframework.boot.jetty.autoconfigure.reactive.JettyReactiveWebServerAutoConfiguration,"
            + "org.springframework.boot.tomcat.autoconfigure.reactive.TomcatReactiveWebServerAutoConfiguration,"
            + "org.springframework.boot.jetty.autoconfigure.actuate.web.server.JettyReactiveManagementContextAutoConfiguration,"
            + "org.springframework.boot.tomcat.autoconfigure.actuate.web.server.TomcatReactiveManagementContextAutoConfiguration";

    @Test
    void runWhenPolicyIsToRefuseShouldRefuseWhileDraining() throws Exception {
        try (ReactiveServer server = ReactiveServer.start("waitgroup.http.while-draining=refuse",
                "waitgroup.http.exclude=/plain")) {
            assertThat(server.get("/orders/1").statusCode()).isEqualTo(200);
            server.drain().quiesce();
            HttpResponse<String> refused = server.get("/orders/1");
            assertThat(refused.statusCode()).isEqualTo(503);
            assertThat(refused.headers().firstValue("Retry-After")).hasValue("1");
            assertThat(refused.headers().allValues("Connection")).containsExactly("close");
            assertThat(server.get("/plain").statusCode()).isEqualTo(200);
            assertThat(server.get("/actuator/waitgroups").statusCode()).isEqualTo(200);
            Bounded.assertEnded(server.requests(), 1, 0);
            server.drain().resume();
            assertThat(server.get("/orders/1").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void runWhenGroupIsClosedShouldRefuse() throws Exception {
        try (ReactiveServer server = ReactiveServer.start()) {
            server.requests().close();
            HttpResponse<String> refused = server.get("/orders/1");
            assertThat(refused.statusCode()).isEqualTo(503);
            assertThat(refused.headers().firstValue("Retry-After")).hasValue("1");
            assertThat(server.get("/actuator/health").statusCode()).isEqualTo(200);
            server.requests().reopen();
            assertThat(server.get("/orders/1").statusCode()).isEqualTo(200);
            Bounded.assertEnded(server.requests(), 1, 0);
        }
    }

    @Test
    void runWhenApplicationHasBasePathShouldMatchWithinIt() throws Exception {
        try (ReactiveServer server = ReactiveServer.start("spring.webflux.base-path=/base",
                "waitgroup.http.exclude=/orders/*", "management.endpoints.web.base-path=/manage")) {
            assertThat(server.get("/base/orders/1").statusCode()).isEqualTo(200);
            assertThat(server.get("/base/manage/health").statusCode()).isEqualTo(200);
            Bounded.assertEnded(server.requests(), 0, 0);
            assertThat(server.get("/base/plain").statusCode()).isEqualTo(200);
            Bounded.assertEnded(server.requests(), 1, 0);
        }
    }

    @Test
    void runWhenActuatorHasPortOfItsOwnShouldNotCountThere() throws Exception {
        try (ReactiveServer server = ReactiveServer.start("management.server.port=0",
                "management.endpoints.web.base-path=/", OTHER_SERVERS)) {
            int port = server.managementPort();
            try (Wire wire = Wire.connect(port)) {
                assertThat(wire.get("/health").readUntil("\r\n\r\n")).startsWith("HTTP/1.1 200");
            }
            Bounded.assertEnded(server.requests(), 0, 0);
            assertThat(server.get("/plain").statusCode()).isEqualTo(200);
            Bounded.assertEnded(server.requests(), 1, 0);
        }
    }

}
