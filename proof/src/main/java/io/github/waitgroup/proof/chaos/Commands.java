// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.proof.chaos;

import java.io.IOException;
import java.io.UncheckedIOException;

import org.springframework.boot.context.event.ApplicationStartedEvent;
import org.springframework.context.annotation.Profile;
import org.springframework.context.event.EventListener;

/**
 * A thread of the application's own that stops the JVM when it is told to.
 */
@Profile("commands")
class Commands {

    @EventListener(ApplicationStartedEvent.class)
    void listen() {
        Thread thread = new Thread(Commands::read, "commands");
        thread.setDaemon(true);
        thread.start();
    }

    private static void read() {
        try {
            if (System.in.read() >= 0) {
                System.exit(0);
            }
        }
        catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

}
