// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.test;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;

import io.github.waitgroup.WorkSnapshot;

/**
 * Units of work as text.
 */
final class Units {

    /** As deep as most reports need: what it waits for, and who called that. */
    private static final int FRAMES = 40;

    private Units() {
    }

    static String number(long count) {
        return count + ((count == 1) ? " unit of work" : " units of work");
    }

    static String seconds(Duration time) {
        long tenths = time.toMillis() / 100;
        return tenths / 10 + "." + tenths % 10 + "s";
    }

    /**
     * Lists what is in flight: the oldest units by name, the others by number.
     * @param text where to
     * @param groups what is left in each group
     */
    static void list(StringBuilder text, List<Left> groups) {
        List<WorkSnapshot> named = groups.stream()
            .flatMap((group) -> group.units().stream())
            .sorted(Comparator.comparing(WorkSnapshot::age).reversed())
            .limit(Left.NAMED)
            .toList();
        named.forEach((unit) -> describe(text.append("\n\t"), unit));
        if (named.size() == Left.NAMED) {
            long others = groups.stream().mapToLong(Left::count).sum() - named.size();
            text.append((others > 0) ? "\n\t... and " + others + " more" : "");
            return;
        }
        for (Left group : groups) {
            long unnamed = group.count() - group.units().size();
            if (unnamed > 0) {
                text.append("\n\t")
                    .append(group.group().name())
                    .append(": ")
                    .append(unnamed)
                    .append(" without a name, by add() or hold()");
            }
        }
    }

    private static void describe(StringBuilder text, WorkSnapshot unit) {
        text.append(unit.group())
            .append(": ")
            .append(unit.label())
            .append(" #")
            .append(unit.id())
            .append(", ")
            .append(unit.state())
            .append(", in flight for ")
            .append(seconds(unit.age()));
        if (unit.parent() != null) {
            text.append(", submitted by #").append(unit.parent());
        }
        text.append((unit.thread() != null) ? ", on thread " + unit.thread() : ", on no thread");
        unit.stack().stream().limit(FRAMES).forEach((frame) -> text.append("\n\t\tat ").append(frame));
        if (unit.stack().size() > FRAMES) {
            text.append("\n\t\t... ").append(unit.stack().size() - FRAMES).append(" more");
        }
    }

}
