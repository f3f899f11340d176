// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.proof.chaos;

import java.util.ArrayList;
import java.util.List;

import io.github.waitgroup.proof.process.Server;

/**
 * What is done with a process: how it is started, and what happens then.
 *
 * @param server its server
 * @param arguments its arguments
 * @param steps what happens, one after the other
 */
record Script(Server server, List<String> arguments, List<Step> steps) {

    static final String VIRTUAL = "spring.threads.virtual.enabled=true";

    static Script on(Server server) {
        return new Script(server, List.of(), List.of());
    }

    static Script on(Server server, String load) {
        return on(server).with("chaos.load=" + load);
    }

    boolean isVirtual() {
        return this.arguments.contains("--" + VIRTUAL);
    }

    Script with(String... properties) {
        List<String> all = new ArrayList<>(this.arguments);
        for (String property : properties) {
            all.add("--" + property);
        }
        return new Script(this.server, List.copyOf(all), this.steps);
    }

    Script then(Step... more) {
        List<Step> all = new ArrayList<>(this.steps);
        all.addAll(List.of(more));
        return new Script(this.server, this.arguments, List.copyOf(all));
    }

    /** When so many units have begun, and all are accepted. */
    Script middle(int began) {
        return then(Step.await("Chaos: all accepted"), Step.await("Chaos: " + began + " began"));
    }

    Script terminate() {
        return then(Step.TERMINATE);
    }

}
