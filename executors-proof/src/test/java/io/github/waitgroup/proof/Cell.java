// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.proof;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * One process: a kind of executor under some settings, told to stop in the middle of its
 * work.
 *
 * @param kind the kind of executor
 * @param settings the settings
 */
record Cell(Kind kind, Settings settings) {

    /*
     * Above all an orderly stop may take by its own settings: a phase and a wait for
     * tasks of 30 s each
     */
    private static final Duration STOP_LIMIT = Duration.ofSeconds(75);

    /* 128 + 15: ended by SIGTERM, as a platform that sent it expects */
    private static final int TERMINATED = 143;

    Outcome run(ProofJar jar, Path directory) throws Exception {
        Path journal = directory.resolve(this + ".journal");
        Files.deleteIfExists(journal);
        Process process = new ProcessBuilder(command(jar, journal)).redirectErrorStream(true).start();
        try {
            ProcessLog log = ProcessLog.of(process, directory.resolve(this + ".log"));
            CompletableFuture<String> answer = this.kind.isWeb() ? Request.send(log.awaitPort())
                    : CompletableFuture.completedFuture(Request.OK);
            log.awaitMiddle();
            Duration toExit = terminate(process, log);
            return new Outcome(this, Books.read(journal), answer.get(1, TimeUnit.MINUTES), toExit, log);
        }
        finally {
            process.destroyForcibly().onExit().orTimeout(10, TimeUnit.SECONDS).join();
        }
    }

    private List<String> command(ProofJar jar, Path journal) {
        List<String> command = new ArrayList<>(jar.command(this.kind, journal));
        command.addAll(this.settings.arguments());
        if (!this.settings.counts() || Known.gap(this.kind) != null) {
            // What nobody waits for is not to be kept by a slow exit
            command.add("--proof.times=4");
        }
        return command;
    }

    private static Duration terminate(Process process, ProcessLog log) throws Exception {
        long start = System.nanoTime();
        // By its handle: Process.destroy() would also close the stream the log is read
        // from
        process.toHandle().destroy();
        boolean gone = process.waitFor(STOP_LIMIT.toSeconds(), TimeUnit.SECONDS);
        Duration taken = Duration.ofNanos(System.nanoTime() - start);
        assertThat(gone).as("Exit within %s of SIGTERM%n%s", STOP_LIMIT, log).isTrue();
        log.awaitEnd();
        assertThat(process.exitValue()).as("Exit code%n%s", log).isEqualTo(TERMINATED);
        return taken;
    }

    @Override
    public String toString() {
        return this.kind + "-" + this.settings;
    }

}
