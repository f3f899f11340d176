// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.proof.http;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * What the clients of a process share.
 *
 * @param process the process
 * @param starter whether it has the starter
 * @param turnedAway zero when each of the clients under load has noticed that the server
 * is about to go
 */
record Stage(ServerProcess process, boolean starter, CountDownLatch turnedAway) {

    static Stage of(ServerProcess process, boolean starter) {
        return new Stage(process, starter, new CountDownLatch(LoadClient.CLIENTS));
    }

    int port() {
        return this.process.port();
    }

    void awaitMiddle(String kind) throws Exception {
        this.process.log().await("in the middle of " + kind + "$");
    }

    void turnAway() {
        this.turnedAway.countDown();
    }

    /**
     * Waits until the clients under load have noticed. Without the starter some never do:
     * Netty serves on, until the end of its phase, those that it has found busy. What is
     * idle is closed by then.
     * @throws Exception if they do not notice with the starter
     */
    void awaitTurnedAway() throws Exception {
        if (!this.turnedAway.await(this.starter ? 60 : 2, TimeUnit.SECONDS) && this.starter) {
            throw new IllegalStateException("Not turned away: " + this.process.log());
        }
    }

}
