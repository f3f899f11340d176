// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.benchmarks;

import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

import io.github.waitgroup.autoconfigure.WaitGroupAutoConfiguration;
import io.github.waitgroup.autoconfigure.lifecycle.DrainAutoConfiguration;
import io.github.waitgroup.autoconfigure.task.TaskWaitGroupAutoConfiguration;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;

/**
 * What the starter adds to the submission and the run of an empty task, on an executor of
 * Spring and on a plain one: the same beans in a context with its auto-configurations and
 * in one without.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(5)
public class TaskBenchmark {

    private static final int TASKS = 1_000;

    /**
     * The executor bean. One of Spring that has a decorator of tasks, any decorator,
     * keeps the task behind it in a map of weak references, which costs more than all the
     * rest: the starter adds one where there was none.
     */
    @Param({ "spring", "springDecorated", "jdk" })
    public String executor = "";

    /** Whether the starter counts its tasks. */
    @Param({ "false", "true" })
    public boolean starter;

    private final Semaphore done = new Semaphore(0);

    private final Runnable last = this.done::release;

    private AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();

    private Executor tasks = Runnable::run;

    /**
     * Starts the context.
     */
    @Setup
    public void start() {
        this.context = new AnnotationConfigApplicationContext();
        if (this.executor.startsWith("spring")) {
            boolean decorated = this.executor.equals("springDecorated");
            this.context.registerBean("tasks", ThreadPoolTaskExecutor.class, () -> ofSpring(decorated));
        }
        else {
            this.context.registerBean("tasks", ExecutorService.class, () -> Executors.newFixedThreadPool(1));
        }
        if (this.starter) {
            this.context.register(WaitGroupAutoConfiguration.class, DrainAutoConfiguration.class,
                    TaskWaitGroupAutoConfiguration.class);
        }
        this.context.refresh();
        this.tasks = this.context.getBean("tasks", Executor.class);
    }

    private static ThreadPoolTaskExecutor ofSpring(boolean decorated) {
        ThreadPoolTaskExecutor executor = new ThreadPoolTaskExecutor();
        executor.setCorePoolSize(1);
        if (decorated) {
            executor.setTaskDecorator((task) -> () -> task.run());
        }
        return executor;
    }

    /**
     * Submits many tasks and waits for the last one, so that little of the time goes into
     * waking threads up.
     * @throws InterruptedException if JMH ends the run
     */
    @Benchmark
    @OperationsPerInvocation(TASKS)
    public void submitAndRun() throws InterruptedException {
        for (int i = 1; i < TASKS; i++) {
            this.tasks.execute(TaskBenchmark::nothing);
        }
        this.tasks.execute(this.last);
        this.done.acquire();
    }

    private static void nothing() {
    }

    /**
     * Submits one task and waits for it, as a caller does that needs it done.
     * @throws InterruptedException if JMH ends the run
     */
    @Benchmark
    public void roundTrip() throws InterruptedException {
        this.tasks.execute(this.last);
        this.done.acquire();
    }

    /**
     * Closes the context.
     */
    @TearDown
    public void stop() {
        this.context.close();
    }

}
