// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.scheduling;

import java.util.concurrent.Executors;

import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.concurrent.ConcurrentTaskScheduler;

/**
 * Tests of a scheduler with an executor of the application's own.
 */
class ConcurrentTaskSchedulerTests extends AbstractSchedulerTests {

    ConcurrentTaskSchedulerTests() {
        super(new ApplicationContextRunner().withUserConfiguration(Schedulers.class), true, false, 2);
    }

    @Configuration(proxyBeanMethods = false)
    static class Schedulers {

        @Bean
        ConcurrentTaskScheduler taskScheduler() {
            return new ConcurrentTaskScheduler(Executors.newScheduledThreadPool(2));
        }

    }

}
