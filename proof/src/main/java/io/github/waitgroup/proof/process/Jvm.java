// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.proof.process;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

/**
 * The JVM the application runs on: that of the tests, unless the system property
 * {@code proof.java} names the {@code java} executable of another.
 */
public final class Jvm {

    private static final int FIRST_WITH_VIRTUAL_THREADS = 21;

    private Jvm() {
    }

    /**
     * The {@code java} that is run.
     * @return its path
     */
    public static Path executable() {
        String other = System.getProperty("proof.java", "");
        return other.isBlank() ? Path.of(System.getProperty("java.home"), "bin", "java") : Path.of(other);
    }

    /**
     * Whether the application can run on virtual threads. Asked of the JVM that runs it,
     * where JUnit's own conditions would judge the one that runs the tests.
     * @return whether it can
     */
    public static boolean hasVirtualThreads() {
        return Runtime.Version.parse(version()).feature() >= FIRST_WITH_VIRTUAL_THREADS;
    }

    /**
     * The version of the JVM that is run.
     * @return the version, such as {@code 17.0.19}
     */
    public static String version() {
        Properties release = new Properties();
        try (Reader reader = Files.newBufferedReader(home().resolve("release"))) {
            release.load(reader);
        }
        catch (IOException ex) {
            throw new IllegalStateException("The JVM does not tell its version", ex);
        }
        return release.getProperty("JAVA_VERSION", "").replace("\"", "");
    }

    private static Path home() throws IOException {
        return executable().toRealPath().resolve("../..").normalize();
    }

}
