// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.task;

import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.EnableAsync;

/**
 * Tests of {@code @Async} methods behind a JDK proxy.
 */
class InterfaceProxyAsyncMethodTests extends AbstractAsyncMethodTests {

    InterfaceProxyAsyncMethodTests() {
        super(new ApplicationContextRunner().withUserConfiguration(Asynchronous.class));
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAsync
    static class Asynchronous {

    }

}
