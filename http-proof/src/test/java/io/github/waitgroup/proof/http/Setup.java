// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.proof.http;

import java.util.List;

/**
 * What a process is started with, and the clients it has.
 */
enum Setup {

    /**
     * Everything at a time. The clients send on and on, so the first step goes to its
     * end.
     */
    ALL(true, "--waitgroup.quiesce.max-delay=8s"),

    /** The same on virtual threads, of the server as of the application. */
    VIRTUAL(true, "--waitgroup.quiesce.max-delay=8s", "--spring.threads.virtual.enabled=true"),

    /** The endless streams are cut at the end of the phase, here a short one. */
    STOCK(false, "--spring.lifecycle.timeout-per-shutdown-phase=12s"),

    /**
     * No settings but that the log says why it goes on, and clients that heed what they
     * are told.
     */
    TURNING(true, Setup.TELL),

    REFUSING(true, "--waitgroup.http.while-draining=refuse"),

    /** One request was answered just before: the quiet period is about to begin. */
    NOBODY(true, Setup.TELL),

    STOCK_NOBODY(false),

    /** Nothing but one idle stream. */
    STREAM(true, Setup.TELL),

    STOCK_STREAM(false);

    private static final String TELL = "--logging.level.io.github.waitgroup.autoconfigure.lifecycle=debug";

    private final boolean starter;

    private final String arguments;

    Setup(boolean starter, String... arguments) {
        this.starter = starter;
        this.arguments = String.join(" ", arguments);
    }

    /** Whether the starter's jars are on the class path. */
    boolean starter() {
        return this.starter;
    }

    /** Whether the clients turn away, and the log says so. */
    boolean tellsOfQuiet() {
        return this.arguments.equals(TELL);
    }

    List<Kind> kinds(Server server) {
        return kinds().stream().filter((kind) -> kind.isOn(server)).toList();
    }

    private List<Kind> kinds() {
        return switch (this) {
            case ALL, VIRTUAL, STOCK -> Kind.all();
            case TURNING -> List.of(Kind.TURNING, Kind.SYNC, Kind.MONO, Kind.ENDPOINT);
            case REFUSING -> List.of(Kind.SYNC, Kind.MONO, Kind.NEXT_REFUSED, Kind.NEW_REFUSED, Kind.READINESS,
                    Kind.LIVENESS, Kind.ENDPOINT, Kind.LOAD);
            case NOBODY, STOCK_NOBODY -> List.of(Kind.BEFORE);
            case STREAM, STOCK_STREAM -> List.of(Kind.IDLE);
        };
    }

    List<String> arguments() {
        return this.arguments.isEmpty() ? List.of() : List.of(this.arguments.split(" "));
    }

    boolean isOf(Server server) {
        return this != VIRTUAL || (server.servlet() && ProofJvm.hasVirtualThreads());
    }

    // What the log says when the stop has begun
    String stopping() {
        return this.starter ? "Commencing drain" : "Commencing graceful shutdown";
    }

}
