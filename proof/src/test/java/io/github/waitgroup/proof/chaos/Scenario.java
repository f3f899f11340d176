// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.proof.chaos;

import java.util.List;
import java.util.stream.Stream;

import io.github.waitgroup.proof.process.Jvm;
import io.github.waitgroup.proof.process.Server;

/**
 * Something that goes wrong at a stop.
 *
 * @param name its name
 * @param title what goes wrong
 * @param script how
 * @param expected what is to come of it
 */
record Scenario(String name, String title, Script script, Expected expected) {

    /**
     * All scenarios.
     * @return the scenarios, in the order of the document
     */
    static List<Scenario> all() {
        return Stream
            .of(EndlessScenarios.ALL, FailingScenarios.ALL, ReportScenarios.ALL, SignalScenarios.ALL,
                    StartScenarios.ALL, EndScenarios.ALL)
            .flatMap(List::stream)
            .toList();
    }

    /**
     * Those that this JVM can run, or those of them that were asked for.
     * @return the scenarios
     */
    static List<Scenario> chosen() {
        String pattern = System.getProperty("proof.scenarios", ".*");
        return all().stream()
            .filter((scenario) -> scenario.name.matches(pattern))
            .filter((scenario) -> Server.all().contains(scenario.script.server()))
            .filter((scenario) -> !scenario.script.isVirtual() || Jvm.hasVirtualThreads())
            .toList();
    }

    @Override
    public String toString() {
        return this.name;
    }

}
