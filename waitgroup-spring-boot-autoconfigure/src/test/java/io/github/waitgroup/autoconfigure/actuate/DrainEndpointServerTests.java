// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.actuate;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;

import io.github.waitgroup.Drain;
import io.github.waitgroup.Registration;
import io.github.waitgroup.autoconfigure.Bounded;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.availability.ReadinessState;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of the endpoints on real servers. One start of a server has to do for all that
 * one sees of it.
 */
class DrainEndpointServerTests {

    private static final String GRANTED = "management.endpoint.drain.access=unrestricted";

    @ParameterizedTest
    @CsvSource({ "TOMCAT, false", "TOMCAT, true", "JETTY, false", "JETTY, true", "NETTY, false", "NETTY, true" })
    void verdictShouldBeTheStatus(Stack stack, boolean separatePort) throws Exception {
        try (Service service = new Service(stack.properties(separatePort, GRANTED))) {
            assertWaitGroupsRefusesBadInput(service);
            assertLater(service, "{\"state\":\"SERVING\",\"drained\":false,\"inFlight\":0,\"elapsed\":\"PT0S\","
                    + "\"remaining\":\"PT25S\",\"groups\":{}}");
            assertGarbageIsRefused(service);
            Future<HttpResponse<String>> request = service.get("/wait");
            Bounded.await(service.pages().begun);
            assertThat(service.actuator("POST", "/drain").status()).isEqualTo(200);
            assertThat(service.readiness()).isEqualTo(ReadinessState.REFUSING_TRAFFIC);
            String busy = "{\"state\":\"QUIESCING\",\"drained\":false,\"inFlight\":1,\"elapsed\":\"PT0S\","
                    + "\"remaining\":\"PT25S\",\"groups\":{\"http\":1}}";
            assertThat(service.actuator("POST", "/drain").body()).isEqualTo(busy);
            assertLater(service, busy);
            assertThat(Bounded.get(service.get("/hello")).headers().firstValue("Connection")).hasValue("close");
            service.pages().answer.complete("waited");
            assertThat(Bounded.get(request).statusCode()).isEqualTo(200);
            Bounded.assertEnded(service.requests(), 2, 0);
            assertThat(service.actuator("GET", "/drain")).isEqualTo(new Service.Answer(200, "none",
                    "{\"state\":\"QUIESCING\",\"drained\":true,\"inFlight\":0,\"elapsed\":\"PT0S\","
                            + "\"remaining\":\"PT25S\",\"groups\":{}}"));
            assertThat(service.actuator("DELETE", "/drain").status()).isEqualTo(200);
            assertThat(service.actuator("DELETE", "/drain").body()).contains("\"SERVING\"");
            assertThat(service.readiness()).isEqualTo(ReadinessState.ACCEPTING_TRAFFIC);
            assertThat(service.actuator("GET", "/drain").status()).isEqualTo(503);
            assertThat(Bounded.get(service.get("/hello")).headers().firstValue("Connection")).isEmpty();
            Bounded.assertEnded(service.requests(), 3, 0);
        }
    }

    private static void assertLater(Service service, String body) throws Exception {
        assertThat(service.actuator("GET", "/drain")).isEqualTo(new Service.Answer(503, "1", body));
    }

    private static void assertGarbageIsRefused(Service service) throws Exception {
        assertThat(service.actuator("POST", "/drain", "{garbage").status()).isEqualTo(400);
        assertThat(service.drain().state()).isEqualTo(Drain.State.SERVING);
    }

    private static void assertWaitGroupsRefusesBadInput(Service service) throws Exception {
        for (String limit : List.of("0", "-1", "abc", "1001", "99999999999")) {
            Service.Answer answer = service.actuator("GET", "/waitgroups/http?limit=" + limit);
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.body()).contains("'limit' must be a number from 1 to 1000, not '" + limit + "'");
        }
        Service.Answer stacks = service.actuator("GET", "/waitgroups/http?stacks=maybe");
        assertThat(stacks.status()).isEqualTo(400);
        assertThat(stacks.body()).contains("'stacks' must be true or false, not 'maybe'");
        Service.Answer unknown = service.actuator("GET", "/waitgroups/missing");
        assertThat(unknown.status()).isEqualTo(404);
        assertThat(unknown.body()).contains("There is no group 'missing'; there are ", "async, ", "http");
        assertThat(service.actuator("GET", "/waitgroups/http?limit=&stacks=").status()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({ "TOMCAT", "NETTY" })
    void verdictShouldOnlyBeReadUnlessMoreIsGranted(Stack stack) throws Exception {
        try (Service service = new Service(stack.properties(false,
                "management.endpoints.web.path-mapping.drain=pre-stop", "waitgroup.http.while-draining=refuse"))) {
            assertThat(service.actuator("POST", "/pre-stop").status()).isEqualTo(405);
            assertThat(service.actuator("DELETE", "/pre-stop").status()).isEqualTo(405);
            assertThat(service.drain().state()).isEqualTo(Drain.State.SERVING);
            Service.Answer answer = service.actuator("GET", "/pre-stop");
            assertThat(answer.status()).isEqualTo(503);
            assertThat(answer.retryAfter()).isEqualTo("1");
            assertNoPollArrived(service);
            assertThat(service.actuator("GET", "/pre-stop").status()).isEqualTo(200);
        }
    }

    // It looks back: one that had arrived would make it wait
    private static void assertNoPollArrived(Service service) throws InterruptedException {
        // Also begins the drain
        assertThat(service.drain().awaitQuiet(Duration.ofHours(1), Duration.ZERO)).isTrue();
    }

    @Test
    void applicationThatStopsShouldBeReadableAndNotBeTakenBack() throws Exception {
        Service service = new Service(Stack.TOMCAT.properties(true, GRANTED));
        Drain drain = service.drain();
        Registration unit = service.registry().group("orders").register("Order.fulfil");
        CompletableFuture<List<Service.Answer>> answers = new CompletableFuture<>();
        drain.listen((state) -> {
            if (state == Drain.State.DRAINING) {
                answers.complete(askAll(service));
                unit.close();
            }
        });
        service.close();
        assertThat(Bounded.get(answers)).extracting(Service.Answer::status).containsExactly(503, 200, 409, 503);
        assertThat(Bounded.get(answers)).allSatisfy((answer) -> assertThat(answer.body()).isNotEmpty());
        assertThat(Bounded.get(answers).get(0).retryAfter()).isEqualTo("1");
        assertThat(Bounded.get(answers).get(0).body()).contains("\"DRAINING\"", "\"orders\":1");
        assertThat(Bounded.get(answers).get(1).body()).contains("\"DRAINING\"");
        assertThat(Bounded.get(answers).get(2).body())
            .contains("The application is stopping, which cannot be taken back");
        assertThat(Bounded.get(answers).get(3).body()).contains("\"DRAINING\"", "\"inFlight\":1");
        assertThat(drain.state()).isEqualTo(Drain.State.DRAINED);
    }

    @Test
    void whatIsBegunElsewhereShouldBeSaid() throws Exception {
        try (Service service = new Service(Stack.TOMCAT.properties(false, GRANTED))) {
            service.drain().await();
            Service.Answer answer = service.actuator("DELETE", "/drain");
            assertThat(answer.status()).isEqualTo(409);
            assertThat(answer.body()).contains("The drain is DRAINED", "Drain.resume()").doesNotContain("stopping");
            assertThat(service.drain().state()).isEqualTo(Drain.State.DRAINED);
        }
    }

    @Test
    void streamShouldNotPutTheVerdictOff() throws Exception {
        try (Service service = new Service(Stack.TOMCAT.properties(false, GRANTED))) {
            Registration stream = service.registry().group("websocket").register("/ticks");
            stream.openEnded(stream::close);
            assertThat(service.actuator("POST", "/drain").status()).isEqualTo(200);
            Service.Answer answer = service.actuator("GET", "/drain");
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.body()).contains("\"drained\":true", "\"inFlight\":1", "\"websocket\":1");
        }
    }

    private static List<Service.Answer> askAll(Service service) {
        try {
            return List.of(service.actuator("GET", "/drain"), service.actuator("POST", "/drain"),
                    service.actuator("DELETE", "/drain"), service.actuator("GET", "/drain"));
        }
        catch (Exception ex) {
            throw new IllegalStateException(ex);
        }
    }

}
