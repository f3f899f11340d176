// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.metrics;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * The names of metrics and labels that a scrape has, and a check of expressions of PromQL
 * against them.
 */
class Exposition {

    /** What Prometheus adds to each sample. */
    private static final Set<String> TARGET = Set.of("job", "instance");

    private static final Set<String> OPERATORS = Set.of("and", "or", "unless", "bool", "by", "on", "without",
            "ignoring");

    private static final Set<String> FUNCTIONS = Set.of("sum", "max", "rate", "increase");

    private static final Pattern SAMPLE = Pattern.compile("^([a-zA-Z_:][\\w:]*)(?:\\{(.*)})? \\S+$", Pattern.MULTILINE);

    private static final Pattern LABELS = Pattern.compile("\\b(?:by|on|without|ignoring)\\s*\\(([^)]*)\\)");

    private static final Pattern WORD = Pattern.compile("\\b([a-zA-Z_:][\\w:]*)(\\s*\\()?(?:\\{([^}]*)})?");

    private static final Pattern LABEL = Pattern.compile("(\\w+)\\s*(?:=~|!~|!=|=)");

    private final Map<String, Set<String>> metrics = new HashMap<>();

    Exposition(String scrape) {
        for (Matcher sample = SAMPLE.matcher(scrape); sample.find();) {
            Set<String> labels = this.metrics.computeIfAbsent(sample.group(1), (name) -> new HashSet<>());
            for (Matcher label = LABEL.matcher((sample.group(2) != null) ? sample.group(2) : ""); label.find();) {
                labels.add(label.group(1));
            }
        }
    }

    Set<String> metrics(String prefix) {
        Set<String> names = new TreeSet<>(this.metrics.keySet());
        names.removeIf((name) -> !name.startsWith(prefix));
        return names;
    }

    /**
     * Returns the metrics that an expression uses.
     * @throws AssertionError if it uses a metric or a label that is not there
     */
    Set<String> used(String expression) {
        String text = expression.replaceAll("\"[^\"]*\"", "\"\"").replaceAll("\\[[^\\]]*]", "");
        Set<String> used = new TreeSet<>();
        for (Matcher word = WORD.matcher(LABELS.matcher(text).replaceAll("")); word.find();) {
            if (word.group(2) != null) {
                require(FUNCTIONS.contains(word.group(1)) || OPERATORS.contains(word.group(1)), word.group(1),
                        expression);
            }
            else if (!OPERATORS.contains(word.group(1))) {
                used.add(metric(word.group(1), word.group(3), expression));
            }
        }
        Set<String> known = new HashSet<>(TARGET);
        used.forEach((metric) -> known.addAll(this.metrics.getOrDefault(metric, Set.of())));
        for (Matcher list = LABELS.matcher(text); list.find();) {
            for (String label : list.group(1).split(",", -1)) {
                require(known.contains(label.trim()), label.trim(), expression);
            }
        }
        return used;
    }

    private String metric(String name, @Nullable String matchers, String expression) {
        Set<String> labels = this.metrics.get(name);
        require(labels != null, name, expression);
        for (Matcher label = LABEL.matcher((matchers != null) ? matchers : ""); label.find();) {
            String used = label.group(1);
            require(TARGET.contains(used) || (labels != null && labels.contains(used)), used, expression);
        }
        return name;
    }

    private static void require(boolean known, String name, String expression) {
        if (!known) {
            throw new AssertionError("'" + name + "' is unknown in: " + expression);
        }
    }

}
