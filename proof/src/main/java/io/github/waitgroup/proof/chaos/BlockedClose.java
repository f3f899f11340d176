// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.proof.chaos;

import jakarta.annotation.PreDestroy;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Profile;

/**
 * A bean that has the end wait.
 */
@Profile("blocked-close")
class BlockedClose {

    private static final Log logger = LogFactory.getLog(BlockedClose.class);

    private final Work work;

    private final Behaviour behaviour;

    BlockedClose(Work work, @Value("${chaos.close}") Behaviour behaviour) {
        this.work = work;
        this.behaviour = behaviour;
    }

    @PreDestroy
    void close() throws InterruptedException {
        logger.info("Chaos: the end waits");
        this.behaviour.run(this.work);
    }

}
