// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.proof.kill.app;

import org.springframework.context.event.EventListener;
import org.springframework.scheduling.annotation.Async;

/**
 * The methods everybody writes.
 */
class AsyncWork {

    @Async
    void run(Unit unit) {
        unit.run();
    }

    @Async("mailExecutor")
    void mail(Unit unit) {
        unit.run();
    }

    @Async
    @EventListener
    void on(Ordered ordered) {
        ordered.unit().run();
    }

    /**
     * Something that others may want to know.
     *
     * @param unit what they do then
     */
    record Ordered(Unit unit) {

    }

}
