// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.proof.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

/**
 * An application as a process of its own, with what it says in a file.
 */
public final class JavaProcess implements AutoCloseable {

    /* Short of life and not alone: a JVM that is to be up soon */
    private static final List<String> OPTIONS = List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx160m");

    private final Process process;

    private final ProcessLog log;

    private long signalled;

    private JavaProcess(Process process, ProcessLog log) {
        this.process = process;
        this.log = log;
    }

    /**
     * Starts an application.
     * @param log the file for what it says
     * @param environment variables of its environment, beside those of this process
     * @param options options of the JVM: a class path, and what else is needed
     * @param application its main class, and its arguments
     * @return the process, which may not be up yet
     * @throws IOException if it cannot be started
     */
    public static JavaProcess start(Path log, Map<String, String> environment, List<String> options,
            List<String> application) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Jvm.executable().toString());
        command.addAll(OPTIONS);
        command.addAll(options);
        command.addAll(application);
        Files.createDirectories(log.toAbsolutePath().getParent());
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(environment);
        Process process = builder.start();
        return new JavaProcess(process, ProcessLog.of(process, log));
    }

    /**
     * Waits until the application serves.
     * @return its port
     * @throws Exception if it does not in time
     */
    public int awaitPort() throws Exception {
        int port = Integer.parseInt(this.log.await("(?:Tomcat|Jetty|Netty) started on port (\\d+)").group(1));
        this.log.await("Started \\w+ in ");
        return port;
    }

    /**
     * What it has said so far.
     * @return its log
     */
    public ProcessLog log() {
        return this.log;
    }

    /**
     * Who it is.
     * @return its process id
     */
    public long pid() {
        return this.process.pid();
    }

    /** Has the time to the exit count from now on, if it does not count yet. */
    public void clock() {
        if (this.signalled == 0) {
            this.signalled = System.nanoTime();
        }
    }

    /** Sends SIGTERM; the time to the exit counts from the first one. */
    public void terminate() {
        clock();
        // By its handle: Process.destroy() would also close the streams
        this.process.toHandle().destroy();
    }

    /** Sends SIGKILL. */
    public void kill() {
        clock();
        this.process.toHandle().destroyForcibly();
    }

    /**
     * Writes a line to its standard input.
     * @param line the line
     * @throws IOException if there is nobody to tell
     */
    public void tell(String line) throws IOException {
        this.process.getOutputStream().write((line + "\n").getBytes(StandardCharsets.UTF_8));
        this.process.getOutputStream().flush();
    }

    /**
     * Waits until the process has gone of itself.
     * @param limit how long
     * @return how it ended
     * @throws Exception if it has not gone in time
     */
    public Exit awaitExit(Duration limit) throws Exception {
        Exit exit = awaitExitOrNot(limit);
        if (exit == null) {
            throw new IllegalStateException("No exit within " + limit + ": " + this.log);
        }
        return exit;
    }

    /**
     * Waits until the process has gone of itself, or the time is over.
     * @param limit how long
     * @return how it ended, if it has
     * @throws Exception if its log cannot be read
     */
    public @Nullable Exit awaitExitOrNot(Duration limit) throws Exception {
        boolean gone = this.process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
        Duration taken = Duration.ofNanos(System.nanoTime() - this.signalled);
        if (!gone) {
            return null;
        }
        this.log.awaitEnd();
        return new Exit(this.process.exitValue(), taken);
    }

    @Override
    public void close() {
        this.process.destroyForcibly().onExit().orTimeout(10, TimeUnit.SECONDS).join();
    }

    /**
     * How a process ended.
     *
     * @param code its exit code
     * @param taken the time from the first signal to the exit
     */
    public record Exit(int code, Duration taken) {

        /** 128 + 15: ended by SIGTERM, as a platform that sent it expects. */
        public static final int TERMINATED = 143;

    }

}
