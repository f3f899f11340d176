// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.proof.chaos;

import java.util.List;

import io.github.waitgroup.proof.process.Server;

/**
 * What is in the way of the report.
 */
final class ReportScenarios {

    static final List<Scenario> ALL = List.of(new Scenario("FULL_DISK", "a full disk under the report file",
            Script.on(Server.TOMCAT, "ASYNC:ENDLESS*2,ASYNC:SHORT*1").middle(3).then(Step.fillDisk()).terminate(),
            Expected.lost(2).withoutFile().says("WARN .*report of the drain could not be written.*No space left")),

            new Scenario("NO_FILE", "a directory in the place of the report file",
                    Script.on(Server.TOMCAT, "ASYNC:ENDLESS*2,ASYNC:SHORT*1")
                        .middle(3)
                        .then(Step.replaceByDirectory())
                        .terminate(),
                    Expected.lost(2).withoutFile().says("WARN .*report of the drain could not be written")),

            new Scenario("LISTENER", "a listener and a reporter that throw",
                    Script.on(Server.TOMCAT, "ASYNC:ENDLESS*2,ASYNC:SHORT*1")
                        .with("spring.profiles.active=throwing-listener")
                        .middle(3)
                        .terminate(),
                    Expected.lost(2).says("Chaos: the listener throws", "Chaos: the reporter throws")),

            new Scenario("KILL_AT_END", "SIGKILL when the report is out",
                    Script.on(Server.TOMCAT, "ASYNC:DEAF*2,ASYNC:SHORT*1")
                        .middle(3)
                        .then(Step.TERMINATE, Step.await("Chaos: all reporters told"), Step.KILL),
                    Expected.lost(2).code(137)),

            new Scenario("KILL_TOO_SOON", "SIGKILL before that",
                    Script.on(Server.TOMCAT, "ASYNC:ENDLESS*2")
                        .middle(2)
                        .then(Step.TERMINATE, Step.await("Commencing drain"), Step.KILL),
                    Expected.lost(2).code(137).but("nobody is left to tell", Problem.NOT_IN_LOG, Problem.NOT_IN_FILE)));

    private ReportScenarios() {
    }

}
