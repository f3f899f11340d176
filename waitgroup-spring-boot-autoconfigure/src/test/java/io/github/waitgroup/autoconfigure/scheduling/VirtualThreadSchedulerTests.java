// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.scheduling;

import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/**
 * Tests of Spring Boot's scheduler with virtual threads.
 */
@EnabledForJreRange(min = JRE.JAVA_21)
class VirtualThreadSchedulerTests extends AbstractSchedulerTests {

    VirtualThreadSchedulerTests() {
        super(new ApplicationContextRunner().withPropertyValues("spring.threads.virtual.enabled=true"), false, true, 1);
    }

}
