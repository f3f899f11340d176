// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.sample;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the Dockerfile makes, without a container: its steps in a directory that stands
 * for the root.
 *
 * @param root the directory
 * @param directory where the application lies in it
 * @param command what starts it
 */
record Image(Path root, Path directory, List<String> command) {

    static Image build(Path root) throws Exception {
        Dockerfile file = Dockerfile.read();
        List<String> copies = file.all("COPY");
        Path layers = Files.createDirectories(inside(root, file.all("WORKDIR").get(0)));
        Path jar = Path.of(copies.get(0).split(" ", 2)[0]);
        Files.copy(jar, layers.resolve(jar.getFileName()));
        run(layers, java(file.all("RUN").get(0)));
        Path directory = Files.createDirectories(inside(root, file.directory()));
        for (String copy : copies.subList(1, copies.size())) {
            copy(inside(root, copy.split(" ", 3)[1]), directory);
        }
        return new Image(root, directory, java(file.only("ENTRYPOINT")));
    }

    /**
     * Returns the files of the application.
     * @return their paths, without those of its volume
     * @throws IOException if they cannot be read
     */
    TreeSet<Path> files() throws IOException {
        try (Stream<Path> files = Files.walk(this.directory)) {
            return files.filter((file) -> !file.startsWith(data()))
                .collect(TreeSet::new, TreeSet::add, TreeSet::addAll);
        }
    }

    Path data() {
        return this.directory.resolve("data");
    }

    private static Path inside(Path root, String absolute) {
        return root.resolve(absolute.substring(1));
    }

    private static List<String> java(String arguments) {
        List<String> words = new ArrayList<>(Dockerfile.words(arguments));
        assertThat(words.set(0, SampleJvm.executable().toString())).isEqualTo("java");
        return words;
    }

    private static void run(Path directory, List<String> command) throws Exception {
        Process process = new ProcessBuilder(command).directory(directory.toFile())
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("run.log").toFile())
            .start();
        assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).as(Files.readString(directory.resolve("run.log"))).isZero();
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Path target = to.resolve(from.relativize(file));
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                }
                else {
                    Files.copy(file, target);
                }
            }
        }
    }

}
