// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.proof;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.scheduling.concurrent.ConcurrentTaskExecutor;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;

/**
 * Executors that the application declares as beans of its own.
 */
final class BeanKinds {

    private BeanKinds() {
    }

    @Configuration(proxyBeanMethods = false)
    static class PoolTaskExecutor {

        @Bean
        ThreadPoolTaskExecutor executor() {
            return AsyncKinds.onePooledThread();
        }

        @Bean
        Load load(ThreadPoolTaskExecutor executor) {
            return Load.queued((work) -> work.submit(executor::execute));
        }

    }

    @Configuration(proxyBeanMethods = false)
    static class SimpleAsync {

        @Bean
        SimpleAsyncTaskExecutor executor() {
            return new SimpleAsyncTaskExecutor("simple-");
        }

        @Bean
        Load load(SimpleAsyncTaskExecutor executor) {
            return Load.running((work) -> work.submit(executor::execute));
        }

    }

    @Configuration(proxyBeanMethods = false)
    static class SimpleAsyncVirtual {

        @Bean
        SimpleAsyncTaskExecutor executor() {
            SimpleAsyncTaskExecutor executor = new SimpleAsyncTaskExecutor("virtual-");
            executor.setVirtualThreads(true);
            return executor;
        }

        @Bean
        Load load(SimpleAsyncTaskExecutor executor) {
            return Load.running((work) -> work.submit(executor::execute));
        }

    }

    @Configuration(proxyBeanMethods = false)
    static class Concurrent {

        @Bean
        ConcurrentTaskExecutor executor() {
            return new ConcurrentTaskExecutor(Executors.newSingleThreadExecutor());
        }

        @Bean
        Load load(ConcurrentTaskExecutor executor) {
            return Load.queued((work) -> work.submit(executor::execute));
        }

    }

    @Configuration(proxyBeanMethods = false)
    static class PlainExecutor {

        @Bean
        Executor executor() {
            return Executors.newFixedThreadPool(1);
        }

        @Bean
        Load load(Executor executor) {
            return Load.queued((work) -> work.submit(executor::execute));
        }

    }

    @Configuration(proxyBeanMethods = false)
    static class Service {

        @Bean
        ExecutorService executor() {
            return Executors.newFixedThreadPool(1);
        }

        @Bean
        Load load(ExecutorService executor) {
            return Load.queued((work) -> work.submit(executor::execute));
        }

    }

    @Configuration(proxyBeanMethods = false)
    static class Pool {

        @Bean
        ThreadPoolExecutor executor() {
            return new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>());
        }

        @Bean
        Load load(ThreadPoolExecutor executor) {
            return Load.queued((work) -> work.submit(executor::execute));
        }

    }

    @Configuration(proxyBeanMethods = false)
    static class Scheduled {

        @Bean
        ScheduledExecutorService executor() {
            return Executors.newScheduledThreadPool(1);
        }

        @Bean
        Load load(ScheduledExecutorService executor) {
            return Load.queued((work) -> work.submit(executor::execute));
        }

    }

    @Configuration(proxyBeanMethods = false)
    static class ForkJoin {

        @Bean
        ForkJoinPool executor() {
            return new ForkJoinPool(1);
        }

        @Bean
        Load load(ForkJoinPool executor) {
            return Load.queued((work) -> work.submit(executor::execute));
        }

    }

    @Configuration(proxyBeanMethods = false)
    static class ThreadPerTask {

        @Bean
        ExecutorService executor() throws Throwable {
            // JDK 21 and later, while this is compiled for 17
            MethodHandle factory = MethodHandles.publicLookup()
                .findStatic(Executors.class, "newVirtualThreadPerTaskExecutor",
                        MethodType.methodType(ExecutorService.class));
            return (ExecutorService) factory.invokeExact();
        }

        @Bean
        Load load(ExecutorService executor) {
            return Load.running((work) -> work.submit(executor::execute));
        }

    }

    /** The future's own thread of execution, given a bean as its executor. */
    @Configuration(proxyBeanMethods = false)
    static class Future {

        @Bean
        ExecutorService executor() {
            return Executors.newFixedThreadPool(1);
        }

        @Bean
        Load load(ExecutorService executor) {
            return Load.queued((work) -> work.submitFor((unit) -> CompletableFuture.runAsync(unit, executor)));
        }

    }

    /** Work on a bean's pool that begins more of it at its end. */
    @Configuration(proxyBeanMethods = false)
    static class NestedService {

        @Bean
        ExecutorService executor() {
            return Executors.newFixedThreadPool(3);
        }

        @Bean
        Load load(ExecutorService executor) {
            return Load.running((work) -> work.submit(executor::execute, () -> work.submit(executor::execute)));
        }

    }

}
