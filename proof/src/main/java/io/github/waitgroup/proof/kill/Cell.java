// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.proof.kill;

import java.util.ArrayList;
import java.util.List;

import io.github.waitgroup.proof.process.Server;

/**
 * A kind of application.
 *
 * @param setup its settings
 * @param server its server
 * @param threads its threads
 */
record Cell(Setup setup, Server server, Threads threads) {

    List<String> arguments() {
        List<String> arguments = new ArrayList<>(this.setup.arguments());
        arguments.addAll(this.threads.arguments());
        return arguments;
    }

    @Override
    public String toString() {
        return this.setup.title() + ", " + this.server.title() + ", " + this.threads.title();
    }

}
