// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.sample;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

import org.springframework.stereotype.Component;

/**
 * Stands in for a slow partner, a payment provider or a mail server.
 */
@Component
class PretendWork {

    void take(Duration atLeast, Duration atMost) {
        long millis = ThreadLocalRandom.current().nextLong(atLeast.toMillis(), atMost.toMillis() + 1);
        try {
            // Pretend I/O: the thread is blocked, as it would be by a call over the
            // network
            Thread.sleep(millis);
        }
        catch (InterruptedException ex) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted at work", ex);
        }
    }

}
