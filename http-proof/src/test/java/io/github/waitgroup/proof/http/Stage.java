// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.proof.http;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * What the clients of a process share.
 *
 * @param process the process
 * @param turnedAway zero when the clients under load have noticed that the server is
 * about to go
 */
record Stage(ServerProcess process, CountDownLatch turnedAway) {

    // Without the starter some are never told: Netty serves on whom it has found busy
    static Stage of(ServerProcess process, boolean starter) {
        return new Stage(process, new CountDownLatch(starter ? LoadClient.CLIENTS : 1));
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

    void awaitTurnedAway() throws Exception {
        if (!this.turnedAway.await(60, TimeUnit.SECONDS)) {
            throw new IllegalStateException("Not turned away: " + this.process.log());
        }
    }

}
