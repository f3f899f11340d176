// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.proof.http;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The application as a process of its own.
 */
final class ServerProcess implements AutoCloseable {

    /* Short of life and not alone: a JVM that is to be up soon */
    private static final List<String> OPTIONS = List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx160m");

    private static final Path LOGS = Path.of("target", "proof-logs");

    /*
     * Above all an orderly stop may take by its own settings: a phase of 30 s, and
     * teardown
     */
    private static final Duration STOP_LIMIT = Duration.ofSeconds(60);

    /* 128 + 15: ended by SIGTERM, as a platform that sent it expects */
    private static final int TERMINATED = 143;

    private final Process process;

    private final ProcessLog log;

    private final int port;

    private long stopping;

    private ServerProcess(Process process, ProcessLog log) throws Exception {
        this.process = process;
        this.log = log;
        this.port = Integer.parseInt(log.await("(?:Tomcat|Jetty|Netty) started on port (\\d+)").group(1));
        log.await("Started HttpProofApplication");
    }

    static ServerProcess start(String name, String classPath, List<String> arguments) throws Exception {
        List<String> command = new ArrayList<>();
        command.add(ProofJvm.executable().toString());
        command.addAll(OPTIONS);
        command.addAll(List.of("-cp", classPath, HttpProofApplication.class.getName()));
        command.addAll(arguments);
        Files.createDirectories(LOGS);
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        try {
            return new ServerProcess(process, ProcessLog.of(process, LOGS.resolve(name + ".log")));
        }
        catch (Exception ex) {
            end(process);
            throw ex;
        }
    }

    int port() {
        return this.port;
    }

    ProcessLog log() {
        return this.log;
    }

    /** Sends SIGTERM. */
    void stop() {
        this.stopping = System.nanoTime();
        // By its handle: Process.destroy() would also close the streams
        this.process.toHandle().destroy();
    }

    /**
     * Lets answers go on that wait in their middle.
     * @throws IOException if there is nobody to tell
     */
    void goOn() throws IOException {
        this.process.getOutputStream().write("go on\n".getBytes(StandardCharsets.US_ASCII));
        this.process.getOutputStream().flush();
    }

    /**
     * Waits until the process has gone of itself.
     * @return the time from SIGTERM to the exit
     * @throws Exception if it has not gone in time
     */
    Duration awaitExit() throws Exception {
        boolean gone = this.process.waitFor(STOP_LIMIT.toSeconds(), TimeUnit.SECONDS);
        Duration taken = Duration.ofNanos(System.nanoTime() - this.stopping);
        assertThat(gone).as("Exit within %s of SIGTERM%n%s", STOP_LIMIT, this.log).isTrue();
        this.log.awaitEnd();
        assertThat(this.process.exitValue()).as("Exit code%n%s", this.log).isEqualTo(TERMINATED);
        return taken;
    }

    @Override
    public void close() {
        end(this.process);
    }

    private static void end(Process process) {
        process.destroyForcibly().onExit().orTimeout(10, TimeUnit.SECONDS).join();
    }

}
