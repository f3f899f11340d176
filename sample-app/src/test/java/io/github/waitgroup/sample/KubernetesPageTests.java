// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.sample;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that the page about Kubernetes quotes the files as they are, and all of them.
 */
class KubernetesPageTests {

    private static final Pattern BLOCK = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL);

    @ParameterizedTest
    @MethodSource("files")
    void fileIsQuotedFromItsFirstLineToItsLast(Path file) throws Exception {
        String content = Files.readString(file);
        assertThat(blocks().stream().filter(content::contains).collect(Collectors.joining())).isEqualTo(content);
    }

    @Test
    void whatIsInNoFileIsValidInAContainer() throws Exception {
        List<String> contents = contents();
        List<Container> others = blocks().stream()
            .filter((block) -> contents.stream().noneMatch((content) -> content.contains(block)))
            .map((block) -> block.stripTrailing().stripIndent())
            .map((block) -> Manifests.parse(block.startsWith("- ") ? "env:\n" + block : block, Container.class))
            .toList();
        assertThat(others).hasSize(2);
        assertThat(others.get(0).getEnv()).extracting(EnvVar::getName)
            .containsExactly("SPRING_DATASOURCE_URL", "SPRING_DATASOURCE_USERNAME", "SPRING_DATASOURCE_PASSWORD");
        assertThat(others.get(1).getLifecycle().getPreStop().getSleep().getSeconds()).isEqualTo(5);
    }

    @Test
    void imageIsBuiltByTheNameThatIsDeployed() throws Exception {
        assertThat(page()).contains(
                "docker build -t %s sample-app\n".formatted(Manifests.container(Manifests.deployment()).getImage()));
    }

    static Set<Path> files() throws IOException {
        try (Stream<Path> files = Files.walk(Manifests.DIRECTORY)) {
            return files.filter((file) -> file.toString().endsWith(".yaml") && !file.endsWith("kustomization.yaml"))
                .collect(Collectors.toSet());
        }
    }

    private static List<String> contents() throws IOException {
        List<String> contents = new ArrayList<>();
        for (Path file : files()) {
            contents.add(Files.readString(file));
        }
        return contents;
    }

    private static List<String> blocks() throws IOException {
        return BLOCK.matcher(page()).results().map((result) -> result.group(1)).toList();
    }

    private static String page() throws IOException {
        return Files.readString(Path.of("..", "docs", "kubernetes.md"));
    }

}
