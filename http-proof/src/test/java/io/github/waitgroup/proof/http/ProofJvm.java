// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.proof.http;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

/**
 * The JVM the application runs on: that of the tests, unless the system property
 * {@code proof.java} names the {@code java} executable of another.
 */
final class ProofJvm {

    private static final int FIRST_WITH_VIRTUAL_THREADS = 21;

    private ProofJvm() {
    }

    static Path executable() {
        String other = System.getProperty("proof.java", "");
        return other.isBlank() ? Path.of(System.getProperty("java.home"), "bin", "java") : Path.of(other);
    }

    /**
     * Whether the application can run on virtual threads. Asked of the JVM that runs it,
     * where JUnit's own conditions would judge the one that runs the tests.
     * @return whether it can
     */
    static boolean hasVirtualThreads() {
        Properties release = new Properties();
        try (Reader reader = Files.newBufferedReader(home().resolve("release"))) {
            release.load(reader);
        }
        catch (IOException ex) {
            throw new IllegalStateException("The JVM does not tell its version", ex);
        }
        String version = release.getProperty("JAVA_VERSION").replace("\"", "");
        return Runtime.Version.parse(version).feature() >= FIRST_WITH_VIRTUAL_THREADS;
    }

    private static Path home() throws IOException {
        return executable().toRealPath().resolve("../..").normalize();
    }

}
