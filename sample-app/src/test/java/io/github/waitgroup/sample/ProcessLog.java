// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.sample;

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
 * What the sample said: kept in memory and in a file, and read for the line that tells
 * its port.
 */
final class ProcessLog {

    private static final Pattern PORT_LINE = Pattern.compile("Tomcat started on port (\\d+)");

    private static final int TAIL = 200;

    private final Path file;

    private final Queue<String> lines = new ConcurrentLinkedQueue<>();

    private final Queue<AwaitedLine> awaited = new ConcurrentLinkedQueue<>();

    private final CompletableFuture<Integer> port = new CompletableFuture<>();

    private final CompletableFuture<Void> end = new CompletableFuture<>();

    private ProcessLog(Path file) {
        this.file = file;
    }

    static ProcessLog of(Process process, Path file) throws IOException {
        Files.createDirectories(file.getParent());
        ProcessLog log = new ProcessLog(file);
        Thread reader = new Thread(() -> log.read(process), "sample-log");
        reader.setDaemon(true);
        reader.start();
        return log;
    }

    private void read(Process process) {
        try (BufferedReader reader = process.inputReader();
                BufferedWriter writer = Files.newBufferedWriter(this.file)) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                writer.append(line).append(System.lineSeparator());
                add(line);
            }
            this.end.complete(null);
        }
        catch (IOException ex) {
            this.end.completeExceptionally(ex);
        }
        this.port.completeExceptionally(new IllegalStateException("The sample did not start: " + this));
        this.awaited.forEach((each) -> each.failed(this));
    }

    private void add(String line) {
        this.lines.add(line);
        ports(List.of(line)).forEach(this.port::complete);
        this.awaited.forEach((each) -> each.look(line));
    }

    private static List<Integer> ports(List<String> lines) {
        return lines.stream()
            .map(PORT_LINE::matcher)
            .filter(Matcher::find)
            .map((matcher) -> Integer.valueOf(matcher.group(1)))
            .toList();
    }

    List<Integer> ports() {
        return ports(lines());
    }

    /**
     * Returns what tells when the sample says something.
     * @param part a part of the line
     * @return completed with the line, at once if it was there before
     */
    CompletableFuture<String> line(String part) {
        AwaitedLine line = new AwaitedLine(part, new CompletableFuture<>());
        // In this order: what is said meanwhile is seen twice, and not missed
        this.awaited.add(line);
        this.lines.forEach(line::look);
        return line.seen();
    }

    CompletableFuture<Integer> port() {
        return this.port;
    }

    void awaitEnd() throws Exception {
        this.end.get(10, TimeUnit.SECONDS);
    }

    List<String> lines() {
        return List.copyOf(this.lines);
    }

    @Override
    public String toString() {
        List<String> all = lines();
        List<String> tail = all.subList(Math.max(0, all.size() - TAIL), all.size());
        return "The end of %s:%n%s".formatted(this.file.toAbsolutePath(), String.join(System.lineSeparator(), tail));
    }

    private record AwaitedLine(String part, CompletableFuture<String> seen) {

        void look(String line) {
            if (line.contains(this.part)) {
                this.seen.complete(line);
            }
        }

        void failed(ProcessLog log) {
            this.seen.completeExceptionally(new IllegalStateException("No '" + this.part + "': " + log));
        }

    }

}
