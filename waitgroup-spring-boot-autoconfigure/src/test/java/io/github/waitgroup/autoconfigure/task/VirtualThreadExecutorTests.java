// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.task;

import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/**
 * Tests of tasks of Spring Boot's executor with virtual threads.
 */
@EnabledForJreRange(min = JRE.JAVA_21)
class VirtualThreadExecutorTests extends AbstractExecutorTests {

    VirtualThreadExecutorTests() {
        super(new ApplicationContextRunner().withPropertyValues("spring.threads.virtual.enabled=true"));
    }

}
