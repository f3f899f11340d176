// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.proof.rolling;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

import io.github.waitgroup.proof.process.ProcessLog;

/**
 * HAProxy as a process of its own, which tells what it thinks of its servers.
 */
final class HaProxy implements AutoCloseable {

    private final Process process;

    private final ProcessLog log;

    private HaProxy(Process process, ProcessLog log) {
        this.process = process;
        this.log = log;
    }

    static HaProxy start(HaProxyConfig config, Path directory) throws IOException {
        Path file = Files.writeString(directory.resolve("haproxy.cfg"), config.text());
        // In the foreground
        Process process = new ProcessBuilder("haproxy", "-db", "-f", file.toString()).redirectErrorStream(true).start();
        return new HaProxy(process, ProcessLog.of(process, directory.resolve("haproxy.log")));
    }

    /**
     * Waits for the first health check of a server, which HAProxy takes to be up until
     * then.
     * @param server the server's name
     * @throws Exception if it is not passed in time
     */
    void awaitChecked(String server) throws Exception {
        this.log.await("Health check for server shops/" + server + " succeeded");
    }

    /**
     * Waits until a server was taken out and has come back.
     * @param server the server's name
     * @param since the {@link #now() time} since when
     * @throws Exception if that does not happen in time
     */
    void awaitBack(String server, int since) throws Exception {
        this.log.await("Server shops/" + server + " is DOWN", since);
        this.log.await("Server shops/" + server + " is UP", since);
    }

    /**
     * This moment, as HAProxy's log knows it.
     * @return how many lines it has
     */
    int now() {
        return this.log.size();
    }

    static String version() throws IOException {
        Process process = new ProcessBuilder("haproxy", "-v").redirectErrorStream(true).start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        // HAProxy version 2.6.12-1+deb12u2 2025/04/16 - https://haproxy.org/
        return "HAProxy " + text.split("\\s+", 4)[2];
    }

    @Override
    public void close() {
        this.process.destroyForcibly().onExit().orTimeout(10, TimeUnit.SECONDS).join();
    }

}
