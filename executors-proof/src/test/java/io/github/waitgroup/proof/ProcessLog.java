// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.proof;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the application said: kept in memory and in a file, and read for the lines that
 * tell its port and that it is in the middle of its work.
 */
final class ProcessLog {

    private static final Pattern PORT_LINE = Pattern.compile("Tomcat started on port (\\d+)");

    private static final String MIDDLE_LINE = "Proof: in the middle";

    private final Path file;

    private final Queue<String> lines = new ConcurrentLinkedQueue<>();

    private final CompletableFuture<Integer> port = new CompletableFuture<>();

    private final CompletableFuture<Void> middle = new CompletableFuture<>();

    private final CompletableFuture<Void> end = new CompletableFuture<>();

    private ProcessLog(Path file) {
        this.file = file;
    }

    static ProcessLog of(Process process, Path file) {
        ProcessLog log = new ProcessLog(file);
        Thread reader = new Thread(() -> log.read(process), "process-log");
        reader.setDaemon(true);
        reader.start();
        return log;
    }

    private void read(Process process) {
        try (BufferedReader reader = process.inputReader();
                BufferedWriter writer = Files.newBufferedWriter(this.file)) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                writer.append(line).append(System.lineSeparator());
                this.lines.add(line);
                Matcher matcher = PORT_LINE.matcher(line);
                if (matcher.find()) {
                    this.port.complete(Integer.valueOf(matcher.group(1)));
                }
                else if (line.contains(MIDDLE_LINE)) {
                    this.middle.complete(null);
                }
            }
            this.end.complete(null);
        }
        catch (IOException ex) {
            this.end.completeExceptionally(ex);
        }
        this.port.completeExceptionally(new IllegalStateException("No port: " + this));
        this.middle.completeExceptionally(new IllegalStateException("Never in the middle of its work: " + this));
    }

    int awaitPort() throws Exception {
        return this.port.get(3, TimeUnit.MINUTES);
    }

    void awaitMiddle() throws Exception {
        this.middle.get(3, TimeUnit.MINUTES);
    }

    void awaitEnd() throws Exception {
        this.end.get(10, TimeUnit.SECONDS);
    }

    List<String> lines() {
        return List.copyOf(this.lines);
    }

    @Override
    public String toString() {
        return "%s:%n%s".formatted(this.file.toAbsolutePath(), String.join(System.lineSeparator(), lines()));
    }

}
