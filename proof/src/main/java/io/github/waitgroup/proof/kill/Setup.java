// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.proof.kill;

import java.util.List;

/**
 * What an operator has set.
 */
enum Setup {

    /** Spring Boot as it comes. */
    STOCK("stock", false),

    /** What every guide to graceful shutdown says. */
    BEST("stock, best settings", false, "--server.shutdown=graceful",
            "--spring.lifecycle.timeout-per-shutdown-phase=30s",
            "--spring.task.execution.shutdown.await-termination=true",
            "--spring.task.execution.shutdown.await-termination-period=30s",
            "--spring.task.scheduling.shutdown.await-termination=true",
            "--spring.task.scheduling.shutdown.await-termination-period=30s"),

    /** The starter on the class path, and no settings. */
    STARTER("starter", true);

    private final String title;

    private final boolean starter;

    private final String arguments;

    Setup(String title, boolean starter, String... arguments) {
        this.title = title;
        this.starter = starter;
        this.arguments = String.join(" ", arguments);
    }

    String title() {
        return this.title;
    }

    boolean starter() {
        return this.starter;
    }

    List<String> arguments() {
        return this.arguments.isEmpty() ? List.of() : List.of(this.arguments.split(" "));
    }

}
