// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.scheduling;

import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/**
 * Tests of Spring Boot's scheduler with platform threads.
 */
class ThreadPoolTaskSchedulerTests extends AbstractSchedulerTests {

    ThreadPoolTaskSchedulerTests() {
        super(new ApplicationContextRunner().withPropertyValues("spring.task.scheduling.pool.size=2"), true, true, 2);
    }

}
