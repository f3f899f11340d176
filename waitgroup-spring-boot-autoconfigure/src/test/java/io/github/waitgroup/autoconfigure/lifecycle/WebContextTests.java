// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.lifecycle;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

import io.github.waitgroup.Drain;
import io.github.waitgroup.autoconfigure.Bounded;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.DefaultLifecycleProcessor;
import org.springframework.test.util.ReflectionTestUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of contexts with web servers beside each other, and of one deadline for all that
 * they wait for.
 */
@ExtendWith(OutputCaptureExtension.class)
class WebContextTests {

    // Beside those that are excluded for all tests
    private static final String JETTY = "org.springframework.boot.jetty.autoconfigure.servlet.JettyServletWebServerAutoConfiguration,"
            + "org.springframework.boot.jetty.autoconfigure.actuate.web.server.JettyServletManagementContextAutoConfiguration";

    @Test
    void managementPortShouldBeReadableWhileTheMainPortDrains(CapturedOutput output) throws Exception {
        CompletableFuture<WebServerApplicationContext> management = new CompletableFuture<>();
        Site site = startWithManagement(management);
        int port = Objects.requireNonNull(Bounded.get(management).getWebServer()).getPort();
        CompletableFuture<HttpResponse<String>> request = site.get("/wait");
        Bounded.await(site.pages().begun);
        Site.Task task = site.bean(Site.Task.class);
        CompletableFuture<String> later = task.later();
        task.awaitBegun();
        List<String> seen = new CopyOnWriteArrayList<>();
        site.drain().listen((state) -> {
            seen.add(state + " " + read(port, "/actuator/waitgroups"));
            if (state == Drain.State.DRAINING) {
                task.end();
            }
            else {
                site.pages().gate.countDown();
            }
        });
        site.close();
        assertThat(Bounded.get(request).body()).isEqualTo("waited");
        assertThat(Bounded.get(later)).isEqualTo("later");
        assertThat(seen).hasSize(3);
        assertThat(seen.get(0)).startsWith("QUIESCING 200 ").contains("\"inFlight\":2");
        assertThat(seen.get(1)).startsWith("DRAINING 200 ").contains("\"DRAINING\"");
        assertThat(seen.get(2)).startsWith("DRAINED 200 ").contains("\"DRAINED\"");
        assertThat(output.toString().split("Commencing drain", -1)).hasSize(2);
        assertThat(output.toString().split("Drain complete", -1)).hasSize(2);
    }

    @Test
    void managementContextShouldGetWhatIsLeft() throws Exception {
        CompletableFuture<WebServerApplicationContext> management = new CompletableFuture<>();
        Site site = startWithManagement(management, "waitgroup.shutdown.timeout=9s");
        DefaultLifecycleProcessor processor = Bounded.get(management)
            .getBean("lifecycleProcessor", DefaultLifecycleProcessor.class);
        site.close();
        assertThat(ReflectionTestUtils.getField(processor, "timeoutsForShutdownPhases"))
            .asInstanceOf(InstanceOfAssertFactories.map(Integer.class, Long.class))
            .hasEntrySatisfying(PhaseTimeouts.WEB_SERVER, (millis) -> assertThat(millis).isBetween(0L, 9_000L));
        assertThat(ReflectionTestUtils.getField(processor, "timeoutPerShutdownPhase")).isInstanceOf(Long.class)
            .satisfies((millis) -> assertThat((Long) millis).isBetween(1_000L, 9_000L));
    }

    private static Site startWithManagement(CompletableFuture<WebServerApplicationContext> management,
            String... properties) {
        ApplicationListener<WebServerInitializedEvent> listener = (event) -> {
            if ("management".equals(event.getApplicationContext().getServerNamespace())) {
                management.complete(event.getApplicationContext());
            }
        };
        String[] all = Stream.concat(
                Stream.of("management.server.port=0", "management.server.address=127.0.0.1",
                        "management.endpoints.web.exposure.include=*", "spring.autoconfigure.exclude=" + JETTY),
                Stream.of(properties))
            .toArray(String[]::new);
        return new Site(Site.builder().listeners(listener).run(Site.arguments(all)));
    }

    private static String read(int port, String path) {
        try {
            HttpResponse<String> response = Bounded.get(Site.get(port, path));
            return response.statusCode() + " " + response.body();
        }
        catch (Exception ex) {
            return ex.toString();
        }
    }

    @Test
    void applicationsBesideEachOtherShouldNotKnowOfEachOther() throws Exception {
        try (Site one = Site.start(); Site other = Site.start()) {
            CompletableFuture<HttpResponse<String>> request = other.get("/wait");
            Bounded.await(other.pages().begun);
            List<Drain.State> told = new CopyOnWriteArrayList<>();
            other.drain().listen(told::add);
            Deaf.assertSoon(one::close);
            HttpResponse<String> response = Bounded.get(other.get("/hello"));
            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(response.headers().allValues("Connection")).isEmpty();
            assertThat(request).isNotDone();
            Site.Task task = other.bean(Site.Task.class);
            task.end();
            assertThat(Bounded.get(task.later())).isEqualTo("later");
            Bounded.assertEnded(other.group("async"), 1, 0);
            assertThat(told).isEmpty();
            other.pages().gate.countDown();
            assertThat(Bounded.get(request).body()).isEqualTo("waited");
        }
    }

    @Test
    void siblingThatClosesShouldLeaveTheOtherServing() throws Exception {
        ConfigurableApplicationContext parent = Site.builder()
            .web(WebApplicationType.NONE)
            .run("--spring.main.banner-mode=off", "--spring.jmx.enabled=false");
        Site one = new Site(Site.builder().parent(parent).run(Site.arguments()));
        Site other = new Site(Site.builder().parent(parent).run(Site.arguments()));
        Drain drain = parent.getBean(Drain.class);
        assertThat(one.drain()).isSameAs(other.drain()).isSameAs(drain);
        List<Drain.State> told = new CopyOnWriteArrayList<>();
        drain.listen(told::add);
        one.close();
        assertThat(told).isEmpty();
        HttpResponse<String> response = Bounded.get(other.get("/hello"));
        assertThat(response.headers().allValues("Connection")).isEmpty();
        CompletableFuture<HttpResponse<String>> request = other.get("/wait");
        Bounded.await(other.pages().begun);
        drain.listen((state) -> other.pages().gate.countDown());
        parent.close();
        assertThat(Bounded.get(request).body()).isEqualTo("waited");
        assertThat(other.context().isActive()).isFalse();
        assertThat(drain.state()).isEqualTo(Drain.State.DRAINED);
    }

    @Test
    void requestThatIgnoresItsInterruptShouldNotBeAwaitedBeyond(CapturedOutput output) throws Exception {
        Site site = Site.start("waitgroup.shutdown.timeout=4s", "waitgroup.shutdown.interrupt-grace=100ms",
                "spring.lifecycle.timeout-per-shutdown-phase=60s");
        Site.Pages pages = site.pages();
        CompletableFuture<HttpResponse<String>> request = site.get("/deaf");
        pages.deaf.awaitBegun();
        long before = System.nanoTime();
        site.close();
        // Tomcat itself waits for such a thread twice when it is stopped: 2 s and 5 s
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(7).plus(Deaf.SOON));
        pages.deaf.close();
        request.cancel(true);
        assertThat(site.context().isActive()).isFalse();
        // While Spring waits for its web server
        assertThat(output)
            .containsPattern("Draining for 2.0s, 2.0s left: 1 in flight \\(http 1\\)\\R\\thttp: GET /deaf")
            .containsPattern("Drain aborted after .*: 1 abandoned \\(http 1\\)");
    }

}
