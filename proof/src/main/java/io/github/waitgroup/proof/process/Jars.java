// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.proof.process;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The jars of the proof's applications, of which each process gets what belongs to its
 * server; the starter's only if it is to have them.
 */
public final class Jars {

    private static final String NAME = "zero-loss-proof";

    private static final String STARTER = "waitgroup-";

    private static final int STARTER_JARS = 3;

    private final Path own;

    private final List<Path> libraries;

    private Jars(Path own, List<Path> libraries) {
        this.own = own;
        this.libraries = libraries;
    }

    /**
     * Takes the jar with all libraries apart.
     * @param target where the build has put the jars
     * @param directory where the libraries are put
     * @return the jars
     * @throws IOException if a file cannot be read or written
     * @throws InterruptedException if interrupted
     */
    public static Jars extract(Path target, Path directory) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(Jvm.executable().toString(), "-Djarmode=tools", "-jar",
                target.resolve(NAME + "-all.jar").toString(), "extract", "--force", "--destination",
                directory.toString())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
        if (!process.waitFor(3, TimeUnit.MINUTES) || process.exitValue() != 0) {
            process.destroyForcibly();
            throw new IllegalStateException("The jars of " + target + " could not be extracted to " + directory);
        }
        try (Stream<Path> jars = Files.list(directory.resolve("lib"))) {
            return new Jars(target.resolve(NAME + ".jar"), jars.sorted().toList());
        }
    }

    /**
     * What a process gets.
     * @param server its server
     * @param starter whether the starter's jars are on the class path
     * @return the class path
     */
    public String classPath(Server server, boolean starter) {
        List<Path> libraries = this.libraries.stream().filter((jar) -> starter || !isStarter(jar)).toList();
        if (libraries.stream().filter(Jars::isStarter).count() != (starter ? STARTER_JARS : 0)) {
            throw new IllegalStateException("Not the starter's jars: " + libraries);
        }
        return Stream.concat(Stream.of(this.own), libraries.stream())
            .filter((jar) -> server.uses(jar.getFileName().toString()))
            .map(Path::toString)
            .collect(Collectors.joining(File.pathSeparator));
    }

    private static boolean isStarter(Path jar) {
        return jar.getFileName().toString().startsWith(STARTER);
    }

}
