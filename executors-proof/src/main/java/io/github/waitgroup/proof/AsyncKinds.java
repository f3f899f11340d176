// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.proof;

import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.event.EventListener;
import org.springframework.scheduling.annotation.Async;
import org.springframework.scheduling.annotation.AsyncConfigurer;
import org.springframework.scheduling.annotation.EnableAsync;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;
import org.springframework.transaction.annotation.EnableTransactionManagement;
import org.springframework.transaction.event.TransactionalEventListener;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The ways to an {@code @Async} method's executor.
 */
final class AsyncKinds {

    private AsyncKinds() {
    }

    static ThreadPoolTaskExecutor onePooledThread() {
        ThreadPoolTaskExecutor executor = new ThreadPoolTaskExecutor();
        executor.setCorePoolSize(1);
        return executor;
    }

    /** On whatever executor the application has. */
    @EnableAsync
    @Configuration(proxyBeanMethods = false)
    @Import(AsyncTask.class)
    static class Running {

        @Bean
        Load load(AsyncTask task) {
            return Load.running((work) -> work.submit(task::run));
        }

    }

    /** The same with more units than threads. */
    @EnableAsync
    @Configuration(proxyBeanMethods = false)
    @Import(AsyncTask.class)
    static class Queued {

        @Bean
        Load load(AsyncTask task) {
            return Load.queued((work) -> work.submit(task::run));
        }

    }

    /** Asynchronous work that begins asynchronous work. */
    @EnableAsync
    @Configuration(proxyBeanMethods = false)
    @Import(AsyncTask.class)
    static class Nested {

        @Bean
        Load load(AsyncTask task) {
            return Load.running((work) -> work.submit(task::run, () -> work.submit(task::run)));
        }

    }

    /** Work that needs another bean at its end. */
    @EnableAsync
    @Configuration(proxyBeanMethods = false)
    @Import({ AsyncTask.class, Partner.class })
    static class WithPartner {

        @Bean
        Load load(AsyncTask task, Partner partner) {
            return Load.running((work) -> work.submit(task::run, partner::call));
        }

    }

    /** Stands in for a connection pool. */
    static class Partner implements DisposableBean {

        private volatile boolean closed;

        void call() {
            if (this.closed) {
                throw new IllegalStateException("The bean that the work needs has been closed");
            }
        }

        @Override
        public void destroy() {
            this.closed = true;
        }

    }

    /** Another executor than the application's, by its name. */
    @EnableAsync
    @Configuration(proxyBeanMethods = false)
    @Import(Qualified.Task.class)
    static class Qualified {

        @Bean(defaultCandidate = false)
        ThreadPoolTaskExecutor mailExecutor() {
            return onePooledThread();
        }

        @Bean
        Load load(Task task) {
            return Load.queued((work) -> work.submit(task::run));
        }

        static class Task {

            @Async("mailExecutor")
            void run(Unit unit) {
                unit.run();
            }

        }

    }

    /** An executor that is no bean. */
    @EnableAsync
    @Configuration(proxyBeanMethods = false)
    @Import(AsyncTask.class)
    static class Configurer implements AsyncConfigurer {

        private final ThreadPoolTaskExecutor executor = onePooledThread();

        Configurer() {
            this.executor.initialize();
        }

        @Override
        public Executor getAsyncExecutor() {
            return this.executor;
        }

        @Bean
        static Load load(AsyncTask task) {
            return Load.queued((work) -> work.submit(task::run));
        }

    }

    /** An executor of another kind makes Boot's back off: Spring makes one, no bean. */
    @EnableAsync
    @Configuration(proxyBeanMethods = false)
    @Import(AsyncTask.class)
    static class Fallback {

        @Bean
        ExecutorService reportExecutor() {
            return Executors.newSingleThreadExecutor();
        }

        @Bean
        Load load(AsyncTask task) {
            return Load.running((work) -> work.submit(task::run));
        }

    }

    /** A listener on another thread. */
    @EnableAsync
    @Configuration(proxyBeanMethods = false)
    @Import(Listener.Handler.class)
    static class Listener {

        @Bean
        Load load(ApplicationEventPublisher publisher) {
            return Load.running((work) -> work.submit(publisher::publishEvent));
        }

        static class Handler {

            @Async
            @EventListener
            void on(Unit unit) {
                unit.run();
            }

        }

    }

    /** A listener on another thread that is called when a transaction has ended. */
    @EnableAsync
    @EnableTransactionManagement
    @Configuration(proxyBeanMethods = false)
    @Import({ TransactionalListener.Handler.class, NoTransactionManager.class })
    static class TransactionalListener {

        @Bean
        Load load(ApplicationEventPublisher publisher, NoTransactionManager transactions) {
            TransactionTemplate transaction = new TransactionTemplate(transactions);
            return Load.queued((work) -> work
                .submit((unit) -> transaction.executeWithoutResult((status) -> publisher.publishEvent(unit))));
        }

        static class Handler {

            @Async
            @TransactionalEventListener
            void on(Unit unit) {
                unit.run();
            }

        }

    }

}
