// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.task;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.waitgroup.autoconfigure.Bounded;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

import org.springframework.core.task.SimpleAsyncTaskExecutor;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of the preparation of an executor by its first tasks.
 */
@EnabledForJreRange(min = JRE.JAVA_21)
class ThreadStartsTests {

    @Test
    void prepareWhenTwoComeFirstShouldKeepTheThreadsVirtual() throws Exception {
        Halting executor = new Halting();
        executor.setVirtualThreads(true);
        ThreadStarts starts = new ThreadStarts(executor);
        Thread first = new Thread(starts::prepare);
        first.start();
        Bounded.await(executor.halted);
        // What the first has done so far must not mislead the second
        assertThat(isVirtual(executor.newThread())).isTrue();
        Thread second = new Thread(starts::prepare);
        second.start();
        executor.goOn.countDown();
        first.join();
        second.join();
        assertThat(executor.factories).hasSize(1);
        assertThat(isVirtual(executor.newThread())).isTrue();
    }

    // Not in JDK 17
    private static boolean isVirtual(Thread thread) throws ReflectiveOperationException {
        return (boolean) Thread.class.getMethod("isVirtual").invoke(thread);
    }

    /**
     * Halts in the middle of its preparation.
     */
    @SuppressWarnings("serial")
    private static final class Halting extends SimpleAsyncTaskExecutor {

        private final CountDownLatch halted = new CountDownLatch(1);

        private final CountDownLatch goOn = new CountDownLatch(1);

        private final Queue<ThreadFactory> factories = new ConcurrentLinkedQueue<>();

        private final AtomicInteger calls = new AtomicInteger();

        @Override
        public void setVirtualThreads(boolean virtual) {
            super.setVirtualThreads(virtual);
            halt(!virtual);
        }

        private void halt(boolean prepares) {
            if (prepares && this.calls.getAndIncrement() == 0) {
                this.halted.countDown();
                Bounded.await(this.goOn);
            }
        }

        @Override
        public void setThreadFactory(@Nullable ThreadFactory threadFactory) {
            super.setThreadFactory(threadFactory);
            if (threadFactory != null) {
                this.factories.add(threadFactory);
            }
        }

        Thread newThread() {
            CountDownLatch ran = new CountDownLatch(1);
            Thread[] thread = new Thread[1];
            super.newThread(() -> {
                thread[0] = Thread.currentThread();
                ran.countDown();
            }).start();
            Bounded.await(ran);
            return thread[0];
        }

    }

}
