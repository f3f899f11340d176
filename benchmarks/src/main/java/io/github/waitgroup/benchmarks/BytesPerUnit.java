// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.benchmarks;

import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.util.Locale;
import java.util.Objects;

import io.github.waitgroup.WaitGroup;
import io.github.waitgroup.WaitGroupRegistry;

/**
 * What a unit in flight weighs: the heap in use after a full collection, with a million
 * units and without them. It tells neither the label, which all of them share, nor what
 * the caller keeps itself to find its unit again.
 */
public final class BytesPerUnit {

    private static final int UNITS = 1_000_000;

    private BytesPerUnit() {
    }

    /**
     * Prints the bytes of each kind of unit.
     * @param args not used
     */
    public static void main(String[] args) {
        weigh("add", System.out, (group) -> group.add(1));
        weigh("register", System.out, (group) -> group.register("unit"));
    }

    private static void weigh(String kind, PrintStream out, Way way) {
        WaitGroup group = new WaitGroupRegistry().group(kind);
        long before = usedHeap();
        long start = System.nanoTime();
        for (int i = 0; i < UNITS; i++) {
            way.begin(group);
        }
        long nanos = System.nanoTime() - start;
        long bytes = usedHeap() - before;
        if (group.count() != UNITS) {
            throw new IllegalStateException("Not all in flight: " + group);
        }
        out.printf(Locale.ROOT, "%-10s %6.1f bytes a unit with %d units in flight, begun in %d ms%n", kind,
                (double) bytes / UNITS, UNITS, nanos / 1_000_000);
    }

    private static long usedHeap() {
        // Twice: what the first collection makes unreachable goes with the second
        System.gc();
        System.gc();
        return Objects.requireNonNull(ManagementFactory.getMemoryMXBean().getHeapMemoryUsage()).getUsed();
    }

    /**
     * How a unit is begun, and kept in flight.
     */
    private interface Way {

        void begin(WaitGroup group);

    }

}
