// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.proof;

import java.time.Duration;
import java.time.Instant;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.scheduling.TaskScheduler;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.scheduling.support.PeriodicTrigger;

/**
 * Work that comes by schedule. A run is accepted when it begins.
 */
final class SchedulingKinds {

    private SchedulingKinds() {
    }

    @EnableScheduling
    @Configuration(proxyBeanMethods = false)
    @Import(FixedRate.Job.class)
    static class FixedRate {

        @Bean
        Load load() {
            return Load.none(1);
        }

        static class Job extends AbstractJob {

            Job(Work work) {
                super(work);
            }

            @Override
            @Scheduled(fixedRate = 300)
            void run() {
                super.run();
            }

        }

    }

    @EnableScheduling
    @Configuration(proxyBeanMethods = false)
    @Import(FixedDelay.Job.class)
    static class FixedDelay {

        @Bean
        Load load() {
            return Load.none(1);
        }

        static class Job extends AbstractJob {

            Job(Work work) {
                super(work);
            }

            @Override
            @Scheduled(fixedDelay = 300)
            void run() {
                super.run();
            }

        }

    }

    @EnableScheduling
    @Configuration(proxyBeanMethods = false)
    @Import(Cron.Job.class)
    static class Cron {

        @Bean
        Load load() {
            return Load.none(1);
        }

        static class Job extends AbstractJob {

            Job(Work work) {
                super(work);
            }

            @Override
            @Scheduled(cron = "* * * * * *")
            void run() {
                super.run();
            }

        }

    }

    @EnableScheduling
    @Configuration(proxyBeanMethods = false)
    @Import(OneShot.Job.class)
    static class OneShot {

        @Bean
        Load load() {
            return Load.none(1);
        }

        static class Job extends AbstractJob {

            Job(Work work) {
                super(work);
            }

            @Override
            @Scheduled(initialDelay = 10)
            void run() {
                super.run();
            }

        }

    }

    /** A trigger that the application has written. */
    @EnableScheduling
    @Configuration(proxyBeanMethods = false)
    static class DynamicTrigger {

        @Bean
        Load load(TaskScheduler scheduler) {
            return new Load(1, 1, 1000, (work) -> work
                .keep(scheduler.schedule(() -> work.accept().run(), new PeriodicTrigger(Duration.ofMillis(300)))));
        }

    }

    /** Work given to the scheduler to be done at once, more than it has threads. */
    @EnableScheduling
    @Configuration(proxyBeanMethods = false)
    static class AtOnce {

        @Bean
        Load load(TaskScheduler scheduler) {
            return Load.queued((work) -> work.submitFor((unit) -> scheduler.schedule(unit, Instant.now())));
        }

    }

    abstract static class AbstractJob {

        private final Work work;

        AbstractJob(Work work) {
            this.work = work;
        }

        void run() {
            this.work.accept().run();
        }

    }

}
