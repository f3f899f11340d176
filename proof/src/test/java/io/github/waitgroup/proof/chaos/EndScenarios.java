// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.proof.chaos;

import java.time.Duration;
import java.util.List;

import io.github.waitgroup.proof.process.Server;

/**
 * Beans that hold up the end, or begin something then.
 */
final class EndScenarios {

    static final List<Scenario> ALL = List.of(new Scenario("LATE", "a bean that submits work when it is destroyed",
            Script.on(Server.TOMCAT, "ASYNC:SHORT*1")
                .with("spring.profiles.active=late", "chaos.late=ASYNC:ENDLESS*1,EXECUTOR:ENDLESS*1,GO:ENDLESS*1")
                .middle(1)
                .terminate(),
            Expected.lost(3)
                .but("Spring interrupts what is in a pool when it destroys it: that has failed, and only the log of its submission names it",
                        Problem.NOT_IN_FILE)),

            new Scenario("DATABASE_CLOSE", "a pool whose `close()` does not return",
                    Script.on(Server.TOMCAT, "ASYNC:TRANSACTION*1,ASYNC:SHORT*1")
                        .with("spring.profiles.active=database", "chaos.hangs=commit,close", "chaos.deaf=true")
                        .middle(2)
                        .terminate(),
                    Expected.lost(1)
                        .says("should have ended by now", "HangingDataSource.close")
                        .but("nothing in Spring bounds it", Problem.NO_EXIT)),

            new Scenario("CLOSE", "a bean whose `close()` does not return",
                    Script.on(Server.TOMCAT, "ASYNC:SHORT*1,ASYNC:ENDLESS*1")
                        .with("spring.profiles.active=blocked-close", "chaos.close=DEAF")
                        .middle(2)
                        .terminate(),
                    Expected.lost(1)
                        .says("should have ended by now", "BlockedClose.close")
                        .but("nothing in Spring bounds it", Problem.NO_EXIT)),

            new Scenario("CLOSE_DECLARED", "a `close()` that does not return, with a declared grace period of 5 s",
                    Script.on(Server.TOMCAT, "ASYNC:SHORT*1,ASYNC:ENDLESS*1")
                        .with("spring.profiles.active=blocked-close", "chaos.close=DEAF",
                                "waitgroup.shutdown.termination-grace-period=5s")
                        .middle(2)
                        .terminate(),
                    Expected.lost(1)
                        .within(Duration.ofSeconds(5))
                        .says("should have ended by now", "The process ends here")));

    private EndScenarios() {
    }

}
