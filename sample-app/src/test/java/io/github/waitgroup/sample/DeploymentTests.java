// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.sample;

import java.util.List;
import java.util.Map;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.api.Assertions.tuple;

/**
 * Tests for the Deployment against the sample's settings and its image.
 */
class DeploymentTests {

    private Deployment deployment;

    private PodSpec pod;

    private Container container;

    private PodEnvironment environment;

    @BeforeEach
    void read() throws Exception {
        this.deployment = Manifests.deployment();
        this.pod = this.deployment.getSpec().getTemplate().getSpec();
        this.container = Manifests.container(this.deployment);
        this.environment = new PodEnvironment(Manifests.environment(this.deployment));
    }

    @Test
    void rolloutTakesNothingAwayBeforeItsSuccessorIsReady() {
        assertThat(this.deployment.getSpec().getStrategy().getType()).isEqualTo("RollingUpdate");
        assertThat(this.deployment.getSpec().getStrategy().getRollingUpdate().getMaxUnavailable().getIntVal()).isZero();
        assertThat(this.deployment.getSpec().getStrategy().getRollingUpdate().getMaxSurge().getIntVal()).isPositive();
        assertThat(this.deployment.getSpec().getReplicas()).isGreaterThanOrEqualTo(2);
    }

    @Test
    void deploymentSelectsItsOwnPods() {
        Map<String, String> labels = this.deployment.getSpec().getTemplate().getMetadata().getLabels();
        assertThat(labels).containsAllEntriesOf(this.deployment.getSpec().getSelector().getMatchLabels());
        assertThat(this.pod.getTopologySpreadConstraints()).isNotEmpty()
            .allSatisfy(
                    (spread) -> assertThat(labels).containsAllEntriesOf(spread.getLabelSelector().getMatchLabels()));
    }

    @Test
    void portsAreThoseOfTheSample() throws Exception {
        assertThat(this.container.getPorts()).extracting(ContainerPort::getName, ContainerPort::getContainerPort)
            .containsExactly(tuple("http", setting("server.port")),
                    tuple("management", setting("management.server.port")));
        assertThat(Dockerfile.read().only("EXPOSE"))
            .isEqualTo(setting("server.port") + " " + setting("management.server.port"));
    }

    @Test
    void sampleListensToTheCluster() {
        assertThat(this.environment.value("server.address")).isEqualTo("0.0.0.0");
    }

    @Test
    void probesAskForNamedPorts() {
        List<Probe> probes = List.of(this.container.getStartupProbe(), this.container.getReadinessProbe(),
                this.container.getLivenessProbe());
        assertThat(probes).extracting((probe) -> probe.getHttpGet().getPort().getStrVal())
            .containsExactly("management", "http", "management");
    }

    @Test
    void probesAreNotCountedAsRequestsInFlight() {
        String path = this.container.getReadinessProbe().getHttpGet().getPath();
        assertThat(this.environment.value("waitgroup.http.exclude").split(",", -1)).contains(path);
    }

    @Test
    void reportIsWrittenWhereKubeletReadsIt() {
        assertThat(this.environment.value("waitgroup.shutdown.report-file"))
            .isEqualTo(this.container.getTerminationMessagePath());
    }

    @Test
    void rootFileSystemIsReadOnlyButForWhatIsWritten() throws Exception {
        assertThat(this.container.getSecurityContext().getReadOnlyRootFilesystem()).isTrue();
        assertThat(this.container.getVolumeMounts()).extracting(VolumeMount::getName, VolumeMount::getMountPath)
            .containsExactly(tuple("data", Dockerfile.read().directory() + "/data"), tuple("tmp", "/tmp"));
        assertThat(this.environment.value("spring.datasource.url")).contains(":file:./data/");
        assertThat(this.pod.getVolumes()).allSatisfy((volume) -> assertThat(volume.getEmptyDir()).isNotNull())
            .extracting((volume) -> volume.getName())
            .containsExactly("data", "tmp");
    }

    @Test
    void userIsThatOfTheImageAndNotRoot() throws Exception {
        assertThat(this.pod.getSecurityContext().getRunAsNonRoot()).isTrue();
        assertThat(Dockerfile.read().only("USER")).isEqualTo(
                this.pod.getSecurityContext().getRunAsUser() + ":" + this.pod.getSecurityContext().getRunAsGroup());
        assertThat(this.pod.getSecurityContext().getRunAsUser()).isPositive();
        assertThat(this.pod.getSecurityContext().getFsGroup()).isEqualTo(this.pod.getSecurityContext().getRunAsGroup());
    }

    @Test
    void memoryIsReservedAndProcessorsAreNotLimited() {
        Map<String, Quantity> limits = this.container.getResources().getLimits();
        assertThat(limits).containsOnlyKeys("memory")
            .contains(entry("memory", this.container.getResources().getRequests().get("memory")));
        assertThat(Quantity.getAmountInBytes(limits.get("memory")).longValueExact()).isEqualTo(512L * 1024 * 1024);
    }

    private int setting(String property) {
        return Integer.parseInt(this.environment.value(property));
    }

}
