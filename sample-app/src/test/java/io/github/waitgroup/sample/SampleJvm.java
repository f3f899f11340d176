// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.sample;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

/**
 * The JVM the sample runs on: that of the tests, unless the system property
 * {@code proof.java} names the {@code java} executable of another.
 */
final class SampleJvm {

    private static final int FIRST_WITH_VIRTUAL_THREADS = 21;

    private SampleJvm() {
    }

    static Path executable() {
        String other = System.getProperty("proof.java", "");
        return other.isBlank() ? Path.of(System.getProperty("java.home"), "bin", "java") : Path.of(other);
    }

    /**
     * Whether the sample can run on virtual threads. Asked of the JVM that runs it, where
     * JUnit's own conditions would judge the one that runs the tests.
     * @return whether it can
     * @throws IOException if that JVM does not tell its version
     */
    static boolean hasVirtualThreads() throws IOException {
        Properties release = new Properties();
        Path file = executable().toRealPath().resolve("../../release").normalize();
        try (Reader reader = Files.newBufferedReader(file)) {
            release.load(reader);
        }
        String version = release.getProperty("JAVA_VERSION").replace("\"", "");
        return Runtime.Version.parse(version).feature() >= FIRST_WITH_VIRTUAL_THREADS;
    }

}
