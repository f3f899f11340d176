// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.sample;

import java.io.IOException;

import tools.jackson.databind.json.JsonMapper;

/**
 * A client with one keep-alive connection. When the server closes it, politely or not,
 * the client turns away, as it would behind a load balancer.
 */
final class OrderClient implements Runnable {

    private static final JsonMapper json = new JsonMapper();

    private final int port;

    private final Plan plan;

    private final Ledger ledger;

    OrderClient(int port, Plan plan, Ledger ledger) {
        this.port = port;
        this.plan = plan;
        this.ledger = ledger;
    }

    @Override
    public void run() {
        try (HttpConnection connection = new HttpConnection(this.port)) {
            boolean open = true;
            while (open && this.plan.awaitTurn()) {
                open = order(connection);
            }
        }
        catch (IOException | RuntimeException ex) {
            // No answer, or not one that can be read: either way a customer does not know
            // what became of the order
            this.ledger.broken(ex.toString());
        }
        catch (InterruptedException ex) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean order(HttpConnection connection) throws IOException {
        HttpAnswer answer = connection.exchange("POST", "/orders");
        if (answer.status() == 202) {
            this.ledger.accepted(json.readValue(answer.body(), Receipt.class).ids());
        }
        else {
            this.ledger.broken("Answered %d: %s".formatted(answer.status(), answer.body()));
        }
        return !answer.last();
    }

}
