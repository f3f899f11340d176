// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.proof.kill;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import io.github.waitgroup.proof.process.Jars;

/**
 * Kills, a few at a time, because each of them spends most of its time waiting. A line
 * for each on standard output.
 */
final class Kills {

    private final Jars jars;

    private final Path directory;

    Kills(Path target) throws Exception {
        this.directory = target.resolve("kills");
        this.jars = Jars.extract(target, target.resolve("kill-jars"));
        Files.createDirectories(this.directory);
    }

    Outcomes run(List<Kill> kills, int parallel) throws Exception {
        ExecutorService executor = Executors.newFixedThreadPool(parallel);
        try {
            List<Future<Outcome>> promised = kills.stream().map((kill) -> executor.submit(() -> run(kill))).toList();
            List<Outcome> outcomes = new ArrayList<>();
            for (Future<Outcome> outcome : promised) {
                outcomes.add(outcome.get());
            }
            return new Outcomes(outcomes);
        }
        finally {
            executor.shutdownNow();
        }
    }

    private Outcome run(Kill kill) throws Exception {
        Outcome outcome = kill.run(this.jars, this.directory);
        System.out.println("proof: " + outcome);
        return outcome;
    }

}
