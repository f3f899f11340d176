// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.proof;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * What is known beforehand of single cells. Everything else is to be seen.
 */
final class Known {

    private static final List<Gap> GAPS = List.of(new Gap(EnumSet.of(Kind.BOUNDED_ELASTIC),
            "What work in flight subscribes to is counted, as that of the request in the line before. Here nothing in flight "
                    + "subscribes."),
            new Gap(EnumSet.of(Kind.BY_HAND),
                    "Nothing tells that such a thread has begun. The next two lines have the remedy."));

    /* What needs the starter's own classes */
    private static final Set<Kind> NOT_STOCK = EnumSet.of(Kind.GO);

    /* Enough to see that the starter switched off is as good as none */
    private static final Set<Kind> CONTROLS = EnumSet.of(Kind.APPLICATION_TASK_EXECUTOR, Kind.SMALL_POOL,
            Kind.EXECUTOR_SERVICE, Kind.VIRTUAL);

    /* What Boot's settings for executors and schedulers reach */
    private static final Set<Kind> BOOTS = EnumSet.of(Kind.SMALL_POOL, Kind.NESTED, Kind.WITH_PARTNER, Kind.VIRTUAL,
            Kind.NESTED_VIRTUAL, Kind.FIXED_RATE, Kind.AT_ONCE, Kind.FIXED_RATE_VIRTUAL, Kind.AT_ONCE_VIRTUAL,
            Kind.CALLABLE, Kind.SCHEDULING, Kind.SCHEDULING_VIRTUAL);

    /* Cells that end one way or the other from run to run, and are shown so */
    private static final Set<Cell> RACES = Set.of();

    private Known() {
    }

    /**
     * Why the starter does not keep the work of a kind.
     * @param kind the kind
     * @return the reason, null if it has to keep it
     */
    static @Nullable String gap(Kind kind) {
        return GAPS.stream().filter((gap) -> gap.kinds().contains(kind)).map(Gap::reason).findFirst().orElse(null);
    }

    static boolean isRace(Cell cell) {
        return RACES.contains(cell);
    }

    static boolean isOfUse(Cell cell) {
        return switch (cell.settings()) {
            case STOCK, STOCK_BEST -> !NOT_STOCK.contains(cell.kind());
            case STARTER, STARTER_BEST -> true;
            case STARTER_WORST -> BOOTS.contains(cell.kind());
            case SWITCHED_OFF -> CONTROLS.contains(cell.kind());
        };
    }

    /**
     * Something that the starter cannot do, or not yet.
     *
     * @param kinds whom it concerns
     * @param reason a note to the table
     */
    private record Gap(Set<Kind> kinds, String reason) {

    }

}
