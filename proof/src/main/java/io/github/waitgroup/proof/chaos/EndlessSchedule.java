// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.proof.chaos;

import java.util.concurrent.TimeUnit;

import org.springframework.context.annotation.Profile;
import org.springframework.scheduling.annotation.Scheduled;

/**
 * A run of a schedule that never ends.
 */
@Profile("schedule")
class EndlessSchedule {

    private final Work work;

    EndlessSchedule(Work work) {
        this.work = work;
    }

    @Scheduled(fixedDelay = 1, timeUnit = TimeUnit.HOURS)
    void run() {
        this.work.accept("EndlessSchedule.run", Behaviour.ENDLESS).run();
    }

}
