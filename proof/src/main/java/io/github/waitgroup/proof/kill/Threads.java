// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.proof.kill;

import java.util.List;

import io.github.waitgroup.proof.process.Jvm;

/**
 * The threads that the application runs on.
 */
enum Threads {

    /** Pools. */
    POOL("pools"),

    /** Virtual ones. */
    VIRTUAL("virtual");

    private final String title;

    Threads(String title) {
        this.title = title;
    }

    boolean available() {
        return this == POOL || Jvm.hasVirtualThreads();
    }

    String title() {
        return this.title;
    }

    List<String> arguments() {
        return (this == VIRTUAL) ? List.of("--spring.threads.virtual.enabled=true") : List.of();
    }

}
