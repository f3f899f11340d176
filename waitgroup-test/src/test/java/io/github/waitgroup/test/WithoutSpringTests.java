// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.test;

import java.io.File;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.Callable;
import java.util.function.Predicate;

import io.github.waitgroup.WaitGroup;
import org.junit.jupiter.api.Test;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests that the extension needs JUnit only: neither Spring nor AssertJ.
 */
class WithoutSpringTests {

    @Test
    void theExtensionNeedsJUnitOnly() throws Exception {
        try (URLClassLoader plain = new URLClassLoader(jars(), ClassLoader.getPlatformClassLoader())) {
            for (String absent : new String[] { "org.springframework.test.context.TestContext",
                    "org.springframework.core.SpringVersion", "org.assertj.core.api.Assertions" }) {
                assertThatExceptionOfType(ClassNotFoundException.class).isThrownBy(() -> plain.loadClass(absent));
            }
            Thread thread = Thread.currentThread();
            ClassLoader before = thread.getContextClassLoader();
            thread.setContextClassLoader(plain);
            try {
                Callable<?> run = (Callable<?>) plain.loadClass(PlainRun.class.getName())
                    .getDeclaredConstructor()
                    .newInstance();
                assertThat(run.call()).asString()
                    .contains("leaves() FAILED java.lang.AssertionError: 1 unit of work", "mails: Job #")
                    .contains("leavesNothing() SUCCESSFUL");
            }
            finally {
                thread.setContextClassLoader(before);
            }
        }
    }

    private static URL[] jars() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
            .map(Path::of)
            .filter(Predicate.not(WithoutSpringTests::isAbsent))
            .map(WithoutSpringTests::url)
            .toArray(URL[]::new);
    }

    private static boolean isAbsent(Path jar) {
        String name = jar.getFileName().toString();
        return name.startsWith("spring-") || name.startsWith("assertj-");
    }

    private static URL url(Path path) {
        try {
            return path.toUri().toURL();
        }
        catch (MalformedURLException ex) {
            throw new IllegalArgumentException(ex);
        }
    }

    /**
     * Runs the sample with the classes that it sees itself.
     */
    public static final class PlainRun implements Callable<String>, TestExecutionListener {

        private final StringBuilder results = new StringBuilder();

        @Override
        public String call() {
            LauncherFactory.create()
                .execute(LauncherDiscoveryRequestBuilder.request()
                    .selectors(DiscoverySelectors.selectClass(Plain.class))
                    .build(), this);
            return this.results.toString();
        }

        @Override
        public void executionFinished(TestIdentifier test, TestExecutionResult result) {
            this.results.append(test.getDisplayName())
                .append(' ')
                .append(result.getStatus())
                .append(' ')
                .append(result.getThrowable().map(Throwable::toString).orElse(""))
                .append('\n');
        }

    }

    @NoWorkInFlight(within = 0)
    static class Plain {

        private final WaitGroup group = new WaitGroup("mails");

        @Test
        void leaves() {
            this.group.register("Job");
        }

        @Test
        void leavesNothing() {
        }

    }

}
