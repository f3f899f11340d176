// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.sample;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The command of a preStop hook, one after the other.
 *
 * @param script what its shell is told
 */
record PreStopHook(String script) {

    /**
     * Returns the time after which the hook is over for certain.
     * @return the most that each of its commands may take
     */
    Duration most() {
        Duration most = Duration.ZERO;
        for (String command : this.script.split(";", -1)) {
            most = most.plus(command.strip().startsWith("curl ") ? curl(command) : sleep(command));
        }
        return most;
    }

    // The last try may begin just before its time is over
    private static Duration curl(String command) {
        Duration once = seconds(command, "--max-time (\\d+)");
        return command.contains("--retry ") ? once.plus(seconds(command, "--retry-max-time (\\d+)")) : once;
    }

    private static Duration sleep(String command) {
        return seconds(command, "^ *sleep (\\d+)$");
    }

    private static Duration seconds(String command, String pattern) {
        Matcher matcher = Pattern.compile(pattern).matcher(command);
        assertThat(matcher.find()).as("A bound (%s) of: %s", pattern, command).isTrue();
        return Duration.ofSeconds(Long.parseLong(matcher.group(1)));
    }

}
