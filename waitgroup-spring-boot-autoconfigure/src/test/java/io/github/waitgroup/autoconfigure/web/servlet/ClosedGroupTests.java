// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.web.servlet;

import java.net.http.HttpResponse;

import io.github.waitgroup.autoconfigure.Bounded;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of requests that are not admitted any more.
 */
class ClosedGroupTests {

    @Test
    void runWhenGroupIsClosedShouldAnswer503AndCountNothing() throws Exception {
        try (WebServer server = WebServer.start()) {
            server.requests().close();
            HttpResponse<String> response = server.get("/orders/1");
            assertThat(response.statusCode()).isEqualTo(503);
            assertThat(response.headers().firstValue("Retry-After")).contains("1");
            assertThat(server.work().unit).isNotDone();
            assertThat(server.get("/actuator/health").statusCode()).isEqualTo(200);
            Bounded.assertEnded(server.requests(), 0, 0);
            server.requests().reopen();
            assertThat(server.get("/orders/1").statusCode()).isEqualTo(200);
            Bounded.assertEnded(server.requests(), 1, 0);
        }
    }

}
