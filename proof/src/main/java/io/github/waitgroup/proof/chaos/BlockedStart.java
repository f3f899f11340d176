// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.proof.chaos;

import java.util.List;

import jakarta.annotation.PostConstruct;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Profile;

/**
 * A bean that accepts work at the start, and then has the start wait.
 */
@Profile("blocked-start")
class BlockedStart {

    private static final Log logger = LogFactory.getLog(BlockedStart.class);

    private final Work work;

    private final Load load;

    private final List<String> early;

    private final Behaviour behaviour;

    BlockedStart(Work work, Load load, @Value("${chaos.early}") List<String> early,
            @Value("${chaos.start}") Behaviour behaviour) {
        this.work = work;
        this.load = load;
        this.early = early;
        this.behaviour = behaviour;
    }

    @PostConstruct
    void start() throws InterruptedException {
        this.load.submit(this.early);
        logger.info("Chaos: the start waits");
        this.behaviour.run(this.work);
        logger.info("Chaos: the start goes on");
    }

}
