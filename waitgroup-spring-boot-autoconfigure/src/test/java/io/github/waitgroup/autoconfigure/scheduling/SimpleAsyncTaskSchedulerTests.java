// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.scheduling;

import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.concurrent.SimpleAsyncTaskScheduler;

/**
 * Tests of a {@code SimpleAsyncTaskScheduler} with platform threads.
 */
class SimpleAsyncTaskSchedulerTests extends AbstractSchedulerTests {

    SimpleAsyncTaskSchedulerTests() {
        super(new ApplicationContextRunner().withUserConfiguration(Schedulers.class), false, true, 1);
    }

    @Configuration(proxyBeanMethods = false)
    static class Schedulers {

        @Bean
        SimpleAsyncTaskScheduler taskScheduler() {
            return new SimpleAsyncTaskScheduler();
        }

    }

}
