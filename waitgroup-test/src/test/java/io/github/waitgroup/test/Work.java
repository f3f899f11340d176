// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.test;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import io.github.waitgroup.Registration;
import io.github.waitgroup.WaitGroup;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Work of sample tests.
 */
final class Work {

    private Work() {
    }

    /**
     * Begins work on a thread of its own that ends only when it is told to.
     * @param group the group
     * @param label the label
     * @return ends it
     */
    static CountDownLatch stuck(WaitGroup group, String label) {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        group.go(label, (task) -> start(task, "stuck-" + label), () -> waitForTheEnd(begun, end));
        await(begun);
        return end;
    }

    /**
     * Begins work that ends by itself a moment later, when the test surely is over.
     * @param group the group
     * @param label the label
     */
    static void brief(WaitGroup group, String label) {
        Registration unit = group.register(label);
        CompletableFuture.delayedExecutor(200, TimeUnit.MILLISECONDS).execute(unit::close);
    }

    private static void start(Runnable task, String name) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        thread.start();
    }

    private static void waitForTheEnd(CountDownLatch begun, CountDownLatch end) {
        begun.countDown();
        await(end);
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(2, TimeUnit.MINUTES)).isTrue();
        }
        catch (InterruptedException ex) {
            throw new IllegalStateException(ex);
        }
    }

}
