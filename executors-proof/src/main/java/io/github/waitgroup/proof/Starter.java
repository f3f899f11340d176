// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.proof;

import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;

/**
 * Hands the work over as soon as the application is ready.
 */
class Starter {

    private final Load load;

    private final Work work;

    Starter(Load load, Work work) {
        this.load = load;
        this.work = work;
    }

    @EventListener(ApplicationReadyEvent.class)
    void start() {
        for (int i = 0; i < this.load.units(); i++) {
            this.load.submit().to(this.work);
        }
        // Now, when nothing more is handed over: what comes in a stop is another matter
        this.work.oneLess();
    }

}
