// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.proof;

import java.util.List;

/**
 * What an operator has set: a column of the table.
 */
enum Settings {

    STOCK("stock", false),

    /** What every guide to graceful shutdown says. */
    STOCK_BEST("stock, best settings", false, Settings.best()),

    STARTER("starter", true),

    STARTER_BEST("starter, best settings", true, Settings.best()),

    /**
     * The settings that promise to wait, and then give no time: with the starter they do
     * no harm.
     */
    STARTER_WORST("starter, worst settings", true, "--spring.lifecycle.timeout-per-shutdown-phase=1ms",
            "--spring.task.execution.shutdown.await-termination=true",
            "--spring.task.scheduling.shutdown.await-termination=true"),

    /**
     * A control: the starter on the class path, switched off, has to be as good as none.
     */
    SWITCHED_OFF("starter switched off", true, "--waitgroup.enabled=false");

    private final String title;

    private final boolean starter;

    private final String arguments;

    Settings(String title, boolean starter, String... arguments) {
        this.title = title;
        this.starter = starter;
        this.arguments = String.join(" ", arguments);
    }

    private static String[] best() {
        return new String[] { "--server.shutdown=graceful", "--spring.lifecycle.timeout-per-shutdown-phase=30s",
                "--spring.task.execution.shutdown.await-termination=true",
                "--spring.task.execution.shutdown.await-termination-period=30s",
                "--spring.task.scheduling.shutdown.await-termination=true",
                "--spring.task.scheduling.shutdown.await-termination-period=30s" };
    }

    String title() {
        return this.title;
    }

    /** Whether the starter's jars are on the class path. */
    boolean starter() {
        return this.starter;
    }

    /** Whether the starter counts work. */
    boolean counts() {
        return this.starter && this != SWITCHED_OFF;
    }

    List<String> arguments() {
        return this.arguments.isEmpty() ? List.of() : List.of(this.arguments.split(" "));
    }

}
