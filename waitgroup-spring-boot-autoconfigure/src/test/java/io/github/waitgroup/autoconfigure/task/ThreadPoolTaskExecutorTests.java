// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.task;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;

import io.github.waitgroup.Registration;
import io.github.waitgroup.WorkSnapshot;
import io.github.waitgroup.autoconfigure.Bounded;
import org.junit.jupiter.api.Test;

import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of tasks of a {@code ThreadPoolTaskExecutor}.
 */
class ThreadPoolTaskExecutorTests extends AbstractExecutorTests {

    ThreadPoolTaskExecutorTests() {
        super(new ApplicationContextRunner().withPropertyValues("spring.task.execution.pool.core-size=4"));
    }

    @Test
    void runWhenTaskWaitsInQueueShouldShowItQueued() {
        run((executor, group) -> {
            CountDownLatch running = new CountDownLatch(4);
            CountDownLatch gate = new CountDownLatch(1);
            for (int i = 0; i < 5; i++) {
                executor.execute(() -> {
                    running.countDown();
                    Bounded.await(gate);
                });
            }
            Bounded.await(running);
            WorkSnapshot last = group.snapshot(10).work().get(4);
            assertThat(last.state()).isEqualTo(Registration.State.QUEUED);
            assertThat(last.thread()).isNull();
            assertThat(group.snapshot(0).queued()).isEqualTo(1);
            gate.countDown();
            Bounded.assertEnded(group, 5, 0);
        });
    }

    @Test
    void runWhenQueuedTaskIsCancelledShouldEndUnitWithoutRunningIt() {
        run((executor, group) -> {
            CountDownLatch running = new CountDownLatch(4);
            CountDownLatch gate = new CountDownLatch(1);
            for (int i = 0; i < 4; i++) {
                executor.execute(() -> {
                    running.countDown();
                    Bounded.await(gate);
                });
            }
            Bounded.await(running);
            CountDownLatch ran = new CountDownLatch(1);
            Future<?> future = executor.submit(ran::countDown);
            future.cancel(true);
            gate.countDown();
            Bounded.assertEnded(group, 5, 0);
            assertThat(ran.getCount()).isEqualTo(1);
        });
    }

}
