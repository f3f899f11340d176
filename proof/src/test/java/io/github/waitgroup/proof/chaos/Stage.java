// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.proof.chaos;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * All scenarios, a few at a time, because each of them spends most of its time waiting.
 */
final class Stage implements AutoCloseable {

    private final Map<Scenario, Future<Outcome>> outcomes = new LinkedHashMap<>();

    private final ExecutorService processes = Executors.newFixedThreadPool(Integer.getInteger("proof.parallel", 2));

    Stage(Path directory, List<Scenario> scenarios) throws Exception {
        Applications applications = new Applications(directory);
        for (Scenario scenario : scenarios) {
            this.outcomes.put(scenario, this.processes.submit(() -> run(applications, scenario)));
        }
        this.processes.shutdown();
    }

    private static Outcome run(Applications applications, Scenario scenario) throws Exception {
        Outcome outcome = applications.run(scenario);
        // A busy machine may be late once, the product would be late again
        return isUnexpectedlyLate(scenario, outcome) ? applications.run(scenario) : outcome;
    }

    private static boolean isUnexpectedlyLate(Scenario scenario, Outcome outcome) {
        boolean late = Verdict.of(outcome, scenario.expected()).problems().containsKey(Problem.LATE_EXIT);
        if (late && !scenario.expected().gaps().contains(Problem.LATE_EXIT)) {
            System.out.printf("proof: chaos %s: exit after %s, once more%n", scenario, outcome.taken());
            return true;
        }
        return false;
    }

    Outcome get(Scenario scenario) throws Exception {
        return Objects.requireNonNull(this.outcomes.get(scenario)).get(10, TimeUnit.MINUTES);
    }

    @Override
    public void close() {
        this.processes.shutdownNow();
    }

}
