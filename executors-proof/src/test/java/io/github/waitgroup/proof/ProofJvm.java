// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.proof;

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
        return feature() >= FIRST_WITH_VIRTUAL_THREADS;
    }

    /**
     * The JVMs this one stands for in the table.
     * @return their name
     */
    static String name() {
        return hasVirtualThreads() ? "JDK 21 and later" : "JDK 17";
    }

    private static int feature() {
        Properties release = new Properties();
        try (Reader reader = Files.newBufferedReader(home().resolve("release"))) {
            release.load(reader);
        }
        catch (IOException ex) {
            throw new IllegalStateException("The JVM does not tell its version", ex);
        }
        return Runtime.Version.parse(release.getProperty("JAVA_VERSION").replace("\"", "")).feature();
    }

    private static Path home() throws IOException {
        return executable().toRealPath().resolve("../..").normalize();
    }

}
