// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.proof.kill;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

import io.github.waitgroup.proof.kill.app.KillApplication;
import io.github.waitgroup.proof.kill.journal.Books;
import io.github.waitgroup.proof.kill.load.Load;
import io.github.waitgroup.proof.kill.load.Result;
import io.github.waitgroup.proof.process.Jars;
import io.github.waitgroup.proof.process.JavaProcess;
import io.github.waitgroup.proof.process.JavaProcess.Exit;

/**
 * One kill: an application is told to stop while it has every kind of work in flight.
 *
 * @param number its number
 * @param cell what is killed
 * @param delay how long after the first answer of each source
 */
record Kill(int number, Cell cell, Duration delay) {

    /*
     * Above all an orderly stop may take by its own settings: a phase and a wait for
     * tasks of 30 s each
     */
    private static final Duration LIMIT = Duration.ofSeconds(90);

    Outcome run(Jars jars, Path directory) throws Exception {
        String name = "%03d-%s-%s-%s".formatted(this.number, this.cell.setup(), this.cell.server(),
                this.cell.threads());
        Path journal = directory.resolve(name + ".journal");
        Files.deleteIfExists(journal);
        try (JavaProcess application = startApplication(jars, journal, directory.resolve(name + ".log"));
                JavaProcess load = startLoad(jars, application.awaitPort(), directory.resolve(name + ".load"))) {
            load.log().await(Result.RUNNING);
            Executor later = CompletableFuture.delayedExecutor(this.delay.toMillis(), TimeUnit.MILLISECONDS);
            long terminated = CompletableFuture.supplyAsync(() -> terminate(application), later).get();
            Exit exit = application.awaitExit(LIMIT);
            load.awaitExit(LIMIT);
            return new Outcome(this, Books.read(journal), Result.parse(load.log().lines()), exit,
                    terminated + exit.taken().toMillis());
        }
    }

    private static long terminate(JavaProcess application) {
        long now = System.currentTimeMillis();
        application.terminate();
        return now;
    }

    private JavaProcess startApplication(Jars jars, Path journal, Path log) throws Exception {
        List<String> command = new ArrayList<>();
        command.add(KillApplication.class.getName());
        command.add("--kill.journal=" + journal.toAbsolutePath());
        command.addAll(this.cell.arguments());
        return JavaProcess.start(log, Map.of(), classPath(jars), command);
    }

    private JavaProcess startLoad(Jars jars, int port, Path log) throws Exception {
        return JavaProcess.start(log, Map.of(), classPath(jars),
                List.of(Load.class.getName(), Integer.toString(port), Boolean.toString(this.cell.server().servlet())));
    }

    private List<String> classPath(Jars jars) {
        return List.of("-cp", jars.classPath(this.cell.server(), this.cell.setup().starter()));
    }

}
