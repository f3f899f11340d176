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

    /**
     * Reads what a process says, to the end.
     * @param process the process, its errors in its output
     * @param file where it is put, too
     * @return its log
     */
    public static ProcessLog of(Process process, Path file) {
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

    private synchronized CompletableFuture<Matcher> line(Pattern pattern, int after) {
        CompletableFuture<Matcher> future = new CompletableFuture<>();
        for (String line : this.lines.subList(after, this.lines.size())) {
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
        return await(regex, 0);
    }

    /**
     * Waits for a line that is said more than once.
     * @param regex what a part of it looks like
     * @param after how many lines are passed over, as {@link #size()} told earlier
     * @return what matched
     * @throws Exception if there is none in time
     */
    public Matcher await(String regex, int after) throws Exception {
        try {
            return line(Pattern.compile(regex), after).get(3, TimeUnit.MINUTES);
        }
        catch (TimeoutException ex) {
            throw new IllegalStateException("No line with '" + regex + "' in time: " + this, ex);
        }
    }

    /**
     * Waits until all has been read that was said; the process has to have ended.
     * @throws Exception if it has not been read in time
     */
    public void awaitEnd() throws Exception {
        this.end.get(10, TimeUnit.SECONDS);
    }

    /**
     * All lines so far.
     * @return the lines
     */
    public synchronized List<String> lines() {
        return List.copyOf(this.lines);
    }

    /**
     * How many lines there are so far.
     * @return the number
     */
    public synchronized int size() {
        return this.lines.size();
    }

    @Override
    public String toString() {
        return "%s:%n%s".formatted(this.file.toAbsolutePath(), String.join(System.lineSeparator(), lines()));
    }

}
