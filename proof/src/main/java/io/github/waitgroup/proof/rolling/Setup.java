// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.proof.rolling;

import java.util.List;

/**
 * What is deployed, and behind what.
 */
enum Setup {

    STOCK("stock", "stock, no settings", false, false, false),

    STOCK_REDISPATCH("stock-redispatch", "stock, no settings; HAProxy redispatches", false, false, true),

    BEST("best", "stock, best settings", false, true, false),

    BEST_REDISPATCH("best-redispatch", "stock, best settings; HAProxy redispatches", false, true, true),

    STARTER("starter", "**starter**, no settings", true, false, false);

    /* What every guide to graceful shutdown says to set */
    private static final List<String> BEST_SETTINGS = List.of("--server.shutdown=graceful",
            "--spring.lifecycle.timeout-per-shutdown-phase=30s",
            "--spring.task.execution.shutdown.await-termination=true",
            "--spring.task.execution.shutdown.await-termination-period=30s",
            "--spring.task.scheduling.shutdown.await-termination=true",
            "--spring.task.scheduling.shutdown.await-termination-period=30s");

    private final String id;

    private final String title;

    private final boolean starter;

    private final boolean best;

    private final boolean redispatch;

    Setup(String id, String title, boolean starter, boolean best, boolean redispatch) {
        this.id = id;
        this.title = title;
        this.starter = starter;
        this.best = best;
        this.redispatch = redispatch;
    }

    /**
     * What it is called on a command line.
     * @return its id
     */
    String id() {
        return this.id;
    }

    String title() {
        return this.title;
    }

    /**
     * Whether the starter's jars are on the class path.
     * @return whether they are
     */
    boolean starter() {
        return this.starter;
    }

    /**
     * Whether HAProxy may send a request elsewhere when it cannot connect.
     * @return whether it may
     */
    boolean redispatch() {
        return this.redispatch;
    }

    /**
     * The shop's own command line.
     * @return its arguments
     */
    List<String> arguments() {
        return this.best ? BEST_SETTINGS : List.of();
    }

}
