// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.proof.http;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * What the clients of a process share.
 *
 * @param process the process
 * @param turnedAway completes when the first client notices that the server is about to
 * go
 */
record Stage(ServerProcess process, CompletableFuture<Void> turnedAway) {

    static Stage of(ServerProcess process) {
        return new Stage(process, new CompletableFuture<>());
    }

    int port() {
        return this.process.port();
    }

    void awaitMiddle(String kind) throws Exception {
        this.process.log().await("in the middle of " + kind + "$");
    }

    void turnAway() {
        this.turnedAway.complete(null);
    }

    void awaitTurnedAway() throws Exception {
        this.turnedAway.get(30, TimeUnit.SECONDS);
    }

}
