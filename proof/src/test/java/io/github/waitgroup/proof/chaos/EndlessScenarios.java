// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.proof.chaos;

import java.util.List;

import io.github.waitgroup.proof.process.Server;

/**
 * Work that does not end by itself.
 */
final class EndlessScenarios {

    static final List<Scenario> ALL = List.of(new Scenario("ENDLESS",
            "work that never ends: `@Async`, an executor's, a thread of `waitGroup.go`, and a request on Tomcat",
            Script.on(Server.TOMCAT, "ASYNC:ENDLESS*2,EXECUTOR:ENDLESS*1,GO:ENDLESS*1,ASYNC:SHORT*2")
                .then(Step.get("/task/ENDLESS"))
                .middle(7)
                .terminate(),
            Expected.lost(5)),

            new Scenario("ENDLESS_JETTY", "a request that never ends, on Jetty",
                    Script.on(Server.JETTY, "ASYNC:ENDLESS*1").then(Step.get("/task/ENDLESS")).middle(2).terminate(),
                    Expected.lost(2)),

            new Scenario("ENDLESS_NETTY", "a request that never answers, on Netty",
                    Script.on(Server.NETTY, "ASYNC:ENDLESS*1").then(Step.get("/flow")).middle(2).terminate(),
                    Expected.lost(2)),

            new Scenario("ENDLESS_FLOW", "an asynchronous request that never answers, on Tomcat",
                    Script.on(Server.TOMCAT, "ASYNC:ENDLESS*1").then(Step.get("/flow")).middle(2).terminate(),
                    Expected.lost(2)),

            new Scenario("ENDLESS_VIRTUAL", "work that never ends, all on virtual threads",
                    Script.on(Server.TOMCAT, "ASYNC:ENDLESS*2,EXECUTOR:ENDLESS*1,GO:ENDLESS*1,ASYNC:SHORT*2")
                        .with(Script.VIRTUAL)
                        .then(Step.get("/task/ENDLESS"))
                        .middle(7)
                        .terminate(),
                    Expected.lost(5)),

            new Scenario("SCHEDULED", "a run of a schedule that never ends",
                    Script.on(Server.TOMCAT, "ASYNC:SHORT*1")
                        .with("spring.profiles.active=schedule")
                        .middle(2)
                        .terminate(),
                    Expected.lost(1)),

            new Scenario("QUEUE", "work in a queue behind work that never ends",
                    Script.on(Server.TOMCAT, "ASYNC:ENDLESS*1,ASYNC:SHORT*4")
                        .with("spring.task.execution.pool.core-size=1")
                        .middle(1)
                        .terminate(),
                    Expected.lost(5)),

            new Scenario("MANY", "several hundred units",
                    Script.on(Server.TOMCAT, "ASYNC:ENDLESS*300")
                        .with("spring.task.execution.pool.core-size=4")
                        .middle(4)
                        .terminate(),
                    Expected.lost(300)),

            new Scenario("CHAIN", "work that submits work, without an end",
                    Script.on(Server.TOMCAT, "ASYNC:CHAIN*1").middle(2).terminate(), Expected.lost(1)));

    private EndlessScenarios() {
    }

}
