// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.proof.kill.app;

import io.github.waitgroup.proof.kill.journal.Source;

import org.springframework.scheduling.annotation.Scheduled;

/**
 * Work that comes by schedule. A run is accepted when it begins.
 */
class Schedules {

    private final Work work;

    Schedules(Work work) {
        this.work = work;
    }

    @Scheduled(fixedRate = 300)
    void fixedRate() {
        this.work.accept(Source.FIXED_RATE).run();
    }

    @Scheduled(fixedDelay = 300)
    void fixedDelay() {
        this.work.accept(Source.FIXED_DELAY).run();
    }

    @Scheduled(cron = "* * * * * *")
    void cron() {
        this.work.accept(Source.CRON).run();
    }

}
