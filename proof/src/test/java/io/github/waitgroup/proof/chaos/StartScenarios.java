// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.proof.chaos;

import java.util.List;

import io.github.waitgroup.proof.process.Server;

/**
 * A stop before the start is over.
 */
final class StartScenarios {

    static final List<Scenario> ALL = List.of(
            new Scenario("START_FIRST", "SIGTERM at the first line of the log",
                    Script.on(Server.TOMCAT, "ASYNC:ENDLESS*1")
                        .then(Step.await("Starting ChaosApplication"), Step.TERMINATE),
                    Expected.lost(0).withoutFile()),

            new Scenario("START", "SIGTERM while a bean is made, with work in flight",
                    Script.on(Server.TOMCAT)
                        .with("spring.profiles.active=blocked-start", "chaos.early=ASYNC:ENDLESS*2", "chaos.start=SLOW")
                        .then(Step.await("Chaos: the start waits"), Step.await("Chaos: 2 began"), Step.TERMINATE),
                    Expected.lost(2).but("the clock does not run before the start is over", Problem.LATE_EXIT)),

            new Scenario("START_WAITING", "the same where the start waits for ever, and heeds interrupts",
                    Script.on(Server.TOMCAT)
                        .with("spring.profiles.active=blocked-start", "chaos.early=ASYNC:ENDLESS*2",
                                "chaos.start=ENDLESS")
                        .then(Step.await("Chaos: the start waits"), Step.await("Chaos: 2 began"), Step.TERMINATE),
                    Expected.lost(2)
                        .but("Spring closes no context whose start hangs", Problem.EXIT_CODE, Problem.NOT_IN_LOG,
                                Problem.NOT_IN_FILE)),

            new Scenario("START_DEAF", "the same where it ignores interrupts",
                    Script.on(Server.TOMCAT)
                        .with("spring.profiles.active=blocked-start", "chaos.early=ASYNC:ENDLESS*2", "chaos.start=DEAF")
                        .then(Step.await("Chaos: the start waits"), Step.await("Chaos: 2 began"), Step.TERMINATE),
                    Expected.lost(2)
                        .but("Spring closes no context whose start hangs", Problem.EXIT_CODE, Problem.NOT_IN_LOG,
                                Problem.NOT_IN_FILE)),

            new Scenario("START_TIMED", "the same where it waits for a minute",
                    Script.on(Server.TOMCAT)
                        .with("spring.profiles.active=blocked-start", "chaos.early=ASYNC:ENDLESS*2",
                                "chaos.start=TIMED")
                        .then(Step.await("Chaos: the start waits"), Step.await("Chaos: 2 began"), Step.TERMINATE),
                    Expected.lost(2)
                        .but("Spring waits for the start", Problem.NO_EXIT, Problem.NOT_IN_LOG, Problem.NOT_IN_FILE)));

    private StartScenarios() {
    }

}
