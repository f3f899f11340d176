// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.proof.chaos;

import java.util.List;

import io.github.waitgroup.proof.process.Server;

/**
 * Work that ignores interrupts or fails, and a database that does not answer.
 */
final class FailingScenarios {

    static final List<Scenario> ALL = List.of(
            new Scenario("DEAF", "work that ignores its interrupt",
                    Script.on(Server.TOMCAT, "ASYNC:DEAF*2,GO:DEAF*1,ASYNC:SHORT*1").middle(4).terminate(),
                    Expected.lost(3).says("Chaos: all reporters told")),

            new Scenario("DEAF_TOMCAT", "a request that ignores its interrupt, on Tomcat",
                    Script.on(Server.TOMCAT, "ASYNC:SHORT*1").then(Step.get("/task/DEAF")).middle(2).terminate(),
                    Expected.lost(1).says("Chaos: all reporters told")),

            new Scenario("DEAF_JETTY", "the same on Jetty",
                    Script.on(Server.JETTY, "ASYNC:SHORT*1").then(Step.get("/task/DEAF")).middle(2).terminate(),
                    Expected.lost(1).says("Chaos: all reporters told")),

            new Scenario("ERRORS", "work that throws Errors, and some after it",
                    Script
                        .on(Server.TOMCAT,
                                "ASYNC:OUT_OF_MEMORY*1,ASYNC:STACK_OVERFLOW*1,ASYNC:ASSERTION*1,ASYNC:LINKAGE*1,"
                                        + "EXECUTOR:STACK_OVERFLOW*1,EXECUTOR:LINKAGE*1,GO:ASSERTION*1,ASYNC:SHORT*2")
                        .with("spring.task.execution.pool.core-size=2")
                        .then(Step.await("Chaos: all accepted"))
                        .terminate(),
                    Expected.lost(0)),

            new Scenario("COMMIT", "a database that does not answer a commit",
                    Script.on(Server.TOMCAT, "ASYNC:TRANSACTION*2,ASYNC:SHORT*1")
                        .with("spring.profiles.active=database", "chaos.hangs=commit")
                        .middle(3)
                        .terminate(),
                    Expected.lost(2)),

            new Scenario("COMMIT_DEAF", "the same with a driver that ignores interrupts",
                    Script.on(Server.TOMCAT, "ASYNC:TRANSACTION*2,ASYNC:SHORT*1")
                        .with("spring.profiles.active=database", "chaos.hangs=commit", "chaos.deaf=true")
                        .middle(3)
                        .terminate(),
                    Expected.lost(2)),

            new Scenario("CONNECTION", "a pool that has no connection to give",
                    Script.on(Server.TOMCAT, "ASYNC:TRANSACTION*2,ASYNC:SHORT*1")
                        .with("spring.profiles.active=database", "chaos.hangs=getConnection", "chaos.deaf=true")
                        .middle(3)
                        .terminate(),
                    Expected.lost(2)));

    private FailingScenarios() {
    }

}
