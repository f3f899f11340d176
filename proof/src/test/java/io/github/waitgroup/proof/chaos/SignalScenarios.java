// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.proof.chaos;

import java.util.List;

import io.github.waitgroup.proof.process.Server;

/**
 * More than one signal, or none.
 */
final class SignalScenarios {

    static final List<Scenario> ALL = List.of(
            new Scenario("TWICE", "SIGTERM three times",
                    Script.on(Server.TOMCAT, "ASYNC:ENDLESS*2,ASYNC:SHORT*1")
                        .middle(3)
                        .then(Step.TERMINATE, Step.await("Commencing drain"), Step.TERMINATE,
                                Step.await("Drain aborted"), Step.TERMINATE),
                    Expected.lost(2)),

            new Scenario("ENDPOINT", "SIGTERM during a drain that the endpoint has begun",
                    Script.on(Server.TOMCAT, "ASYNC:ENDLESS*2,ASYNC:SHORT*1")
                        .middle(3)
                        .then(Step.post("/actuator/drain"), Step.TERMINATE),
                    Expected.lost(2)),

            new Scenario("EXIT", "`System.exit` by a thread of the application's own",
                    Script.on(Server.TOMCAT, "ASYNC:ENDLESS*2,ASYNC:SHORT*1")
                        .with("spring.profiles.active=commands")
                        .middle(3)
                        .then(Step.CLOCK, Step.tell("exit")),
                    Expected.lost(2)),

            new Scenario("EXIT_BY_WORK", "`System.exit` by work in flight, which so waits for itself",
                    Script.on(Server.TOMCAT, "ASYNC:ENDLESS*1,ASYNC:EXIT*1").middle(2).then(Step.CLOCK),
                    Expected.lost(2)),

            new Scenario("RACE", "SIGTERM just as the start completes",
                    Script.on(Server.TOMCAT, "ASYNC:SHORT*2")
                        .with("spring.profiles.active=blocked-start", "chaos.early=ASYNC:ENDLESS*2",
                                "chaos.start=SHORT")
                        .then(Step.await("Started ChaosApp"), Step.TERMINATE),
                    Expected.lost(2)));

    private SignalScenarios() {
    }

}
