// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.proof.process;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the application said: kept in memory and in a file, and read for lines that
 * somebody waits for.
 */
public final class ProcessLog {

    private final Path file;

    private final List<String> lines = new ArrayList<>();

    private final Map<Pattern, CompletableFuture<Matcher>> awaited = new LinkedHashMap<>();

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
                add(line);
            }
            this.end.complete(null);
        }
        catch (IOException ex) {
            this.end.completeExceptionally(ex);
        }
        noMore();
    }

    private synchronized void add(String line) {
        this.lines.add(line);
        this.awaited.forEach((pattern, future) -> {
            Matcher matcher = pattern.matcher(line);
            if (matcher.find()) {
                future.complete(matcher);
            }
        });
    }

    private synchronized void noMore() {
        this.awaited.forEach((pattern, future) -> future
            .completeExceptionally(new IllegalStateException("No line with '" + pattern + "': " + this)));
    }

    private synchronized CompletableFuture<Matcher> line(Pattern pattern) {
        CompletableFuture<Matcher> future = new CompletableFuture<>();
        for (String line : this.lines) {
            Matcher matcher = pattern.matcher(line);
            if (matcher.find()) {
                future.complete(matcher);
                return future;
            }
        }
        if (this.end.isDone()) {
            throw new IllegalStateException("No line with '" + pattern + "': " + this);
        }
        this.awaited.put(pattern, future);
        return future;
    }

    /**
     * Waits for a line.
     * @param regex what a part of it looks like
     * @return what matched
     * @throws Exception if there is none in time
     */
    public Matcher await(String regex) throws Exception {
        try {
            return line(Pattern.compile(regex)).get(3, TimeUnit.MINUTES);
        }
        catch (TimeoutException ex) {
            throw new IllegalStateException("No line with '" + regex + "' in time: " + this, ex);
        }
    }

    void awaitEnd() throws Exception {
        this.end.get(10, TimeUnit.SECONDS);
    }

    /**
     * All lines so far.
     * @return the lines
     */
    public synchronized List<String> lines() {
        return List.copyOf(this.lines);
    }

    @Override
    public String toString() {
        return "%s:%n%s".formatted(this.file.toAbsolutePath(), String.join(System.lineSeparator(), lines()));
    }

}
