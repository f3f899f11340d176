// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.proof.kill;

import java.nio.file.Path;
import java.util.List;

/**
 * The harness.
 */
public final class Main {

    private Main() {
    }

    /**
     * Runs it; the exit code is 1 if the starter lost or broke anything, or the books
     * contradict each other.
     * @param args the {@link Options}
     * @throws Exception if a kill could not be carried out
     */
    public static void main(String[] args) throws Exception {
        Options options = Options.parse(args);
        List<Kill> kills = options.kills();
        System.out.println(
                "proof: %d kills, %d at a time, seed %d".formatted(kills.size(), options.parallel(), options.seed()));
        Outcomes outcomes = new Kills(options.target()).run(kills, options.parallel());
        String report = new Machine(options).line() + "\n\n" + new Tables(outcomes).markdown();
        System.out.println("\n" + report + "\n");
        if (options.values().containsKey("doc")) {
            new Document(Path.of(options.values().get("doc"))).write("kill", report);
        }
        for (Setup setup : Setup.values()) {
            if (!outcomes.of(setup).all().isEmpty()) {
                System.out.println(outcomes.summary(setup));
            }
        }
        System.exit(outcomes.good() ? 0 : 1);
    }

}
