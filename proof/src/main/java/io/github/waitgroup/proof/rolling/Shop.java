// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.proof.rolling;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.github.waitgroup.proof.process.JavaProcess;
import io.github.waitgroup.proof.process.JavaProcess.Exit;

/**
 * A place of the deployment: a name, a port and a database, which a process has until the
 * next one takes it over.
 */
final class Shop implements AutoCloseable {

    /*
     * Above all an orderly stop may take by its own settings: a phase of HTTP and a wait
     * for tasks of 30 s each
     */
    private static final Duration STOP_LIMIT = Duration.ofSeconds(75);

    private final String name;

    private final Path directory;

    private final Database database;

    private final String classPath;

    private final List<String> application;

    private JavaProcess process;

    private int generation;

    Shop(String name, int port, String classPath, List<String> arguments, Path directory) throws IOException {
        this.name = name;
        this.directory = directory;
        this.classPath = classPath;
        this.database = new Database(name, directory);
        List<String> all = new ArrayList<>(List.of("io.github.waitgroup.sample.ShopApplication",
                "--server.port=" + port, "--spring.datasource.url=" + this.database.url()));
        all.addAll(arguments);
        this.application = List.copyOf(all);
        this.process = launch();
    }

    private JavaProcess launch() throws IOException {
        this.generation++;
        return JavaProcess.start(this.directory.resolve(this.name + "-" + this.generation + ".log"), Map.of(),
                List.of("-cp", this.classPath), this.application);
    }

    String name() {
        return this.name;
    }

    void awaitStarted() throws Exception {
        this.process.log().await("Started ShopApplication in ");
    }

    /**
     * Sends SIGTERM and waits until the process has gone of itself.
     * @return the time from the signal to the exit
     * @throws Exception if it has not gone in time
     */
    Duration stop() throws Exception {
        this.process.terminate();
        Exit exit = this.process.awaitExit(STOP_LIMIT);
        if (exit.code() != Exit.TERMINATED) {
            throw new IllegalStateException("Exit code " + exit.code() + ": " + this.process.log());
        }
        return exit.taken();
    }

    /**
     * Whether the starter has had its part in the stop.
     * @return whether the process has told of a drain
     */
    boolean drained() {
        return this.process.log().lines().stream().anyMatch((line) -> line.contains("Commencing drain"));
    }

    /**
     * Starts a successor of the process that has gone.
     * @throws Exception if it does not start
     */
    void startAnew() throws Exception {
        this.process = launch();
        awaitStarted();
    }

    Set<Order> fulfilled() throws SQLException {
        return this.database.fulfilled();
    }

    @Override
    public String toString() {
        return this.process.log().toString();
    }

    @Override
    public void close() {
        this.process.close();
    }

}
