// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.task;

import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.EnableAsync;

/**
 * Tests of {@code @Async} methods behind a subclass of the bean's class.
 */
class ClassProxyAsyncMethodTests extends AbstractAsyncMethodTests {

    ClassProxyAsyncMethodTests() {
        super(new ApplicationContextRunner().withUserConfiguration(Asynchronous.class));
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAsync(proxyTargetClass = true)
    static class Asynchronous {

    }

}
