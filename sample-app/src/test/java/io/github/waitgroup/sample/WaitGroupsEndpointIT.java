// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.sample;

import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a newcomer sees who has added the starter, exposed the endpoint and done nothing
 * else.
 */
class WaitGroupsEndpointIT {

    private static final JsonMapper json = new JsonMapper();

    @TempDir
    private static Path directory;

    private static SampleProcess sample;

    private HttpConnection connection;

    @BeforeAll
    static void startSample() throws Exception {
        sample = SampleProcess.start("endpoint", new Database(directory).url(), List.of());
    }

    @AfterAll
    static void stopSample() {
        sample.close();
    }

    @BeforeEach
    void connect() throws Exception {
        this.connection = new HttpConnection(sample.port());
    }

    @AfterEach
    void disconnect() throws Exception {
        this.connection.close();
    }

    @Test
    void showsWhatIsInFlight() throws Exception {
        order();
        JsonNode all = get("/actuator/waitgroups");
        assertThat(all.path("state").asString()).isEqualTo("SERVING");
        assertThat(all.path("groups").propertyNames()).contains("http", "async");
        assertThat(all.path("groups").path("async").path("inFlight").asInt()).isPositive();
    }

    @Test
    void showsTheWorkOfAGroup() throws Exception {
        order();
        JsonNode async = get("/actuator/waitgroups/async?limit=5");
        assertThat(async.path("work").size()).isEqualTo(5);
        assertThat(async.path("omitted").asInt()).isPositive();
        assertThat(async.path("work").path(0).path("label").asString()).isIn("OrderService.fulfil", "Mailer.confirm");
    }

    @Test
    void hasNoSuchGroup() throws Exception {
        assertThat(this.connection.exchange("GET", "/actuator/waitgroups/nope").status()).isEqualTo(404);
    }

    @Test
    void refusesANegativeLimit() throws Exception {
        assertThat(this.connection.exchange("GET", "/actuator/waitgroups/async?limit=-1").status()).isEqualTo(400);
    }

    @Test
    void isReady() throws Exception {
        assertThat(get("/actuator/health/readiness").path("status").asString()).isEqualTo("UP");
    }

    // More than the pool has threads for in a minute: the endpoint's first answer takes
    // its time
    private void order() throws Exception {
        assertThat(this.connection.exchange("POST", "/orders?count=1000").status()).isEqualTo(202);
    }

    private JsonNode get(String path) throws Exception {
        HttpAnswer answer = this.connection.exchange("GET", path);
        assertThat(answer.status()).as(path).isEqualTo(200);
        return json.readTree(answer.body());
    }

}
