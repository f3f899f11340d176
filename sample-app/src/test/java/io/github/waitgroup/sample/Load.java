// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.sample;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The clients of one run and what they share.
 */
final class Load implements AutoCloseable {

    private static final int CLIENTS = 16;

    /* Never all sent: the clients turn away first */
    private static final int PLANNED = 5000;

    private static final int MIDDLE = 500;

    private final Plan plan = new Plan(PLANNED);

    private final Ledger ledger = new Ledger(MIDDLE);

    private final ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);

    Load(int port) {
        for (int i = 0; i < CLIENTS; i++) {
            this.clients.execute(new OrderClient(port, this.plan, this.ledger));
        }
        this.clients.shutdown();
    }

    void awaitMiddle() throws InterruptedException {
        this.ledger.awaitMiddle();
    }

    /**
     * Waits until every client has noticed that the server it talks to is going.
     * @return what the clients were told
     * @throws InterruptedException if interrupted
     */
    Ledger awaitEnd() throws InterruptedException {
        boolean turnedAway = this.clients.awaitTermination(1, TimeUnit.MINUTES);
        assertThat(turnedAway).as("Every client has turned away").isTrue();
        assertThat(this.plan.unsent()).as("Orders left to send, as SIGTERM came in the middle").isPositive();
        return this.ledger;
    }

    @Override
    public void close() {
        this.clients.shutdownNow();
        this.plan.close();
    }

}
