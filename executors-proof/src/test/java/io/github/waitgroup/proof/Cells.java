// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.proof;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * All processes of the table, a few at a time, because each of them spends most of its
 * time waiting.
 */
final class Cells implements AutoCloseable {

    private static final Path DIRECTORY = Path.of("target", "proof-logs");

    private final Map<Cell, Future<Outcome>> outcomes = new LinkedHashMap<>();

    private final ExecutorService processes = Executors.newFixedThreadPool(Integer.getInteger("proof.parallel", 3));

    Cells(Path directory) throws Exception {
        Files.createDirectories(DIRECTORY);
        ProofJar starter = ProofJar.extract(directory.resolve("starter"));
        ProofJar stock = ProofJar.extractWithoutStarter(directory.resolve("stock"));
        all().forEach((cell) -> {
            ProofJar jar = cell.settings().starter() ? starter : stock;
            this.outcomes.put(cell, this.processes.submit(() -> cell.run(jar, DIRECTORY)));
        });
        this.processes.shutdown();
    }

    /**
     * The kinds that this JVM can run, or those of them that were asked for.
     * @return the kinds
     */
    static List<Kind> kinds() {
        String pattern = System.getProperty("proof.kinds", ".*");
        return Arrays.stream(Kind.values())
            .filter((kind) -> kind.name().matches(pattern))
            .filter((kind) -> !kind.isVirtual() || ProofJvm.hasVirtualThreads())
            .toList();
    }

    static Stream<Cell> all() {
        return kinds().stream()
            .flatMap((kind) -> Arrays.stream(Settings.values()).map((settings) -> new Cell(kind, settings)))
            .filter(Known::isOfUse);
    }

    Outcome get(Cell cell) throws Exception {
        return Objects.requireNonNull(this.outcomes.get(cell), cell::toString).get(30, TimeUnit.MINUTES);
    }

    @Override
    public void close() {
        this.processes.shutdownNow();
    }

}
