// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.proof.chaos;

import java.time.Duration;
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

            // The exit waits for the start, which goes on after 3 s, and takes its time
            // where others are busy
            new Scenario("START",
                    "SIGTERM while a bean is made, which takes 3 s, with work in flight: the exit waits for that",
                    Script.on(Server.TOMCAT)
                        .with("spring.profiles.active=blocked-start", "chaos.early=ASYNC:ENDLESS*2", "chaos.start=SLOW")
                        .then(Step.await("Chaos: the start waits"), Step.await("Chaos: 2 began"), Step.TERMINATE),
                    Expected.lost(2).within(Duration.ofSeconds(30))),

            new Scenario("START_WAITING", "the same where the start waits for ever, and heeds interrupts",
                    Script.on(Server.TOMCAT)
                        .with("spring.profiles.active=blocked-start", "chaos.early=ASYNC:ENDLESS*2",
                                "chaos.start=ENDLESS")
                        .then(Step.await("Chaos: the start waits"), Step.await("Chaos: 2 began"), Step.TERMINATE),
                    Expected.lost(2)),

            new Scenario("START_DEAF", "the same where it ignores interrupts",
                    Script.on(Server.TOMCAT)
                        .with("spring.profiles.active=blocked-start", "chaos.early=ASYNC:ENDLESS*2", "chaos.start=DEAF")
                        .then(Step.await("Chaos: the start waits"), Step.await("Chaos: 2 began"), Step.TERMINATE),
                    Expected.lost(2)),

            new Scenario("START_EXIT", "`System.exit` while a bean is made, with nothing in flight",
                    Script.on(Server.TOMCAT)
                        .with("spring.profiles.active=blocked-start", "chaos.early=", "chaos.start=EXIT")
                        .then(Step.await("Chaos: the start waits"), Step.CLOCK),
                    Expected.lost(0).code(0).within(Duration.ofMillis(1500)).withoutFile()),

            new Scenario("START_TIMED", "the same where it waits for a minute",
                    Script.on(Server.TOMCAT)
                        .with("spring.profiles.active=blocked-start", "chaos.early=ASYNC:ENDLESS*2",
                                "chaos.start=TIMED")
                        .then(Step.await("Chaos: the start waits"), Step.await("Chaos: 2 began"), Step.TERMINATE),
                    Expected.lost(2)
                        .says("should have ended by now")
                        .but("nothing in Spring bounds a start", Problem.NO_EXIT)),

            new Scenario("START_DECLARED", "a start that waits for a minute, with a declared grace period of 5 s",
                    Script.on(Server.TOMCAT)
                        .with("spring.profiles.active=blocked-start", "chaos.early=ASYNC:ENDLESS*2",
                                "chaos.start=TIMED", "waitgroup.shutdown.termination-grace-period=5s")
                        .then(Step.await("Chaos: the start waits"), Step.await("Chaos: 2 began"), Step.TERMINATE),
                    Expected.lost(2).within(Duration.ofSeconds(5)).says("The process ends here")));

    private StartScenarios() {
    }

}
