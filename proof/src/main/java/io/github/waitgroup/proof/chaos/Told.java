// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.proof.chaos;

import io.github.waitgroup.DrainReport;
import io.github.waitgroup.autoconfigure.DrainReporter;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.core.annotation.Order;

/**
 * Says when all other reporters have been told.
 */
@Order
class Told implements DrainReporter {

    private static final Log logger = LogFactory.getLog(Told.class);

    @Override
    public void completed(DrainReport report) {
        logger.info("Chaos: all reporters told");
    }

    @Override
    public void lostLate(DrainReport report) {
        logger.info("Chaos: all reporters told of late work");
    }

}
