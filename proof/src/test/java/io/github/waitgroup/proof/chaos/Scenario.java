// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.proof.chaos;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;

import io.github.waitgroup.proof.process.Jvm;
import io.github.waitgroup.proof.process.Server;

/**
 * Something that goes wrong at a stop.
 */
enum Scenario {

    ENDLESS("work that never ends: `@Async`, an executor's, a thread of `waitGroup.go`, and a request on Tomcat",
            Script.on(Server.TOMCAT, "ASYNC:ENDLESS*2,EXECUTOR:ENDLESS*1,GO:ENDLESS*1,ASYNC:SHORT*2")
                .then(Step.get("/work/ENDLESS"))
                .middle(7)
                .terminate(),
            Expected.lost(5)),

    ENDLESS_JETTY("a request that never ends, on Jetty",
            Script.on(Server.JETTY, "ASYNC:ENDLESS*1").then(Step.get("/work/ENDLESS")).middle(2).terminate(),
            Expected.lost(2)),

    ENDLESS_NETTY("a request that never answers, on Netty",
            Script.on(Server.NETTY, "ASYNC:ENDLESS*1").then(Step.get("/flow")).middle(2).terminate(),
            Expected.lost(2).but("Reactor Netty closes its event loops with a quiet period of 2 s", Problem.LATE_EXIT)),

    ENDLESS_FLOW("an asynchronous request that never answers, on Tomcat",
            Script.on(Server.TOMCAT, "ASYNC:ENDLESS*1").then(Step.get("/flow")).middle(2).terminate(),
            Expected.lost(2)),

    ENDLESS_VIRTUAL("work that never ends, all on virtual threads",
            Script.on(Server.TOMCAT, "ASYNC:ENDLESS*2,EXECUTOR:ENDLESS*1,GO:ENDLESS*1,ASYNC:SHORT*2")
                .with("spring.threads.virtual.enabled=true")
                .then(Step.get("/work/ENDLESS"))
                .middle(7)
                .terminate(),
            Expected.lost(5)),

    SCHEDULED("a run of a schedule that never ends",
            Script.on(Server.TOMCAT, "ASYNC:SHORT*1").with("spring.profiles.active=schedule").middle(2).terminate(),
            Expected.lost(1)),

    QUEUE("work in a queue behind work that never ends",
            Script.on(Server.TOMCAT, "ASYNC:ENDLESS*1,ASYNC:SHORT*4")
                .with("spring.task.execution.pool.core-size=1")
                .middle(1)
                .terminate(),
            Expected.lost(5)),

    MANY("several hundred units",
            Script.on(Server.TOMCAT, "ASYNC:ENDLESS*300")
                .with("spring.task.execution.pool.core-size=4")
                .middle(4)
                .terminate(),
            Expected.lost(300)),

    CHAIN("work that submits work, without an end", Script.on(Server.TOMCAT, "ASYNC:CHAIN*1").middle(2).terminate(),
            Expected.lost(1)),

    DEAF("work that ignores its interrupt",
            Script.on(Server.TOMCAT, "ASYNC:DEAF*2,GO:DEAF*1,ASYNC:SHORT*1").middle(4).terminate(), Expected.lost(3)),

    DEAF_TOMCAT("a request that ignores its interrupt, on Tomcat",
            Script.on(Server.TOMCAT, "ASYNC:SHORT*1").then(Step.get("/work/DEAF")).middle(2).terminate(),
            Expected.lost(1).but("the server waits for the thread, too", Problem.LATE_EXIT)),

    DEAF_JETTY("the same on Jetty",
            Script.on(Server.JETTY, "ASYNC:SHORT*1").then(Step.get("/work/DEAF")).middle(2).terminate(),
            Expected.lost(1).but("the server waits for the thread, too", Problem.LATE_EXIT)),

    ERRORS("work that throws Errors, and some after it",
            Script
                .on(Server.TOMCAT,
                        "ASYNC:OUT_OF_MEMORY*1,ASYNC:STACK_OVERFLOW*1,ASYNC:ASSERTION*1,ASYNC:LINKAGE*1,"
                                + "EXECUTOR:STACK_OVERFLOW*1,EXECUTOR:LINKAGE*1,GO:ASSERTION*1,ASYNC:SHORT*2")
                .with("spring.task.execution.pool.core-size=2")
                .then(Step.await("Chaos: all accepted"))
                .terminate(),
            Expected.lost(0)),

    COMMIT("a database that does not answer a commit",
            Script.on(Server.TOMCAT, "ASYNC:TRANSACTION*2,ASYNC:SHORT*1")
                .with("spring.profiles.active=database", "chaos.hangs=commit")
                .middle(3)
                .terminate(),
            Expected.lost(2)),

    COMMIT_DEAF("the same with a driver that ignores interrupts",
            Script.on(Server.TOMCAT, "ASYNC:TRANSACTION*2,ASYNC:SHORT*1")
                .with("spring.profiles.active=database", "chaos.hangs=commit", "chaos.deaf=true")
                .middle(3)
                .terminate(),
            Expected.lost(2)),

    CONNECTION("a pool that has no connection to give",
            Script.on(Server.TOMCAT, "ASYNC:TRANSACTION*2,ASYNC:SHORT*1")
                .with("spring.profiles.active=database", "chaos.hangs=getConnection", "chaos.deaf=true")
                .middle(3)
                .terminate(),
            Expected.lost(2)),

    DATABASE_CLOSE("a pool whose `close()` does not return",
            Script.on(Server.TOMCAT, "ASYNC:TRANSACTION*1,ASYNC:SHORT*1")
                .with("spring.profiles.active=database", "chaos.hangs=commit,close", "chaos.deaf=true")
                .middle(2)
                .terminate(),
            Expected.lost(1).but("nobody watches the end", Problem.NO_EXIT)),

    CLOSE("a bean whose `close()` does not return",
            Script.on(Server.TOMCAT, "ASYNC:SHORT*1,ASYNC:ENDLESS*1")
                .with("spring.profiles.active=blocked-close", "chaos.close=DEAF")
                .middle(2)
                .terminate(),
            Expected.lost(1).but("nobody watches the end", Problem.NO_EXIT)),

    CLOSE_DECLARED("the same with a declared grace period of 5 s",
            Script.on(Server.TOMCAT, "ASYNC:SHORT*1,ASYNC:ENDLESS*1")
                .with("spring.profiles.active=blocked-close", "chaos.close=DEAF",
                        "waitgroup.shutdown.termination-grace-period=5s")
                .middle(2)
                .terminate(),
            Expected.lost(1).within(Duration.ofSeconds(5)).but("nobody watches the end", Problem.NO_EXIT)),

    FULL_DISK("a full disk under the report file",
            Script.on(Server.TOMCAT, "ASYNC:ENDLESS*2,ASYNC:SHORT*1").middle(3).then(Step.fillDisk()).terminate(),
            Expected.lost(2).withoutFile().says("WARN .*report of the drain could not be written.*No space left")),

    NO_FILE("a directory in the place of the report file",
            Script.on(Server.TOMCAT, "ASYNC:ENDLESS*2,ASYNC:SHORT*1")
                .middle(3)
                .then(Step.replaceByDirectory())
                .terminate(),
            Expected.lost(2).withoutFile().says("WARN .*report of the drain could not be written")),

    TWICE("SIGTERM three times",
            Script.on(Server.TOMCAT, "ASYNC:ENDLESS*2,ASYNC:SHORT*1")
                .middle(3)
                .then(Step.TERMINATE, Step.await("Commencing drain"), Step.TERMINATE, Step.await("Drain aborted"),
                        Step.TERMINATE),
            Expected.lost(2)),

    ENDPOINT("SIGTERM during a drain that the endpoint has begun",
            Script.on(Server.TOMCAT, "ASYNC:ENDLESS*2,ASYNC:SHORT*1")
                .middle(3)
                .then(Step.post("/actuator/drain"), Step.TERMINATE),
            Expected.lost(2)),

    EXIT("`System.exit` by a thread of the application's own",
            Script.on(Server.TOMCAT, "ASYNC:ENDLESS*2,ASYNC:SHORT*1")
                .with("spring.profiles.active=commands")
                .middle(3)
                .then(Step.CLOCK, Step.tell("exit")),
            Expected.lost(2)),

    EXIT_BY_WORK("`System.exit` by work in flight, which so waits for itself",
            Script.on(Server.TOMCAT, "ASYNC:ENDLESS*1,ASYNC:EXIT*1").middle(2).then(Step.CLOCK), Expected.lost(2)),

    LISTENER("a listener and a reporter that throw",
            Script.on(Server.TOMCAT, "ASYNC:ENDLESS*2,ASYNC:SHORT*1")
                .with("spring.profiles.active=throwing-listener")
                .middle(3)
                .terminate(),
            Expected.lost(2).says("Chaos: the listener throws", "Chaos: the reporter throws")),

    LATE("a bean that submits work when it is destroyed",
            Script.on(Server.TOMCAT, "ASYNC:SHORT*1")
                .with("spring.profiles.active=late", "chaos.late=ASYNC:ENDLESS*1,EXECUTOR:ENDLESS*1,GO:ENDLESS*1")
                .middle(1)
                .terminate(),
            Expected.lost(3)
                .but("no report is written any more", Problem.EXIT_CODE, Problem.NOT_IN_LOG, Problem.NOT_IN_FILE)),

    START_FIRST("SIGTERM at the first line of the log",
            Script.on(Server.TOMCAT, "ASYNC:ENDLESS*1").then(Step.await("Starting ChaosApplication"), Step.TERMINATE),
            Expected.lost(0).withoutFile()),

    START("SIGTERM while a bean is made, with work in flight",
            Script.on(Server.TOMCAT)
                .with("spring.profiles.active=blocked-start", "chaos.early=ASYNC:ENDLESS*2", "chaos.start=SLOW")
                .then(Step.await("Chaos: the start waits"), Step.await("Chaos: 2 began"), Step.TERMINATE),
            Expected.lost(2).but("the clock does not run before the start is over", Problem.LATE_EXIT)),

    START_WAITING("the same where the start waits for ever, and heeds interrupts",
            Script.on(Server.TOMCAT)
                .with("spring.profiles.active=blocked-start", "chaos.early=ASYNC:ENDLESS*2", "chaos.start=ENDLESS")
                .then(Step.await("Chaos: the start waits"), Step.await("Chaos: 2 began"), Step.TERMINATE),
            Expected.lost(2)
                .but("Spring closes no context whose start hangs", Problem.EXIT_CODE, Problem.NOT_IN_LOG,
                        Problem.NOT_IN_FILE)),

    START_DEAF("the same where it ignores interrupts",
            Script.on(Server.TOMCAT)
                .with("spring.profiles.active=blocked-start", "chaos.early=ASYNC:ENDLESS*2", "chaos.start=DEAF")
                .then(Step.await("Chaos: the start waits"), Step.await("Chaos: 2 began"), Step.TERMINATE),
            Expected.lost(2)
                .but("Spring closes no context whose start hangs", Problem.EXIT_CODE, Problem.NOT_IN_LOG,
                        Problem.NOT_IN_FILE)),

    START_TIMED("the same where it waits for a minute",
            Script.on(Server.TOMCAT)
                .with("spring.profiles.active=blocked-start", "chaos.early=ASYNC:ENDLESS*2", "chaos.start=TIMED")
                .then(Step.await("Chaos: the start waits"), Step.await("Chaos: 2 began"), Step.TERMINATE),
            Expected.lost(2)
                .but("Spring waits for the start", Problem.NO_EXIT, Problem.NOT_IN_LOG, Problem.NOT_IN_FILE)),

    RACE("SIGTERM just as the start completes",
            Script.on(Server.TOMCAT, "ASYNC:SHORT*2")
                .with("spring.profiles.active=blocked-start", "chaos.early=ASYNC:ENDLESS*2", "chaos.start=SHORT")
                .then(Step.await("Started ChaosApp"), Step.TERMINATE),
            Expected.lost(2)),

    KILL_AT_END("SIGKILL when the report is out",
            Script.on(Server.TOMCAT, "ASYNC:ENDLESS*1,ASYNC:DEAF*1,ASYNC:SHORT*1")
                .middle(3)
                .then(Step.TERMINATE, Step.await("Chaos: all reporters told"), Step.KILL),
            Expected.lost(2).code(137)),

    KILL_TOO_SOON("SIGKILL before that",
            Script.on(Server.TOMCAT, "ASYNC:ENDLESS*2")
                .middle(2)
                .then(Step.TERMINATE, Step.await("Commencing drain"), Step.KILL),
            Expected.lost(2).code(137).but("nobody is left to tell", Problem.NOT_IN_LOG, Problem.NOT_IN_FILE));

    private final String title;

    private final Script script;

    private final Expected expected;

    Scenario(String title, Script script, Expected expected) {
        this.title = title;
        this.script = script;
        this.expected = expected;
    }

    /**
     * The scenarios that this JVM can run, or those of them that were asked for.
     * @return the scenarios
     */
    static List<Scenario> all() {
        String pattern = System.getProperty("proof.scenarios", ".*");
        return Arrays.stream(values())
            .filter((scenario) -> scenario.name().matches(pattern))
            .filter((scenario) -> Server.all().contains(scenario.script.server()))
            .filter((scenario) -> scenario != ENDLESS_VIRTUAL || Jvm.hasVirtualThreads())
            .toList();
    }

    String title() {
        return this.title;
    }

    Script script() {
        return this.script;
    }

    Expected expected() {
        return this.expected;
    }

}
