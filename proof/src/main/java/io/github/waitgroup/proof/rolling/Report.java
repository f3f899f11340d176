// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.proof.rolling;

import java.util.List;

/**
 * The figures of all setups.
 *
 * @param instances how many instances there were
 * @param rounds how often each was replaced
 * @param machine what it ran on
 * @param results what came of it
 */
record Report(int instances, int rounds, String machine, List<Result> results) {

    String table() {
        StringBuilder table = new StringBuilder();
        table.append("| | replaced | requests | failed | orders | lost | SIGTERM to exit |\n");
        table.append("| --- | --- | --- | --- | --- | --- | --- |\n");
        this.results.forEach((result) -> table.append(result.row()).append('\n'));
        return table.toString();
    }

    /**
     * What stands in the page.
     * @return the table and what it is about
     */
    String text() {
        return "Instances: %d, rounds: %d; %s.%n%n%s".formatted(this.instances, this.rounds, this.machine, table());
    }

    /**
     * Whether the starter has kept its word.
     * @return whether it has failed no request and lost no order, if it was deployed
     */
    boolean kept() {
        return this.results.stream().filter((result) -> result.setup().starter()).allMatch(Result::flawless);
    }

}
