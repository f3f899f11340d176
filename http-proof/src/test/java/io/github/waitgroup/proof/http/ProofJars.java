// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.proof.http;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The application's jars, of which each process gets what belongs to its server; the
 * starter's only if it is to have them.
 *
 * @param libraries all jars but the application's own
 */
record ProofJars(List<Path> libraries) {

    private static final String STARTER = "waitgroup-";

    static ProofJars extract(Path directory) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(ProofJvm.executable().toString(), "-Djarmode=tools", "-jar",
                System.getProperty("proof.all"), "extract", "--destination", directory.toString())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
        assertThat(process.waitFor(3, TimeUnit.MINUTES)).as("Extracted in time").isTrue();
        assertThat(process.exitValue()).as("Exit code").isZero();
        try (Stream<Path> jars = Files.list(directory.resolve("lib"))) {
            return new ProofJars(jars.sorted().toList());
        }
    }

    String classPath(Server server, boolean starter) {
        List<Path> own = this.libraries.stream().filter((jar) -> starter || !isStarter(jar)).toList();
        assertThat(own.stream().filter(ProofJars::isStarter).count()).as("Jars of the starter")
            .isEqualTo(starter ? 3 : 0);
        return Stream.concat(Stream.of(Path.of(System.getProperty("proof.jar"))), own.stream())
            .filter((jar) -> server.uses(jar.getFileName().toString()))
            .map(Path::toString)
            .collect(Collectors.joining(File.pathSeparator));
    }

    private static boolean isStarter(Path jar) {
        return jar.getFileName().toString().startsWith(STARTER);
    }

}
