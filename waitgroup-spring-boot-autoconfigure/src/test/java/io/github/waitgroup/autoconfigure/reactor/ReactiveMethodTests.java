// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.reactor;

import java.util.concurrent.CountDownLatch;

import io.github.waitgroup.Drain;
import io.github.waitgroup.DrainReport;
import io.github.waitgroup.WorkSnapshot;
import io.github.waitgroup.autoconfigure.Bounded;
import io.github.waitgroup.autoconfigure.scheduling.SchedulingWaitGroupAutoConfiguration;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.task.TaskSchedulingAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

/**
 * Tests of methods to whose result Spring subscribes without waiting for it.
 */
class ReactiveMethodTests {

    private final ApplicationContextRunner runner = ReactorFixture.runner()
        .withConfiguration(AutoConfigurations.of(SchedulingWaitGroupAutoConfiguration.class,
                TaskSchedulingAutoConfiguration.class))
        .withPropertyValues("waitgroup.shutdown.timeout=0", "waitgroup.shutdown.interrupt=false");

    @Test
    void drainShouldNotLoseWhatScheduledMethodReturned() {
        this.runner.withUserConfiguration(Job.class).run((context) -> {
            Job job = context.getBean(Job.class);
            Bounded.await(job.begun);
            assertLost(context, job, "ReactiveMethodTests.Job.job");
        });
    }

    @Test
    void drainShouldNotLoseWhatEventListenerReturned() {
        this.runner.withUserConfiguration(Listener.class).run((context) -> {
            ReactorFixture.request(context, () -> context.publishEvent("ordered"));
            Listener listener = context.getBean(Listener.class);
            Bounded.await(listener.begun);
            assertLost(context, listener, "GET /orders");
        });
    }

    // As there is no time to wait, what is in flight shows in the report
    private static void assertLost(ApplicationContext context, Work work, String label) {
        DrainReport report = context.getBean(Drain.class).await();
        work.gate.countDown();
        assertThat(report.abandoned()).filteredOn((unit) -> unit.group().equals(ReactorWork.GROUP))
            .extracting(WorkSnapshot::group, WorkSnapshot::label)
            .containsExactly(tuple(ReactorWork.GROUP, label));
        Bounded.await(work.ended);
    }

    static class Work {

        final CountDownLatch begun = new CountDownLatch(1);

        final CountDownLatch gate = new CountDownLatch(1);

        final CountDownLatch ended = new CountDownLatch(1);

        Mono<Void> work() {
            return Mono.<Void>fromRunnable(() -> {
                this.begun.countDown();
                Bounded.await(this.gate);
                this.ended.countDown();
            }).subscribeOn(Schedulers.boundedElastic());
        }

    }

    @Configuration(proxyBeanMethods = false)
    @EnableScheduling
    static class Job extends Work {

        @Scheduled(fixedRateString = "1h")
        Mono<Void> job() {
            return work();
        }

    }

    @Configuration(proxyBeanMethods = false)
    static class Listener extends Work {

        @EventListener
        Mono<Void> on(String event) {
            return work();
        }

    }

}
