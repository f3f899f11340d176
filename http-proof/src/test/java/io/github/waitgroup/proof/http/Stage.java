// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.proof.http;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * What the clients of a process share.
 *
 * @param process the process
 * @param turnedAway zero when each of the clients under load has noticed that the server
 * is about to go
 */
record Stage(ServerProcess process, CountDownLatch turnedAway) {

    static Stage of(ServerProcess process) {
        return new Stage(process, new CountDownLatch(LoadClient.CLIENTS));
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
