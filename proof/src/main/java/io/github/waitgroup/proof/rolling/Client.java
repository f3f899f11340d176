// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.proof.rolling;

import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * A client with one connection, kept alive for as long as HAProxy likes. It sends nothing
 * twice: a request has a good answer or has failed.
 */
final class Client implements Runnable {

    private static final Pattern RECEIPT = Pattern.compile("\"ids\":\\[(\\d+)]");

    /* As many as one instance alone can fulfil: the others only look */
    private static final int REQUESTS_PER_ORDER = 8;

    private final int port;

    private final Pace pace;

    private final Ledger ledger;

    private @Nullable HttpConnection connection;

    private int turn;

    Client(int port, int number, Pace pace, Ledger ledger) {
        this.port = port;
        this.turn = number;
        this.pace = pace;
        this.ledger = ledger;
    }

    @Override
    public void run() {
        try {
            while (this.pace.awaitTurn()) {
                request();
            }
        }
        catch (InterruptedException ex) {
            Thread.currentThread().interrupt();
        }
        finally {
            disconnect();
        }
    }

    private void request() {
        boolean order = this.turn++ % REQUESTS_PER_ORDER == 0;
        try {
            HttpAnswer answer = order ? connection().exchange("POST", "/orders")
                    : connection().exchange("GET", "/orders/summary");
            enter(answer, order);
            if (answer.last()) {
                disconnect();
            }
        }
        catch (IOException | RuntimeException ex) {
            // No answer, or not one that can be read
            this.ledger.failed(String.valueOf(ex.getMessage()));
            disconnect();
        }
    }

    private void enter(HttpAnswer answer, boolean order) {
        Matcher receipt = RECEIPT.matcher(answer.body());
        if (answer.status() != (order ? 202 : 200)) {
            this.ledger.failed(String.valueOf(answer.status()));
        }
        else if (!order) {
            this.ledger.answered();
        }
        else if (receipt.find()) {
            this.ledger.accepted(new Order(answer.server(), Long.parseLong(receipt.group(1))));
        }
        else {
            this.ledger.failed("No receipt");
        }
    }

    private HttpConnection connection() throws IOException {
        HttpConnection current = this.connection;
        if (current == null) {
            current = new HttpConnection(this.port);
            this.connection = current;
            this.ledger.connected();
        }
        return current;
    }

    private void disconnect() {
        HttpConnection current = this.connection;
        this.connection = null;
        try {
            if (current != null) {
                current.close();
            }
        }
        catch (IOException ex) {
            // All the answers are in: it does not matter how it ends
        }
    }

}
