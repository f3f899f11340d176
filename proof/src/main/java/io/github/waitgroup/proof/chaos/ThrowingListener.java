// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.proof.chaos;

import io.github.waitgroup.DrainReport;
import io.github.waitgroup.autoconfigure.DrainReporter;
import io.github.waitgroup.autoconfigure.DrainStateChangedEvent;

import org.springframework.context.annotation.Profile;
import org.springframework.context.event.EventListener;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/**
 * Throws whenever it is told something, before others are.
 */
@Profile("throwing-listener")
@Order(Ordered.HIGHEST_PRECEDENCE)
class ThrowingListener implements DrainReporter {

    @Override
    public void completed(DrainReport report) {
        throw new StackOverflowError("Chaos: the reporter throws");
    }

    @Override
    public void lostLate(DrainReport report) {
        completed(report);
    }

    @EventListener
    @Order(Ordered.HIGHEST_PRECEDENCE)
    void on(DrainStateChangedEvent event) {
        throw new IllegalStateException("Chaos: the listener throws");
    }

}
