// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.proof;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The application's jar, taken apart so that it starts quickly: once as it is, and once
 * without the starter, of which then nothing is on the class path.
 */
final class ProofJar {

    /* Short of life and not alone: a JVM that is to be up soon */
    private static final List<String> OPTIONS = List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx128m");

    private final Path directory;

    private ProofJar(Path directory) {
        this.directory = directory;
    }

    static ProofJar extract(Path directory) throws IOException, InterruptedException {
        ProofJar jar = new ProofJar(directory);
        run(List.of("-Djarmode=tools", "-jar", System.getProperty("proof.jar"), "extract", "--destination",
                directory.toString()));
        jar.archive();
        return jar;
    }

    static ProofJar extractWithoutStarter(Path directory) throws IOException, InterruptedException {
        run(List.of("-Djarmode=tools", "-jar", System.getProperty("proof.jar"), "extract", "--destination",
                directory.toString()));
        try (Stream<Path> jars = Files.list(directory.resolve("lib"))) {
            List<Path> starter = jars.filter((jar) -> jar.getFileName().toString().startsWith("waitgroup-")).toList();
            assertThat(starter).as("The starter's jars").hasSizeGreaterThan(1);
            for (Path jar : starter) {
                Files.delete(jar);
            }
        }
        ProofJar jar = new ProofJar(directory);
        jar.archive();
        return jar;
    }

    /** Classes for a quick start, as Boot's documentation recommends. */
    private void archive() throws IOException, InterruptedException {
        List<String> options = new ArrayList<>(OPTIONS);
        options.addAll(List.of("-XX:ArchiveClassesAtExit=" + file("classes.jsa"), "-Dspring.context.exit=onRefresh"));
        options.addAll(application(Kind.SUBMITTING, file("training.journal")));
        run(options);
    }

    List<String> command(Kind kind, Path journal) {
        List<String> options = new ArrayList<>(OPTIONS);
        options.add("-XX:SharedArchiveFile=" + file("classes.jsa"));
        options.addAll(application(kind, journal));
        return java(options);
    }

    private List<String> application(Kind kind, Path journal) {
        return List.of("-jar", file("executors-proof.jar").toString(), kind.name(), "--proof.journal=" + journal);
    }

    private Path file(String name) {
        return this.directory.resolve(name);
    }

    private static List<String> java(List<String> options) {
        return Stream.concat(Stream.of(ProofJvm.executable().toString()), options.stream()).toList();
    }

    private static void run(List<String> options) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(java(options)).redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
        assertThat(process.waitFor(3, TimeUnit.MINUTES)).as("In time: %s", options).isTrue();
        assertThat(process.exitValue()).as("Exit code of %s", options).isZero();
    }

}
