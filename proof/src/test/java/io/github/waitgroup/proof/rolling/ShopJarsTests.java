// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.proof.rolling;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class ShopJarsTests {

    @TempDir
    private Path directory;

    @BeforeEach
    void setUp() throws IOException {
        for (String jar : List.of("sample-app", "spring-core-7", "waitgroup-core-0", "waitgroup-spring-boot-starter-0",
                "waitgroup-spring-boot-autoconfigure-0")) {
            Files.createFile(this.directory.resolve(jar + ".jar"));
        }
    }

    @Test
    void stockHasNothingOfTheStarter() throws IOException {
        assertThat(jars(false)).containsExactly("sample-app.jar", "spring-core-7.jar");
    }

    @Test
    void theStarterIsThere() throws IOException {
        assertThat(jars(true)).hasSize(5);
    }

    @Test
    void halfAStarterIsNone() throws IOException {
        Files.delete(this.directory.resolve("waitgroup-core-0.jar"));
        assertThatIllegalStateException().isThrownBy(() -> jars(true));
    }

    private List<String> jars(boolean starter) throws IOException {
        String[] paths = new ShopJars(this.directory).classPath(starter).split(File.pathSeparator);
        return Arrays.stream(paths).map((path) -> Path.of(path).getFileName().toString()).toList();
    }

}
