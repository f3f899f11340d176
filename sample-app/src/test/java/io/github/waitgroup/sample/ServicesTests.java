// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.sample;

import java.util.List;
import java.util.Map;

import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServicePort;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.openshift.api.model.monitoring.v1.Endpoint;
import io.fabric8.openshift.api.model.monitoring.v1.ServiceMonitor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that what selects the Deployment's pods selects them, and their ports.
 */
class ServicesTests {

    private Deployment deployment;

    private Map<String, String> labels;

    private Service service;

    private Service management;

    private PodDisruptionBudget budget;

    private ServiceMonitor monitor;

    @BeforeEach
    void read() throws Exception {
        this.deployment = Manifests.deployment();
        this.labels = this.deployment.getSpec().getTemplate().getMetadata().getLabels();
        this.service = Manifests.resource("base/service.yaml", Service.class);
        this.management = Manifests.resource("base/management-service.yaml", Service.class);
        this.budget = Manifests.resource("base/pod-disruption-budget.yaml", PodDisruptionBudget.class);
        this.monitor = Manifests.resource("base/service-monitor.yaml", ServiceMonitor.class);
    }

    @Test
    void servicesSelectThePods() {
        for (Service each : List.of(this.service, this.management)) {
            assertThat(each.getSpec().getSelector()).isNotEmpty();
            assertThat(this.labels).containsAllEntriesOf(each.getSpec().getSelector());
        }
    }

    @Test
    void servicesNamePortsOfTheContainer() {
        List<String> ports = Manifests.container(this.deployment)
            .getPorts()
            .stream()
            .map(ContainerPort::getName)
            .toList();
        assertThat(this.service.getSpec().getPorts()).hasSize(1)
            .allSatisfy((port) -> assertThat(port.getTargetPort().getStrVal()).isEqualTo("http").isIn(ports));
        assertThat(this.management.getSpec().getPorts()).hasSize(1)
            .allSatisfy((port) -> assertThat(port.getTargetPort().getStrVal()).isEqualTo("management").isIn(ports));
    }

    @Test
    void managementServiceKeepsWhoIsNotReady() {
        assertThat(this.management.getSpec().getClusterIP()).isEqualTo("None");
        assertThat(this.management.getSpec().getPublishNotReadyAddresses()).isTrue();
        assertThat(this.service.getSpec().getPublishNotReadyAddresses()).isNull();
    }

    @Test
    void monitorSelectsTheManagementServiceOnly() {
        Map<String, String> selector = this.monitor.getSpec().getSelector().getMatchLabels();
        assertThat(selector).isNotEmpty();
        assertThat(this.management.getMetadata().getLabels()).containsAllEntriesOf(selector);
        assertThat(this.service.getMetadata().getLabels().entrySet().containsAll(selector.entrySet())).isFalse();
        assertThat(this.monitor.getSpec().getEndpoints()).hasSize(1)
            .extracting(Endpoint::getPort)
            .isSubsetOf(this.management.getSpec().getPorts().stream().map(ServicePort::getName).toList());
    }

    @Test
    void budgetAllowsTheDrainOfANode() {
        assertThat(this.labels).containsAllEntriesOf(this.budget.getSpec().getSelector().getMatchLabels());
        assertThat(this.budget.getSpec().getSelector().getMatchLabels()).isNotEmpty();
        assertThat(this.budget.getSpec().getMinAvailable()).isNull();
        assertThat(this.budget.getSpec().getMaxUnavailable().getIntVal()).isBetween(1,
                this.deployment.getSpec().getReplicas() - 1);
    }

    @Test
    void allHaveTheNameOfTheDeployment() {
        assertThat(List.<HasMetadata>of(this.service, this.budget, this.monitor))
            .extracting((resource) -> resource.getMetadata().getName())
            .containsOnly(this.deployment.getMetadata().getName());
    }

}
