// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.sample;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

import io.fabric8.kubernetes.api.model.apps.Deployment;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The pod with the hook: its very command, which needs {@code sh} and {@code curl} on
 * this machine, and then SIGTERM, as kubelet sends it when the hook is over.
 */
@Tag("kubernetes")
class PreStopIT {

    // Some ten seconds on 32 threads: more than the hook sleeps anyway
    private static final int ORDERS = 160;

    @TempDir
    private Path root;

    @Test
    void hookWaitsForWorkInFlight() throws Exception {
        Deployment patch = Manifests.preStopPatch();
        try (Pod pod = Pod.start("pod-pre-stop", this.root, Manifests.environment(Manifests.deployment(), patch))) {
            pod.order(ORDERS);
            Process hook = hook(pod, patch);
            assertThat(hook.waitFor(80, TimeUnit.SECONDS)).isTrue();
            assertThat(hook.exitValue()).isZero();
            String drain = pod.exchange("management", "GET", "/actuator/drain").body();
            assertThat(new JsonMapper().readTree(drain).path("inFlight").asInt()).as(drain).isZero();
            assertThat(pod.exchange("http", "GET", "/readyz").status()).isEqualTo(503);
            // The 5 s of Kubernetes are counted from the hook's POST: no second time
            assertThat(pod.process().terminate()).isLessThan(Duration.ofSeconds(5));
            pod.assertNothingLost(ORDERS);
        }
    }

    private static Process hook(Pod pod, Deployment patch) throws Exception {
        String management = ":" + Manifests.container(Manifests.deployment()).getPorts().get(1).getContainerPort();
        List<String> command = Manifests.container(patch).getLifecycle().getPreStop().getExec().getCommand();
        assertThat(command).anyMatch((word) -> word.contains(management + "/"));
        String here = ":" + pod.port("management");
        return new ProcessBuilder(command.stream().map((word) -> word.replace(management + "/", here + "/")).toList())
            .redirectErrorStream(true)
            .redirectOutput(Path.of("target", "proof-logs", "pod-pre-stop-hook.log").toFile())
            .start();
    }

}
