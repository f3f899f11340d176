// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.metrics;

import java.util.function.Consumer;

import io.micrometer.core.instrument.MeterRegistry;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Registers meters, and lets nothing that a meter registry or one of its filters throws
 * reach who starts the application or creates a group.
 */
final class Registering {

    private static final Log logger = LogFactory.getLog(WaitGroupMeters.class);

    private Registering() {
    }

    static void attempt(String name, MeterRegistry meters, Consumer<MeterRegistry> register) {
        try {
            register.accept(meters);
        }
        catch (Exception | LinkageError ex) {
            logger.warn("Meter '" + name + "' could not be registered with " + meters.getClass().getName()
                    + " and is missing there", ex);
        }
    }

}
