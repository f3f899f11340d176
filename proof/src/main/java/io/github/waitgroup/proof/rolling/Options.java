// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.proof.rolling;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import java.util.regex.PatternSyntaxException;

import org.jspecify.annotations.Nullable;

/**
 * What was asked for.
 *
 * @param shop where the sample's jar was taken apart
 * @param output where databases and logs are put
 * @param instances how many instances there are
 * @param rounds how often each of them is replaced
 * @param setups what is deployed
 * @param document the page that gets the table, if one does
 */
record Options(Path shop, Path output, int instances, int rounds, List<Setup> setups, @Nullable Path document) {

    /**
     * Reads them.
     * @param properties system properties, as the script has set them
     * @return the options
     * @throws IllegalArgumentException if one of them makes no sense
     */
    static Options read(Properties properties) {
        String document = properties.getProperty("rolling.document", "");
        return new Options(Path.of(property(properties, "shop")), Path.of(property(properties, "output")),
                number(properties, "instances", 2, 5), number(properties, "rounds", 1, 100),
                setups(property(properties, "setups")), document.isEmpty() ? null : Path.of(document));
    }

    private static String property(Properties properties, String name) {
        String value = properties.getProperty("rolling." + name);
        if (value == null) {
            throw new IllegalArgumentException("Not set: rolling." + name);
        }
        return value;
    }

    private static int number(Properties properties, String name, int least, int most) {
        String value = property(properties, name);
        // Not so many digits that it would not be a number
        if (!value.matches("\\d{1,4}") || Integer.parseInt(value) < least || Integer.parseInt(value) > most) {
            throw new IllegalArgumentException(
                    "--%s has to be from %d to %d, not '%s'".formatted(name, least, most, value));
        }
        return Integer.parseInt(value);
    }

    private static List<Setup> setups(String regex) {
        try {
            List<Setup> setups = Arrays.stream(Setup.values()).filter((setup) -> setup.id().matches(regex)).toList();
            if (!setups.isEmpty()) {
                return setups;
            }
        }
        catch (PatternSyntaxException ex) {
            throw new IllegalArgumentException("--setups is no regular expression: " + regex, ex);
        }
        throw new IllegalArgumentException(
                "--setups '%s' is none of %s".formatted(regex, Arrays.stream(Setup.values()).map(Setup::id).toList()));
    }

}
