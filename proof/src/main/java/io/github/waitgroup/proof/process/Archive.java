// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.proof.process;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Classes of an application for a quick start, as Boot's documentation recommends.
 */
public final class Archive {

    private final Path file;

    private Archive(Path file) {
        this.file = file;
    }

    /**
     * Starts the application up to where it would serve, and keeps the classes it has
     * loaded.
     * @param file where to keep them
     * @param options options of the JVM, as of each process that is to use the archive
     * @param application its main class, and its arguments
     * @return the archive
     * @throws Exception if it cannot be made
     */
    public static Archive create(Path file, List<String> options, List<String> application) throws Exception {
        List<String> all = new ArrayList<>(options);
        all.add("-XX:ArchiveClassesAtExit=" + file);
        all.add("-Dspring.context.exit=onRefresh");
        Path log = file.resolveSibling(file.getFileName() + ".log");
        try (JavaProcess process = JavaProcess.start(log, Map.of(), all, application)) {
            if (process.awaitExit(Duration.ofMinutes(3)).code() != 0) {
                throw new IllegalStateException("No archive: " + process.log());
            }
        }
        return new Archive(file);
    }

    /**
     * What makes a JVM use it.
     * @return the option
     */
    public String option() {
        return "-XX:SharedArchiveFile=" + this.file;
    }

}
