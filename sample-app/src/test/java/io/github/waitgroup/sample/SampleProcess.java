// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.sample;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The sample's jar as a process of its own, with its database in a directory of the
 * test's.
 */
final class SampleProcess implements AutoCloseable {

    private static final Duration START_LIMIT = Duration.ofMinutes(3);

    /*
     * Above all an orderly stop may take by its own settings: a phase of HTTP and a wait
     * for tasks of 30 s each
     */
    private static final Duration STOP_LIMIT = Duration.ofSeconds(75);

    /* 128 + 15: ended by SIGTERM, as a platform that sent it expects */
    private static final int TERMINATED = 143;

    private final Process process;

    private final ProcessLog log;

    private SampleProcess(Process process, ProcessLog log) {
        this.process = process;
        this.log = log;
    }

    static SampleProcess start(String name, String databaseUrl, List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(SampleJvm.executable().toString());
        command.addAll(arguments.stream().filter(SampleProcess::isForTheJvm).toList());
        command.addAll(List.of("-jar", System.getProperty("sample.jar")));
        command.addAll(List.of("--server.port=0", "--spring.datasource.url=" + databaseUrl));
        command.addAll(arguments.stream().filter(Predicate.not(SampleProcess::isForTheJvm)).toList());
        return start(name, new ProcessBuilder(command));
    }

    static SampleProcess start(String name, ProcessBuilder builder) throws IOException {
        Process process = builder.redirectErrorStream(true).start();
        return new SampleProcess(process, ProcessLog.of(process, Path.of("target", "proof-logs", name + ".log")));
    }

    private static boolean isForTheJvm(String argument) {
        return argument.startsWith("-D");
    }

    int port() throws Exception {
        return this.log.port().get(START_LIMIT.toSeconds(), TimeUnit.SECONDS);
    }

    /**
     * Waits until the sample has started, and all its servers have.
     * @return their ports, that of the application first
     * @throws Exception if it has not started in time
     */
    List<Integer> ports() throws Exception {
        this.log.line("Started ShopApplication").get(START_LIMIT.toSeconds(), TimeUnit.SECONDS);
        return this.log.ports();
    }

    ProcessLog log() {
        return this.log;
    }

    /**
     * Sends SIGTERM and waits until the process has gone of itself, with the exit code
     * that tells of the signal.
     * @return the time from the signal to the exit
     * @throws Exception if it has not gone in time
     */
    Duration terminate() throws Exception {
        return terminate(TERMINATED);
    }

    /**
     * Sends SIGTERM and waits until the process has gone of itself.
     * @param exitCode the exit code to expect
     * @return the time from the signal to the exit
     * @throws Exception if it has not gone in time
     */
    Duration terminate(int exitCode) throws Exception {
        long start = System.nanoTime();
        // By its handle: Process.destroy() would also close the stream the log is read
        // from
        this.process.toHandle().destroy();
        boolean gone = this.process.waitFor(STOP_LIMIT.toSeconds(), TimeUnit.SECONDS);
        Duration taken = Duration.ofNanos(System.nanoTime() - start);
        assertThat(gone).as("Exit within %s of SIGTERM%n%s", STOP_LIMIT, this.log).isTrue();
        this.log.awaitEnd();
        assertThat(this.process.exitValue()).as("Exit code%n%s", this.log).isEqualTo(exitCode);
        return taken;
    }

    @Override
    public void close() {
        this.process.destroyForcibly().onExit().orTimeout(10, TimeUnit.SECONDS).join();
    }

}
