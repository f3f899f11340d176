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

    private final ProofJars jars;

    private final Map<Cell, Future<Outcome>> outcomes = new LinkedHashMap<>();

    private final ExecutorService busy = Executors.newFixedThreadPool(Integer.getInteger("proof.parallel", 3));

    /* Those that do nothing but take half a minute */
    private final ExecutorService waiting = Executors.newCachedThreadPool();

    Cells(Path directory) throws Exception {
        this.jars = ProofJars.extract(directory);
        for (Cell cell : Cell.all()) {
            ExecutorService processes = (cell.setup() == Setup.STOCK_STREAM) ? this.waiting : this.busy;
            this.outcomes.put(cell, processes.submit(() -> cell.run(this.jars)));
        }
        this.busy.shutdown();
        this.waiting.shutdown();
    }

    Outcome get(Server server, Setup setup) throws Exception {
        Cell cell = new Cell(server, setup);
        return Objects.requireNonNull(this.outcomes.get(cell), cell::toString).get(30, TimeUnit.MINUTES);
    }

    /**
     * Runs a process once more, after all others and alone.
     * @param server the server
     * @param setup the settings
     * @return what came of it
     * @throws Exception if that is not to be told
     */
    Outcome again(Server server, Setup setup) throws Exception {
        for (Cell cell : this.outcomes.keySet()) {
            get(cell.server(), cell.setup());
        }
        return new Cell(server, setup).run(this.jars);
    }

    @Override
    public void close() {
        this.busy.shutdownNow();
        this.waiting.shutdownNow();
    }

}
