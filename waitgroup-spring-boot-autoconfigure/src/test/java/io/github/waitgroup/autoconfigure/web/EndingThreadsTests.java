// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.web;

import java.net.URL;
import java.net.URLClassLoader;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;

import io.github.waitgroup.autoconfigure.Bounded;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class EndingThreadsTests {

    private final EndingThreads threads = new EndingThreads("test-end");

    @Test
    void threadShouldNotKeepTheJvmAlive() throws Exception {
        Thread thread = threadOf(null);
        assertThat(thread.isDaemon()).isTrue();
        assertThat(thread.getName()).isEqualTo("test-end");
    }

    @Test
    void taskShouldHaveClassLoaderOfItsApplication() throws Exception {
        try (URLClassLoader application = new URLClassLoader(new URL[0])) {
            CompletableFuture<ClassLoader> seen = new CompletableFuture<>();
            this.threads.execute(() -> seen.complete(Thread.currentThread().getContextClassLoader()), application);
            assertThat(Bounded.get(seen)).isSameAs(application);
        }
    }

    @Test
    void taskShouldHaveClassLoaderOfItsCaller() throws Exception {
        Thread caller = Thread.currentThread();
        ClassLoader before = caller.getContextClassLoader();
        try (URLClassLoader application = new URLClassLoader(new URL[0])) {
            caller.setContextClassLoader(application);
            CompletableFuture<ClassLoader> seen = new CompletableFuture<>();
            this.threads.execute(() -> seen.complete(Thread.currentThread().getContextClassLoader()));
            assertThat(Bounded.get(seen)).isSameAs(application);
        }
        finally {
            caller.setContextClassLoader(before);
        }
    }

    @Test
    void threadShouldEndSoonAndBelongToNobody() throws Exception {
        try (URLClassLoader application = new URLClassLoader(new URL[0])) {
            Thread thread = threadOf(application);
            thread.join(Bounded.LIMIT.toMillis());
            assertThat(thread.isAlive()).isFalse();
            assertThat(thread.getContextClassLoader()).isNotSameAs(application);
        }
    }

    @Test
    void taskThatHangsShouldNotHoldOthers() {
        CountDownLatch hanging = new CountDownLatch(1);
        CountDownLatch others = new CountDownLatch(1000);
        try {
            this.threads.execute(() -> Bounded.await(hanging));
            for (int i = 0; i < 1000; i++) {
                this.threads.execute(others::countDown);
            }
            Bounded.await(others);
        }
        finally {
            hanging.countDown();
        }
    }

    @Test
    void manyTasksShouldNotHaveAThreadEach() {
        Set<Thread> used = ConcurrentHashMap.newKeySet();
        CountDownLatch hanging = new CountDownLatch(1);
        CountDownLatch all = new CountDownLatch(1000);
        for (int i = 0; i < 1000; i++) {
            this.threads.execute(() -> {
                used.add(Thread.currentThread());
                Bounded.await(hanging);
                all.countDown();
            });
        }
        hanging.countDown();
        Bounded.await(all);
        assertThat(used).hasSizeBetween(2, EndingThreads.THREADS);
    }

    private Thread threadOf(@Nullable ClassLoader classLoader) throws Exception {
        CompletableFuture<Thread> thread = new CompletableFuture<>();
        this.threads.execute(() -> thread.complete(Thread.currentThread()), classLoader);
        return Bounded.get(thread);
    }

}
