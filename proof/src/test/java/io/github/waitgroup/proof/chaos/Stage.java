// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.proof.chaos;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import io.github.waitgroup.proof.process.Archive;
import io.github.waitgroup.proof.process.Jars;
import io.github.waitgroup.proof.process.JavaProcess;
import io.github.waitgroup.proof.process.Server;
import org.jspecify.annotations.Nullable;

/**
 * All processes, a few at a time, because each of them spends most of its time waiting.
 */
final class Stage implements AutoCloseable {

    private static final Path DIRECTORY = Path.of(System.getProperty("proof.target"), "chaos");

    /* Far above all budgets: to see how late an exit is */
    private static final Duration LIMIT = Duration.ofSeconds(15);

    private final Map<Server, List<String>> options = new EnumMap<>(Server.class);

    private final Map<Scenario, Future<Outcome>> outcomes = new EnumMap<>(Scenario.class);

    private final ExecutorService processes = Executors.newFixedThreadPool(Integer.getInteger("proof.parallel", 2));

    Stage(Path directory, List<Scenario> scenarios) throws Exception {
        Files.createDirectories(DIRECTORY);
        Jars jars = Jars.extract(Path.of(System.getProperty("proof.target")), directory);
        for (Scenario scenario : scenarios) {
            Server server = scenario.script().server();
            if (!this.options.containsKey(server)) {
                this.options.put(server, options(jars, server, directory));
            }
        }
        scenarios.forEach((scenario) -> this.outcomes.put(scenario, this.processes.submit(() -> run(scenario))));
        this.processes.shutdown();
    }

    private static List<String> options(Jars jars, Server server, Path directory) throws Exception {
        List<String> options = List.of("-cp", jars.classPath(server, true));
        Archive archive = Archive.create(directory.resolve(server + ".jsa"), options,
                application(directory.resolve("training"), List.of("--chaos.load=ASYNC:SHORT*1")));
        List<String> all = new ArrayList<>(options);
        all.add(archive.option());
        return all;
    }

    private static List<String> application(Path name, List<String> arguments) {
        List<String> application = new ArrayList<>();
        application.add(ChaosApplication.class.getName());
        application.add("--chaos.journal=" + name + ".journal");
        application.add("--waitgroup.shutdown.report-file=" + name + ".json");
        application.addAll(arguments);
        return application;
    }

    private Outcome run(Scenario scenario) throws Exception {
        Script script = scenario.script();
        Path journal = DIRECTORY.resolve(scenario + ".journal");
        Path report = DIRECTORY.resolve(scenario + ".json");
        Files.deleteIfExists(journal);
        Files.deleteIfExists(report);
        try (JavaProcess process = JavaProcess.start(DIRECTORY.resolve(scenario + ".log"), Map.of(),
                this.options.get(script.server()),
                application(DIRECTORY.resolve(scenario.name()), script.arguments()))) {
            for (Step step : script.steps()) {
                step.run(process, report);
            }
            JavaProcess.@Nullable Exit exit = process.awaitExitOrNot(LIMIT);
            return new Outcome((exit != null) ? exit.code() : null, (exit != null) ? exit.taken() : LIMIT,
                    Books.read(journal), process.log().lines(), ReportedLoss.read(report));
        }
    }

    Outcome get(Scenario scenario) throws Exception {
        return this.outcomes.get(scenario).get(10, TimeUnit.MINUTES);
    }

    @Override
    public void close() {
        this.processes.shutdownNow();
    }

}
