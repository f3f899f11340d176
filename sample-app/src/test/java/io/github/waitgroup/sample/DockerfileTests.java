// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.sample;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import tools.jackson.core.JacksonException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for the recipe of the image, against the build and the instructions for it.
 */
class DockerfileTests {

    @Test
    void processOneIsJava() throws Exception {
        List<String> command = Dockerfile.words(Dockerfile.read().only("ENTRYPOINT"));
        assertThat(command).startsWith("java").endsWith("-jar", finalName() + ".jar");
    }

    @Test
    void shellFormIsNoExecForm() {
        assertThatExceptionOfType(JacksonException.class)
            .isThrownBy(() -> Dockerfile.words("java -jar sample-app.jar"));
    }

    @Test
    void jarIsThatOfTheBuild() throws Exception {
        String jar = "target/" + finalName() + ".jar";
        assertThat(Dockerfile.read().all("COPY").get(0)).isEqualTo(jar + " ./");
        assertThat(Files.readAllLines(Path.of(".dockerignore"))).containsExactly("*", "!" + jar);
    }

    @Test
    void baseNamesNoRegistry() throws Exception {
        assertThat(Dockerfile.read().all("FROM")).hasSize(2)
            .allSatisfy((from) -> assertThat(from).matches("[a-z-]+:[0-9]+-jre( AS layers)?"));
    }

    private static String finalName() throws Exception {
        String pom = Files.readString(Path.of("pom.xml"));
        return pom.substring(pom.indexOf("<finalName>") + "<finalName>".length(), pom.indexOf("</finalName>"));
    }

}
