// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.proof.rolling;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * The clients and their pace.
 */
final class Load implements AutoCloseable {

    private static final int CLIENTS = 16;

    private final Pace pace = new Pace();

    private final ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);

    Load(int port, Ledger ledger) {
        for (int i = 0; i < CLIENTS; i++) {
            this.clients.execute(new Client(port, i, this.pace, ledger));
        }
        this.clients.shutdown();
    }

    /**
     * Lets every client have its last answer, and go.
     * @throws InterruptedException if interrupted
     */
    void end() throws InterruptedException {
        this.pace.close();
        if (!this.clients.awaitTermination(1, TimeUnit.MINUTES)) {
            throw new IllegalStateException("Clients still wait for an answer");
        }
    }

    @Override
    public void close() {
        this.pace.close();
        this.clients.shutdownNow();
    }

}
