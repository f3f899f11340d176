// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.proof.http;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * All processes, a few at a time.
 */
final class Cells implements AutoCloseable {

    private final Map<Cell, Future<Outcome>> outcomes = new LinkedHashMap<>();

    private final ExecutorService busy = Executors.newFixedThreadPool(Integer.getInteger("proof.parallel", 3));

    /* Those that do nothing but take half a minute */
    private final ExecutorService waiting = Executors.newCachedThreadPool();

    Cells(Path directory) throws Exception {
        ProofJars jars = ProofJars.extract(directory);
        for (Cell cell : Cell.all()) {
            ExecutorService processes = (cell.setup() == Setup.STOCK_STREAM) ? this.waiting : this.busy;
            this.outcomes.put(cell, processes.submit(() -> cell.run(jars)));
        }
        this.busy.shutdown();
        this.waiting.shutdown();
    }

    Outcome get(Server server, Setup setup) throws Exception {
        Cell cell = new Cell(server, setup);
        return Objects.requireNonNull(this.outcomes.get(cell), cell::toString).get(10, TimeUnit.MINUTES);
    }

    @Override
    public void close() {
        this.busy.shutdownNow();
        this.waiting.shutdownNow();
    }

}
