// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.proof.chaos;

import io.github.waitgroup.autoconfigure.DrainCompletedEvent;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.context.event.EventListener;

/**
 * Says when all reporters have been told, the report file among them.
 */
class Told {

    private static final Log logger = LogFactory.getLog(Told.class);

    @EventListener(DrainCompletedEvent.class)
    void on() {
        logger.info("Chaos: all reporters told");
    }

}
