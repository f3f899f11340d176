// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.test;

import java.time.Duration;
import java.util.List;

/**
 * Tells what a test has left.
 */
final class Failure {

    private Failure() {
    }

    static void throwIfAny(Duration within, List<Left> left, List<Left> givenUp) {
        long count = left.stream().mapToLong(Left::count).sum();
        long abandoned = givenUp.stream().mapToLong(Left::abandoned).sum();
        if (count == 0 && abandoned == 0) {
            return;
        }
        StringBuilder text = new StringBuilder();
        if (count > 0) {
            text.append(Units.number(count))
                .append(" that the test began still in flight, ")
                .append(Units.seconds(within))
                .append(" after it:");
            Units.list(text, left);
        }
        if (abandoned > 0) {
            text.append((count > 0) ? "\nand " : "").append(Units.number(abandoned)).append(" abandoned meanwhile:");
            givenUp.forEach((group) -> abandoned(text, group));
        }
        long earlier = left.stream().mapToLong(Left::earlier).sum();
        if (earlier > 0) {
            text.append("\n(").append(Units.number(earlier)).append(" more in flight since before the test)");
        }
        text.append((count > 0)
                ? "\nWait in the test or in @AfterEach for what it began. If that takes longer, say so: "
                        + "@NoWorkInFlight(within = ...); if it has to be left, @NoWorkInFlight(enabled = false)"
                : "\nA test that gives up work on purpose says so: @NoWorkInFlight(enabled = false)");
        throw new AssertionError(text.toString());
    }

    private static void abandoned(StringBuilder text, Left group) {
        if (group.abandoned() > 0) {
            text.append("\n\t").append(group.group().name()).append(": ").append(group.abandoned());
            text.append((group.leaked() > 0)
                    ? ", of which " + group.leaked() + " leaked: garbage-collected and never closed; the log names them"
                    : " given up by a drain");
        }
    }

}
