// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.sample;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * One run of the proof: the sample under load, SIGTERM in the middle, and then the books
 * of the clients against those of the database.
 *
 * @param name the name of the run
 * @param arguments the sample's command line
 */
record Proof(String name, List<String> arguments) {

    Outcome run(Path directory) throws Exception {
        Database database = new Database(directory);
        try (SampleProcess sample = SampleProcess.start(this.name, database.url(), this.arguments);
                Load load = new Load(sample.port())) {
            load.awaitMiddle();
            Duration toExit = sample.terminate();
            Ledger ledger = load.awaitEnd();
            Set<Long> lost = new HashSet<>(ledger.accepted());
            lost.removeAll(database.fulfilled());
            return new Outcome(this.name, ledger.accepted().size(), lost.size(), ledger.broken(), toExit, sample.log());
        }
    }

}
