// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.sample;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.stereotype.Component;

/**
 * This start of the shop. It begins by saying what the one before it left behind, and
 * does so before the first order can come in.
 */
@Component
class Run {

    private static final Log logger = LogFactory.getLog(Run.class);

    private final long id;

    Run(Runs runs) {
        runs.previous().ifPresentOrElse(Run::report, () -> logger.info("No previous run"));
        this.id = runs.begin();
    }

    long id() {
        return this.id;
    }

    private static void report(Summary previous) {
        String line = "Previous run: %d accepted, %d fulfilled, %d lost".formatted(previous.accepted(),
                previous.fulfilled(), previous.pending());
        if (previous.pending() > 0) {
            logger.warn(line);
        }
        else {
            logger.info(line);
        }
    }

}
