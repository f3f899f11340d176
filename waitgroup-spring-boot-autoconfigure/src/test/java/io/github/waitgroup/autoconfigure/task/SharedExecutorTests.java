// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.task;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import io.github.waitgroup.Drain;
import io.github.waitgroup.WaitGroup;
import io.github.waitgroup.WaitGroupRegistry;
import io.github.waitgroup.autoconfigure.Bounded;
import org.junit.jupiter.api.Test;

import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.core.task.TaskExecutor;
import org.springframework.scheduling.concurrent.ConcurrentTaskExecutor;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of executors that outlive the context which has learnt them to count.
 */
class SharedExecutorTests {

    private final ApplicationContextRunner runner = new ApplicationContextRunner()
        .withConfiguration(AbstractExecutorTests.CONFIGURATIONS);

    @Test
    void runWhenPoolWasCountedByClosedContextShouldCountInTheNext() throws Exception {
        ThreadPoolTaskExecutor executor = new ThreadPoolTaskExecutor();
        countByOneContextAfterTheOther(executor, ThreadPoolTaskExecutor.class, executor::initialize);
    }

    @Test
    void runWhenThreadsWereCountedByClosedContextShouldCountInTheNext() throws Exception {
        countByOneContextAfterTheOther(new SimpleAsyncTaskExecutor(), SimpleAsyncTaskExecutor.class, () -> {
        });
    }

    @Test
    void runWhenAdaptedWasCountedByClosedContextShouldCountInTheNext() throws Exception {
        ExecutorService pool = Executors.newCachedThreadPool();
        countByOneContextAfterTheOther(new ConcurrentTaskExecutor(pool), ConcurrentTaskExecutor.class, () -> {
        });
        pool.shutdown();
    }

    private <T extends TaskExecutor> void countByOneContextAfterTheOther(T executor, Class<T> type, Runnable between)
            throws Exception {
        for (int i = 0; i < 2; i++) {
            CountDownLatch ended = new CountDownLatch(1);
            this.runner.withBean("shared", type, () -> executor, (definition) -> definition.setDestroyMethodName(""))
                .run((context) -> {
                    assertThat(context).hasNotFailed();
                    WaitGroup group = Bounded.group(context.getBean(WaitGroupRegistry.class), AsyncGroup.NAME);
                    CountDownLatch draining = new CountDownLatch(1);
                    context.getBean(Drain.class).listen((state) -> draining.countDown());
                    executor.execute(() -> {
                        Bounded.await(draining);
                        ended.countDown();
                    });
                    assertThat(group.count()).isEqualTo(1);
                    context.close();
                    Bounded.await(ended);
                    Bounded.assertEnded(group, 1, 0);
                });
            between.run();
        }
    }

}
