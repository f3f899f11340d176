// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.task;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;

import io.github.waitgroup.Drain;
import io.github.waitgroup.WaitGroup;
import io.github.waitgroup.WaitGroupRegistry;
import io.github.waitgroup.WorkSnapshot;
import io.github.waitgroup.autoconfigure.Bounded;
import io.github.waitgroup.autoconfigure.WaitGroupAutoConfiguration;
import io.github.waitgroup.autoconfigure.lifecycle.DrainAutoConfiguration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.task.AsyncTaskExecutor;
import org.springframework.core.task.SyncTaskExecutor;
import org.springframework.core.task.TaskExecutor;
import org.springframework.core.task.TaskRejectedException;
import org.springframework.scheduling.annotation.Async;
import org.springframework.scheduling.annotation.AsyncConfigurer;
import org.springframework.scheduling.annotation.EnableAsync;
import org.springframework.scheduling.concurrent.ConcurrentTaskExecutor;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests of {@code @Async} methods on executors that are no beans.
 */
class AsyncExecutorTests {

    private final ApplicationContextRunner runner = new ApplicationContextRunner()
        .withConfiguration(AutoConfigurations.of(WaitGroupAutoConfiguration.class, DrainAutoConfiguration.class,
                TaskWaitGroupAutoConfiguration.class))
        .withUserConfiguration(Asynchronous.class)
        .withPropertyValues("waitgroup.shutdown.timeout=0");

    @Test
    void runWhenThereIsNoExecutorShouldCountTasksOfTheFrameworksOwn() {
        this.runner.run(this::sendAndFail);
    }

    @Test
    void runWhenConfigurerHasPoolOfSpringShouldCountItsTasks() {
        ThreadPoolTaskExecutor pool = new ThreadPoolTaskExecutor();
        pool.initialize();
        with(pool, this::sendAndFail);
        pool.shutdown();
    }

    @Test
    void runWhenPoolOfSpringThatIsNoBeanDiscardsShouldEndUnit() {
        ThreadPoolTaskExecutor pool = new ThreadPoolTaskExecutor();
        pool.setMaxPoolSize(1);
        pool.setQueueCapacity(0);
        pool.setRejectedExecutionHandler(new ThreadPoolExecutor.DiscardPolicy());
        pool.initialize();
        with(pool, (context) -> {
            CountDownLatch gate = new CountDownLatch(1);
            mailer(context).send(gate);
            CompletableFuture<String> dropped = mailer(context).answer("dropped");
            assertThat(dropped).isCancelled();
            gate.countDown();
            Bounded.assertEnded(group(context), 2, 1);
        });
        pool.shutdown();
    }

    @Test
    void runWhenConfigurerHasPoolOfTheJdkShouldCountItsTasks() {
        ExecutorService pool = Executors.newFixedThreadPool(1);
        with(pool, this::sendAndFail);
        pool.shutdown();
    }

    @Test
    void runWhenConfigurerHasConcurrentTaskExecutorShouldCountItsTasks() {
        ExecutorService pool = Executors.newFixedThreadPool(1);
        with(new ConcurrentTaskExecutor(pool), this::sendAndFail);
        pool.shutdown();
    }

    @Test
    void runWhenExecutorIsOfUnknownTypeShouldCountItsTasks() {
        ExecutorService pool = Executors.newFixedThreadPool(1);
        AsyncTaskExecutor unknown = pool::execute;
        with(unknown, this::sendAndFail);
        pool.shutdown();
    }

    @Test
    void runWhenExecutorIsSynchronousShouldCountItsTasks() {
        with(new SyncTaskExecutor(), (context) -> {
            mailer(context).send(new CountDownLatch(0));
            assertThat(Bounded.get(mailer(context).answer("yes"))).isEqualTo("yes");
            mailer(context).nested(mailer(context));
            Bounded.assertEnded(group(context), 4, 0);
        });
    }

    @Test
    void runWhenExecutorOfUnknownTypeHandsOnToCountedOneShouldCountOnce() {
        ThreadPoolTaskExecutor pool = new ThreadPoolTaskExecutor();
        with((AsyncTaskExecutor) pool::execute,
                (runner) -> runner.withBean("pool", ThreadPoolTaskExecutor.class, () -> pool), this::sendAndFail);
    }

    @Test
    void runWhenUnknownExecutorRefusesShouldEndUnitAsFailed() {
        with((AsyncTaskExecutor) (task) -> {
            throw new TaskRejectedException("expected");
        }, (context) -> {
            assertThatExceptionOfType(TaskRejectedException.class)
                .isThrownBy(() -> mailer(context).send(new CountDownLatch(0)));
            Bounded.assertEnded(group(context), 1, 1);
        });
    }

    @Test
    void runWhenGroupIsClosedShouldRefuseCall() {
        with((AsyncTaskExecutor) Runnable::run, (context) -> {
            group(context).close();
            assertThatExceptionOfType(TaskRejectedException.class)
                .isThrownBy(() -> mailer(context).send(new CountDownLatch(0)))
                .withMessageContaining("Mailer.send");
            Bounded.assertEnded(group(context), 0, 0);
        });
    }

    @Test
    void runWhenCancelledBeforeItBeginsShouldEndUnit() {
        Queue<Runnable> queue = new ArrayDeque<>();
        with((AsyncTaskExecutor) queue::add, (context) -> {
            CompletableFuture<String> completable = mailer(context).answer("never");
            Future<String> plain = mailer(context).answerLater("never");
            assertThat(group(context).count()).isEqualTo(2);
            completable.cancel(true);
            assertThat(group(context).count()).isEqualTo(1);
            assertThat(plain.cancel(true)).isTrue();
            assertThat(plain.isDone()).isTrue();
            assertThat(plain).isCancelled();
            Bounded.assertEnded(group(context), 2, 0);
            queue.forEach(Runnable::run);
            Bounded.assertEnded(group(context), 2, 0);
        });
    }

    @Test
    void runWhenCompletedOtherwiseBeforeItBeginsShouldEndUnitOfHookedExecutor() {
        Queue<Runnable> queue = new ArrayDeque<>();
        with((TaskExecutor) queue::add, (context) -> {
            mailer(context).answer("never").complete("other");
            Future<String> plain = mailer(context).answerLater("never");
            assertThat(group(context).count()).isEqualTo(1);
            plain.cancel(true);
            queue.forEach(Runnable::run);
            Bounded.assertEnded(group(context), 2, 0);
            assertThat(mailer(context).answered()).isZero();
        });
    }

    @Test
    void runWhenTimedOutBeforeItBeginsShouldEndUnit() {
        Queue<Runnable> queue = new ArrayDeque<>();
        with((AsyncTaskExecutor) queue::add, (context) -> {
            CompletableFuture<String> answer = mailer(context).answer("never").orTimeout(1, TimeUnit.MILLISECONDS);
            assertThatExceptionOfType(ExecutionException.class).isThrownBy(() -> Bounded.get(answer));
            Bounded.assertEnded(group(context), 1, 0);
        });
    }

    @Test
    void runWhenGivenUpWhileQueuedShouldNotRun() {
        Queue<Runnable> queue = new ArrayDeque<>();
        with((AsyncTaskExecutor) queue::add, (context) -> {
            CompletableFuture<String> answer = mailer(context).answer("never");
            context.getBean(Drain.class).await();
            assertThat(group(context).snapshot(0).abandoned()).isEqualTo(1);
            queue.forEach(Runnable::run);
            assertThatExceptionOfType(ExecutionException.class).isThrownBy(() -> Bounded.get(answer))
                .withMessageContaining("not run any more");
            assertThat(mailer(context).answered()).isZero();
        });
    }

    @Test
    void runWhenDecoratorIsSetAnewShouldStillCountCalls() {
        ThreadPoolTaskExecutor pool = new ThreadPoolTaskExecutor();
        with((Executor) pool, (runner) -> runner.withBean("pool", ThreadPoolTaskExecutor.class, () -> pool),
                (context) -> {
                    CountDownLatch decorated = new CountDownLatch(2);
                    pool.setTaskDecorator((task) -> {
                        decorated.countDown();
                        return task;
                    });
                    sendAndFail(context);
                    assertThat(decorated.getCount()).isZero();
                });
    }

    private void sendAndFail(ApplicationContext context) throws Exception {
        CountDownLatch gate = new CountDownLatch(1);
        mailer(context).send(gate);
        assertThat(group(context).snapshot(10).work()).extracting(WorkSnapshot::label)
            .containsExactly("AsyncExecutorTests.Mailer.send");
        gate.countDown();
        assertThatExceptionOfType(ExecutionException.class).isThrownBy(() -> Bounded.get(mailer(context).answer(null)))
            .havingRootCause()
            .withMessage("expected");
        Bounded.assertEnded(group(context), 2, 1);
    }

    private static Mailer mailer(ApplicationContext context) {
        return context.getBean(Mailer.class);
    }

    private static WaitGroup group(ApplicationContext context) {
        return Bounded.group(context.getBean(WaitGroupRegistry.class), AsyncGroup.NAME);
    }

    private void with(Executor executor, Scenario scenario) {
        with(executor, (same) -> same, scenario);
    }

    private void with(Executor executor, UnaryOperator<ApplicationContextRunner> customizer, Scenario scenario) {
        customizer.apply(this.runner.withBean(AsyncConfigurer.class, () -> new AsyncConfigurer() {

            @Override
            public Executor getAsyncExecutor() {
                return executor;
            }

        })).run((context) -> {
            assertThat(context).hasNotFailed();
            scenario.run(context);
        });
    }

    interface Scenario {

        void run(ApplicationContext context) throws Exception;

    }

    static class Mailer {

        private final AtomicInteger answered = new AtomicInteger();

        int answered() {
            return this.answered.get();
        }

        @Async
        void send(CountDownLatch gate) {
            Bounded.await(gate);
        }

        @Async
        void nested(Mailer proxied) {
            proxied.send(new CountDownLatch(0));
        }

        @Async
        CompletableFuture<String> answer(@Nullable String answer) {
            this.answered.incrementAndGet();
            if (answer == null) {
                throw new IllegalStateException("expected");
            }
            return CompletableFuture.completedFuture(answer);
        }

        @Async
        Future<String> answerLater(String answer) {
            return answer(answer);
        }

    }

    @Configuration(proxyBeanMethods = false)
    @EnableAsync(proxyTargetClass = true)
    static class Asynchronous {

        @Bean
        Mailer mailer() {
            return new Mailer();
        }

    }

}
