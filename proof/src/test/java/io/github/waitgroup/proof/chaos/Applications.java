// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.proof.chaos;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.github.waitgroup.proof.process.Archive;
import io.github.waitgroup.proof.process.Jars;
import io.github.waitgroup.proof.process.JavaProcess;
import io.github.waitgroup.proof.process.Server;
import org.jspecify.annotations.Nullable;

/**
 * Runs the application, as a process of its own.
 */
final class Applications {

    private static final Path TARGET = Path.of(System.getProperty("proof.target", "target"));

    /** Where journals, reports and logs are to be found. */
    private static final Path DIRECTORY = TARGET.resolve("chaos");

    /* Far above all budgets: to see how late an exit is */
    private static final Duration LIMIT = Duration.ofSeconds(8);

    private final Jars jars;

    private final Path directory;

    private final Map<Server, List<String>> options = new ConcurrentHashMap<>();

    Applications(Path directory) throws Exception {
        Files.createDirectories(DIRECTORY);
        this.jars = Jars.extract(TARGET, directory);
        this.directory = directory;
    }

    Outcome run(Scenario scenario) throws Exception {
        Path journal = DIRECTORY.resolve(scenario + ".journal");
        Path report = DIRECTORY.resolve(scenario + ".json");
        Files.deleteIfExists(journal);
        Files.deleteIfExists(report);
        Script script = scenario.script();
        try (JavaProcess process = JavaProcess.start(DIRECTORY.resolve(scenario + ".log"), Map.of(),
                this.options.computeIfAbsent(script.server(), this::options),
                application(journal, report, script.arguments()))) {
            for (Step step : script.steps()) {
                step.run(process, report);
            }
            Duration budget = scenario.expected().budget();
            Duration limit = (budget.compareTo(LIMIT) > 0) ? budget : LIMIT;
            JavaProcess.@Nullable Exit exit = process.awaitExitOrNot(limit);
            return new Outcome((exit != null) ? exit.code() : null, (exit != null) ? exit.taken() : limit,
                    Books.read(journal), process.log().lines(), ReportedLoss.read(report));
        }
    }

    private List<String> options(Server server) {
        List<String> options = new ArrayList<>(List.of("-cp", this.jars.classPath(server, true)));
        Path training = this.directory.resolve(server.name());
        try {
            Archive archive = Archive.create(this.directory.resolve(server + ".jsa"), options,
                    application(training.resolveSibling(server + ".journal"), training.resolveSibling(server + ".json"),
                            List.of()));
            options.add(archive.option());
            return options;
        }
        catch (Exception ex) {
            throw new IllegalStateException(ex);
        }
    }

    private static List<String> application(Path journal, Path report, List<String> arguments) {
        List<String> application = new ArrayList<>();
        application.add(ChaosApplication.class.getName());
        application.add("--chaos.journal=" + journal);
        application.add("--waitgroup.shutdown.report-file=" + report);
        application.addAll(arguments);
        return application;
    }

}
