// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.proof.chaos;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * A unit that somebody says is lost.
 *
 * @param label its label
 * @param id its number, if that was said
 */
record Name(String label, @Nullable Long id) {

    private static final List<Pattern> LINES = List.of(
            Pattern.compile(" WARN .*? Abandoned in \\S+: (.*) #(\\d+), (?:QUEUED|RUNNING), in flight for "),
            Pattern.compile(" WARN +\\[[^\\]]*\\] \\S+ +(\\S.*?)(?: #(\\d+))? was submitted after the drain was over"));

    /**
     * Reads the log.
     * @param lines its lines
     * @return all that it names
     */
    static List<Name> inLog(List<String> lines) {
        List<Name> names = new ArrayList<>();
        for (String line : lines) {
            for (Pattern pattern : LINES) {
                Matcher matcher = pattern.matcher(line);
                if (matcher.find()) {
                    String id = matcher.group(2);
                    names.add(new Name(matcher.group(1), (id != null) ? Long.valueOf(id) : null));
                }
            }
        }
        return names;
    }

}
