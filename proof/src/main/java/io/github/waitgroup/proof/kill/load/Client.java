// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.proof.kill.load;

import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketException;

import io.github.waitgroup.proof.kill.journal.Source;
import io.github.waitgroup.proof.kill.load.Connection.Answer;
import io.github.waitgroup.proof.kill.load.Result.Failure;
import org.jspecify.annotations.Nullable;

/**
 * A client with one connection at a time. It sends no request twice, and turns away when
 * nobody listens any more: there is nobody else to go to.
 */
final class Client implements Runnable {

    private final int port;

    private final Plan plan;

    private final Tally tally;

    private @Nullable Connection connection;

    Client(int port, Plan plan, Tally tally) {
        this.port = port;
        this.plan = plan;
        this.tally = tally;
    }

    @Override
    public void run() {
        try {
            boolean listening = true;
            while (listening) {
                listening = ask(this.plan.awaitTurn());
            }
            this.tally.turnedAway();
        }
        catch (InterruptedException ex) {
            Thread.currentThread().interrupt();
        }
        catch (IOException | RuntimeException ex) {
            this.tally.trouble(ex);
        }
    }

    private boolean ask(Source source) throws IOException {
        Connection open = connect();
        if (open == null) {
            return false;
        }
        this.tally.asked(source);
        try {
            Answer answer = open.post(source.path());
            if (answer.isGood()) {
                this.tally.answered(source);
            }
            else {
                this.tally.failed(new Failure(source, true, "status " + answer.status()));
            }
            if (answer.last()) {
                disconnect();
            }
        }
        catch (IOException | RuntimeException ex) {
            // No answer, or not one that can be read: nobody knows what became of it
            // A reset comes from the kernel, too; any other end is the server's word
            boolean heard = open.isHeard() || !(ex instanceof SocketException);
            this.tally.failed(new Failure(source, heard, ex.toString()));
            disconnect();
        }
        return true;
    }

    private @Nullable Connection connect() throws IOException {
        if (this.connection != null && this.connection.isEnded()) {
            disconnect();
        }
        if (this.connection == null) {
            try {
                this.connection = new Connection(this.port);
            }
            catch (ConnectException ex) {
                return null;
            }
        }
        return this.connection;
    }

    private void disconnect() throws IOException {
        if (this.connection != null) {
            this.connection.close();
            this.connection = null;
        }
    }

}
