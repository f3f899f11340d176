// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.sample;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.constructor.DuplicateKeyException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests that the files are read strictly, and that none is forgotten.
 */
class ManifestsTests {

    @ParameterizedTest
    @ValueSource(strings = { "strategy", "replicas", "maxUnavailable", "terminationGracePeriodSeconds", "containerPort",
            "readinessProbe", "httpGet", "periodSeconds", "readOnlyRootFilesystem", "emptyDir", "whenUnsatisfiable" })
    void misspeltFieldIsAnError(String field) throws Exception {
        String wrong = deployment().replace(field + ":", field + "s:");
        assertThatExceptionOfType(IllegalArgumentException.class)
            .isThrownBy(() -> Manifests.parse(wrong, Deployment.class))
            .withCauseInstanceOf(UnrecognizedPropertyException.class)
            .withMessageContaining("\"" + field + "s\"");
    }

    @ParameterizedTest
    @CsvSource({ "'value: \"8081\"', 'value: 8081'", "'value: \"true\"', 'value: true'",
            "'replicas: 2', 'replicas: \"2\"'", "'enableServiceLinks: false', 'enableServiceLinks: \"false\"'" })
    void valueOfAnotherTypeIsAnError(String right, String wrong) throws Exception {
        assertThat(deployment()).contains(right);
        assertThatExceptionOfType(IllegalArgumentException.class)
            .isThrownBy(() -> Manifests.parse(deployment().replace(right, wrong), Deployment.class))
            .withCauseInstanceOf(MismatchedInputException.class);
    }

    @Test
    void fieldThatIsThereTwiceIsAnError() throws Exception {
        String twice = deployment().replace("  replicas: 2", "  replicas: 2\n  replicas: 3");
        assertThatExceptionOfType(DuplicateKeyException.class)
            .isThrownBy(() -> Manifests.parse(twice, Deployment.class));
    }

    @Test
    void kustomizationNamesEachFile() throws Exception {
        Kustomization base = Manifests.read("base/kustomization.yaml", Kustomization.class);
        assertThat(base.patches()).isNull();
        assertThat(base.resources()).containsExactlyInAnyOrderElementsOf(files("base"));
        Kustomization preStop = Manifests.read("prestop/kustomization.yaml", Kustomization.class);
        assertThat(preStop.resources()).containsExactly("../base");
        assertThat(preStop.patches()).extracting(Patch::path).isEqualTo(files("prestop"));
    }

    private static List<String> files(String directory) throws Exception {
        try (Stream<Path> files = Files.list(Manifests.DIRECTORY.resolve(directory))) {
            return files.map((file) -> file.getFileName().toString())
                .filter((name) -> !name.equals("kustomization.yaml"))
                .toList();
        }
    }

    private static String deployment() throws Exception {
        return Files.readString(Manifests.DIRECTORY.resolve("base/deployment.yaml"));
    }

    record Kustomization(String apiVersion, String kind, List<String> resources, @Nullable List<Patch> patches) {

    }

    record Patch(String path) {

    }

}
