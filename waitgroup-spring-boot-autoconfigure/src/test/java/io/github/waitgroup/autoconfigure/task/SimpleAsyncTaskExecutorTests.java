// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.task;

import java.util.concurrent.CountDownLatch;

import io.github.waitgroup.Registration;
import io.github.waitgroup.autoconfigure.Bounded;
import org.junit.jupiter.api.Test;

import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.task.SimpleAsyncTaskExecutor;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of tasks of a {@code SimpleAsyncTaskExecutor} with platform threads.
 */
class SimpleAsyncTaskExecutorTests extends AbstractExecutorTests {

    SimpleAsyncTaskExecutorTests() {
        super(new ApplicationContextRunner().withUserConfiguration(Executors.class));
    }

    @Test
    void runWhenThreadHasNotBegunShouldShowTaskQueued() {
        run((executor, group) -> {
            CountDownLatch gate = new CountDownLatch(1);
            ((SimpleAsyncTaskExecutor) executor).setThreadFactory((task) -> new Thread(() -> {
                Bounded.await(gate);
                task.run();
            }));
            executor.execute(() -> {
            });
            assertThat(group.snapshot(10).work()).singleElement()
                .satisfies((unit) -> assertThat(unit.state()).isEqualTo(Registration.State.QUEUED));
            gate.countDown();
            Bounded.assertEnded(group, 1, 0);
        });
    }

    @Configuration(proxyBeanMethods = false)
    static class Executors {

        @Bean
        SimpleAsyncTaskExecutor applicationTaskExecutor() {
            return new SimpleAsyncTaskExecutor("task-");
        }

    }

}
