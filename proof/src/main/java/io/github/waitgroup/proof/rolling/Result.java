// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.proof.rolling;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What came of a deployment.
 *
 * @param setup what was deployed
 * @param stops the time from SIGTERM to the exit, of each instance that was replaced
 * @param requests the requests of clients
 * @param failures how many of them failed, by how they did
 * @param orders the orders that were accepted
 * @param lost how many of them were never fulfilled
 */
record Result(Setup setup, List<Duration> stops, int requests, Map<String, Integer> failures, int orders, int lost) {

    int failed() {
        return this.failures.values().stream().mapToInt(Integer::intValue).sum();
    }

    boolean flawless() {
        return failed() == 0 && this.lost == 0;
    }

    /**
     * A row of a Markdown table.
     * @return the row
     */
    String row() {
        return "| %s | %d | %s | %s | %s | %s | %s |".formatted(this.setup.title(), this.stops.size(),
                number(this.requests), how(), number(this.orders), bold(this.lost), took());
    }

    private String how() {
        if (this.failures.isEmpty()) {
            return "0";
        }
        return bold(failed()) + this.failures.entrySet()
            .stream()
            .map((failure) -> "%d × %s".formatted(failure.getValue(), failure.getKey()))
            .collect(Collectors.joining(", ", ": ", ""));
    }

    private String took() {
        double[] seconds = this.stops.stream().mapToDouble((stop) -> stop.toMillis() / 1000.0).sorted().toArray();
        return String.format(Locale.ROOT, "%.1f to %.1f s", seconds[0], seconds[seconds.length - 1]);
    }

    private static String bold(int loss) {
        return (loss > 0) ? "**" + number(loss) + "**" : "0";
    }

    static String number(int number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    @Override
    public String toString() {
        return "proof: rolling: %s: %d replacements, %s requests, %s failed, %s orders, %s lost".formatted(
                this.setup.id(), this.stops.size(), number(this.requests), number(failed()), number(this.orders),
                number(this.lost));
    }

}
