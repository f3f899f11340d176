// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.matrix;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;

import io.github.waitgroup.Drain;
import io.github.waitgroup.WaitGroup;
import io.github.waitgroup.WaitGroupRegistry;
import io.github.waitgroup.WaitGroupSnapshot;
import io.github.waitgroup.autoconfigure.Bounded;
import io.github.waitgroup.autoconfigure.matrix.ExecutorKind.Trait;

import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.task.AsyncTaskExecutor;
import org.springframework.scheduling.concurrent.ConcurrentTaskExecutor;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An application with one executor, and what fates do to it.
 */
final class Bench {

    private final String name;

    private final ConfigurableApplicationContext context;

    private final boolean countsEach;

    private final Executor executor;

    private final WaitGroupRegistry registry;

    private final Drain drain;

    Bench(ExecutorKind kind, Fate fate, ConfigurableApplicationContext context) {
        this.name = kind + ", " + fate;
        this.countsEach = !kind.has(Trait.AWAITED);
        this.context = context;
        this.executor = context.getBean(ExecutorKind.BEAN, Executor.class);
        this.registry = context.getBean(WaitGroupRegistry.class);
        this.drain = context.getBean(Drain.class);
    }

    Executor executor() {
        return this.executor;
    }

    ExecutorService service() {
        return (ExecutorService) this.executor;
    }

    Future<?> submit(Callable<?> task) {
        return (this.executor instanceof ExecutorService service) ? service.submit(task)
                : ((AsyncTaskExecutor) this.executor).submit(task);
    }

    /**
     * Keeps a thread busy, the only one if there is only one.
     * @return opened, it ends that
     */
    CountDownLatch block() {
        CountDownLatch gate = new CountDownLatch(1);
        CountDownLatch running = new CountDownLatch(1);
        this.executor.execute(() -> {
            running.countDown();
            Bounded.await(gate);
        });
        Bounded.await(running);
        return gate;
    }

    /** What the application can do to its own pool. */
    void shutdownNow() {
        ExecutorService pool;
        if (this.executor instanceof ThreadPoolTaskExecutor spring) {
            pool = spring.getThreadPoolExecutor();
        }
        else if (this.executor instanceof ThreadPoolTaskScheduler scheduler) {
            pool = scheduler.getScheduledExecutor();
        }
        else if (this.executor instanceof ConcurrentTaskExecutor spring) {
            pool = (ExecutorService) spring.getConcurrentExecutor();
        }
        else {
            pool = service();
        }
        assertThat(pool.shutdownNow()).as("Never begun").isNotNull();
    }

    /**
     * Closes the application.
     * @param draining done as soon as what is in flight is awaited
     */
    void close(Runnable draining) {
        this.drain.listen((state) -> {
            if (state == Drain.State.DRAINING) {
                draining.run();
            }
        });
        this.context.close();
    }

    /**
     * Asserts that everything has ended, that nothing was given up, and that the numbers
     * agree.
     * @param tasks how many tasks there were
     * @param bound the time to wait for the end
     * @throws InterruptedException if interrupted
     */
    void assertLaw(int tasks, Duration bound) throws InterruptedException {
        assertThat(this.registry.await(bound)).as("%s: zero: %s", this.name, this.registry.groups()).isTrue();
        long registered = 0;
        for (WaitGroup group : this.registry.groups()) {
            WaitGroupSnapshot numbers = group.snapshot(10);
            assertThat(numbers.inFlight()).as("%s: in flight: %s", this.name, numbers).isZero();
            assertThat(numbers.abandoned()).as("%s: abandoned: %s", this.name, numbers).isZero();
            assertThat(numbers.registered()).as("%s: the law: %s", this.name, numbers).isEqualTo(numbers.completed());
            registered += numbers.registered();
        }
        if (tasks != Fate.ANY && this.countsEach) {
            assertThat(registered).as("%s: every task was counted, and once", this.name).isEqualTo(tasks);
        }
        this.context.close();
        assertThat(this.drain.state()).as("%s: the drain", this.name).isEqualTo(Drain.State.DRAINED);
    }

    /** That this many tasks are in flight, where single tasks are counted. */
    void assertInFlight(int tasks) {
        if (this.countsEach) {
            assertThat(this.registry.count()).as("%s: in flight", this.name).isEqualTo(tasks);
        }
    }

    @Override
    public String toString() {
        return this.name;
    }

}
