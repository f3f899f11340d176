// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.sample;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.openshift.api.model.monitoring.v1.Endpoint;
import io.fabric8.openshift.api.model.monitoring.v1.ServiceMonitor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The pod of the Deployment as far as a process can be one: what kubelet and Prometheus
 * ask of it, before and after SIGTERM.
 */
@Tag("kubernetes")
class PodIT {

    private static final int ORDERS = 20;

    @TempDir
    private Path root;

    private Deployment deployment;

    private Container container;

    private Endpoint scrape;

    @BeforeEach
    void read() throws Exception {
        this.deployment = Manifests.deployment();
        this.container = Manifests.container(this.deployment);
        this.scrape = Manifests.resource("base/service-monitor.yaml", ServiceMonitor.class)
            .getSpec()
            .getEndpoints()
            .get(0);
    }

    @Test
    void serves() throws Exception {
        try (Pod pod = start("pod-serves")) {
            Set<Path> files = pod.image().files();
            assertThat(status(pod, this.container.getStartupProbe())).isEqualTo(200);
            assertThat(status(pod, this.container.getReadinessProbe())).isEqualTo(200);
            assertThat(status(pod, this.container.getLivenessProbe())).isEqualTo(200);
            assertThat(scrape(pod)).contains("\nwaitgroup_in_flight_tasks{group=\"http\"} 0.0");
            assertThat(pod.process().log().lines()).noneMatch((line) -> line.contains(" WARN "));
            assertThat(pod.exchange("management", "POST", "/actuator/drain").status()).isEqualTo(405);
            assertThat(pod.exchange("http", "GET", "/actuator/prometheus").status()).isEqualTo(404);
            assertThat(pod.image().files()).isEqualTo(files);
        }
    }

    @Test
    void drainsAtSigterm() throws Exception {
        try (Pod pod = start("pod-drains")) {
            pod.order(ORDERS);
            CompletableFuture<Duration> end = terminate(pod);
            pod.process().log().line("Commencing drain").get(10, TimeUnit.SECONDS);
            // For callers who do not know yet, and shall not come again here
            HttpAnswer late = pod.exchange("http", "POST", "/orders");
            assertThat(late.status()).isEqualTo(202);
            assertThat(late.last()).isTrue();
            assertThat(status(pod, this.container.getReadinessProbe())).isEqualTo(503);
            assertThat(status(pod, this.container.getLivenessProbe())).isEqualTo(200);
            assertThat(scrape(pod)).contains("\nwaitgroup_drain_duration_seconds ");
            Duration taken = end.get(90, TimeUnit.SECONDS);
            assertThat(taken).isBetween(Duration.ofSeconds(5), gracePeriod());
            pod.assertNothingLost(ORDERS + 1);
        }
    }

    private Pod start(String name) throws Exception {
        return Pod.start(name, this.root, Manifests.environment(this.deployment));
    }

    private Duration gracePeriod() {
        return Duration.ofSeconds(this.deployment.getSpec().getTemplate().getSpec().getTerminationGracePeriodSeconds());
    }

    private static int status(Pod pod, Probe probe) throws Exception {
        return pod.probe(probe.getHttpGet()).status();
    }

    private String scrape(Pod pod) throws Exception {
        HttpAnswer answer = pod.exchange(this.scrape.getPort(), "GET", this.scrape.getPath());
        assertThat(answer.status()).isEqualTo(200);
        return answer.body();
    }

    private static CompletableFuture<Duration> terminate(Pod pod) {
        return CompletableFuture.supplyAsync(() -> {
            try {
                return pod.process().terminate();
            }
            catch (Exception ex) {
                throw new IllegalStateException(ex);
            }
        });
    }

}
