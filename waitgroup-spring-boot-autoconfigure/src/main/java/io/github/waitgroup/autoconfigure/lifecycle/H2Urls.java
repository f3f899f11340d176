// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.lifecycle;

import java.util.Locale;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;

import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.PropertySource;

/**
 * URLs of embedded H2 databases. Unless told otherwise, such a database has a JVM
 * shutdown hook of its own, which runs beside Spring's.
 */
final class H2Urls {

    private H2Urls() {
    }

    /**
     * Finds the databases that would close on their own.
     * @param environment has the URLs, of whichever data sources
     * @return the names of their properties
     */
    static NavigableSet<String> closedOnExit(ConfigurableEnvironment environment) {
        NavigableSet<String> names = new TreeSet<>();
        for (PropertySource<?> source : environment.getPropertySources()) {
            if (source instanceof EnumerablePropertySource<?> enumerable) {
                for (String name : enumerable.getPropertyNames()) {
                    if (isClosedOnExit(value(environment, name))) {
                        names.add(name);
                    }
                }
            }
        }
        return names;
    }

    private static @Nullable String value(ConfigurableEnvironment environment, String name) {
        try {
            return environment.getProperty(name);
        }
        catch (RuntimeException ex) {
            // A placeholder without a value, an object that is no text, a secret that
            // cannot be decrypted: perhaps nobody else asks for it
            return null;
        }
    }

    static boolean isClosedOnExit(@Nullable String value) {
        String url = Objects.requireNonNullElse(value, "").toUpperCase(Locale.ROOT);
        return url.startsWith("JDBC:H2:") && !url.startsWith("JDBC:H2:TCP:") && !url.startsWith("JDBC:H2:SSL:")
                && !url.contains(";DB_CLOSE_ON_EXIT=FALSE");
    }

}
