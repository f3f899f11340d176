// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.PriorityBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

/**
 * Executors whose units come from a {@link UnitSource}.
 */
class CountedExecutorsTests {

    private final WaitGroup group = new WaitGroup("test");

    private final TestUnits units = new TestUnits(this.group);

    private final Queue<Runnable> queue = new ArrayDeque<>();

    private final List<Executor> executors = new ArrayList<>();

    private final AtomicInteger runs = new AtomicInteger();

    private final Runnable task = this.runs::incrementAndGet;

    @AfterEach
    void endThreads() {
        this.executors.forEach(TestExecutors::shutdown);
    }

    private <E extends Executor> E ended(E executor) {
        this.executors.add(executor);
        return executor;
    }

    private static void terminate(ExecutorService service) throws InterruptedException {
        service.shutdown();
        assertThat(service.awaitTermination(Threads.BOUND.toSeconds(), TimeUnit.SECONDS)).isTrue();
    }

    // A thread of a fork-join pool, in a wait that the pool does not know of
    private static CountDownLatch occupy(Executor executor) throws InterruptedException {
        CountDownLatch started = new CountDownLatch(1);
        CountDownLatch free = new CountDownLatch(1);
        executor.execute(() -> {
            started.countDown();
            try {
                Threads.await(free);
            }
            catch (InterruptedException ex) {
                Thread.currentThread().interrupt();
            }
        });
        Threads.await(started);
        return free;
    }

    @ParameterizedTest
    @MethodSource("io.github.waitgroup.TestExecutors#available")
    void asksForTheUnitOfEachTask(TestExecutors kind) throws Exception {
        Executor executor = CountedExecutors.of(this.units, ended(kind.create()));
        CompletableFuture<String> label = new CompletableFuture<>();
        executor.execute(() -> label.complete(Objects.requireNonNull(Registration.current()).label()));
        assertThat(Threads.get(label)).isEqualTo("submitted");
        Law.checkEnded(this.group, 1, 0);
        this.units.countsSubmitted = false;
        CompletableFuture<Boolean> uncounted = new CompletableFuture<>();
        executor.execute(() -> uncounted.complete(Registration.current() == null));
        assertThat(Threads.get(uncounted)).isTrue();
        Law.checkEnded(this.group, 1, 0);
    }

    @Test
    void whatIsNotCountedFaresAsWithoutUs() throws Exception {
        this.units.countsSubmitted = false;
        ExecutorService service = CountedExecutors.of(this.units, ended(Executors.newFixedThreadPool(1)));
        assertThat(Threads.get(service.submit(() -> "result"))).isEqualTo("result");
        Future<?> failing = service.submit((Callable<?>) () -> {
            throw new LinkageError("expected");
        });
        assertThatExceptionOfType(ExecutionException.class).isThrownBy(() -> Threads.get(failing));
        List<Callable<String>> tasks = List.of(() -> "result");
        assertThat(service.invokeAny(tasks)).isEqualTo("result");
        assertThat(service.invokeAll(tasks)).hasSize(1).allMatch(Future::isDone);
        Law.checkEnded(this.group, 0, 0);
        terminate(service);
        assertThatExceptionOfType(RejectedExecutionException.class).isThrownBy(() -> service.submit(this.task));
        Law.checkEnded(this.group, 0, 0);
    }

    @Test
    void whatIsNotCountedDoesNotFailTheUnitOfWhoRunsIt() throws Exception {
        this.units.countsSubmitted = false;
        ExecutorService callerRuns = CountedExecutors.of(this.units,
                (ExecutorService) ended(TestExecutors.CALLER_RUNS.create()));
        CountDownLatch free = new CountDownLatch(1);
        for (int i = 0; i < 3; i++) {
            callerRuns.execute(() -> Threads.awaitStubbornly(free));
        }
        this.group.register("caller").run(() -> {
            Future<?> failing = callerRuns.submit((Callable<?>) () -> {
                throw new LinkageError("expected");
            });
            assertThat(failing.isDone()).isTrue();
        });
        free.countDown();
        Law.checkEnded(this.group, 1, 0);
    }

    @Test
    void theFutureOfWhatIsNotCountedAndDroppedIsCancelled() throws Exception {
        this.units.countsSubmitted = false;
        ForkJoinPool pool = ended(new ForkJoinPool(1));
        ExecutorService service = CountedExecutors.of(this.units, (ExecutorService) pool);
        CountDownLatch free = occupy(service);
        Future<?> future = service.submit(this.task);
        service.shutdownNow();
        assertThat(future.isCancelled()).isTrue();
        free.countDown();
        Law.checkEnded(this.group, 0, 0);
    }

    @Test
    void whatTheSourceThrowsTheSubmissionThrows() throws Exception {
        IllegalStateException refusal = new IllegalStateException("expected");
        this.units.refusal = refusal;
        ExecutorService service = CountedExecutors.of(this.units,
                (ExecutorService) ended(TestExecutors.TWO_THREADS.create()));
        Executor plain = CountedExecutors.of(this.units, (Executor) this.queue::add);
        assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> service.execute(this.task))
            .isSameAs(refusal);
        assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> service.submit(this.task))
            .isSameAs(refusal);
        assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> plain.execute(this.task))
            .isSameAs(refusal);
        assertThat(this.queue).isEmpty();
        terminate(service);
        assertThat(this.runs).hasValue(0);
        Law.checkEnded(this.group, 0, 0);
    }

    @Test
    void whatAnotherDecoratorHandsOnKeepsItsUnit() throws Exception {
        ThreadPoolExecutor pool = ended(
                new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>(1)));
        ExecutorService inner = CountedExecutors.of(this.units, (ExecutorService) pool);
        Executor outer = CountedExecutors.of(this.units, (Executor) (handed) -> inner.execute(handed));
        CountDownLatch free = new CountDownLatch(1);
        outer.execute(() -> Threads.awaitStubbornly(free));
        outer.execute(this.task);
        assertThat(this.group.count()).isEqualTo(2);
        assertThatExceptionOfType(RejectedExecutionException.class).isThrownBy(() -> outer.execute(this.task));
        assertThat(this.group.count()).isEqualTo(2);
        free.countDown();
        Law.checkEnded(this.group, 3, 1);
        Executor onItself = CountedExecutors.of(this.units, (Executor) (handed) -> outer.execute(handed));
        onItself.execute(this.task);
        Law.checkEnded(this.group, 4, 1);
    }

    @Test
    void whatIsHandedOnToAPoolThatWrapsIsNotLostThere() throws Exception {
        ExecutorService inner = CountedExecutors.of(this.units, (ExecutorService) ended(new ForkJoinPool(1)));
        Executor outer = CountedExecutors.of(this.units, (Executor) (handed) -> inner.execute(handed));
        CountDownLatch free = occupy(outer);
        outer.execute(this.task);
        inner.shutdownNow();
        free.countDown();
        assertThat(inner.awaitTermination(Threads.BOUND.toSeconds(), TimeUnit.SECONDS)).isTrue();
        Law.checkEnded(this.group, 2, 1);
        assertThat(this.runs).hasValue(0);
    }

    @Test
    void whatIsHandedOnAfterItHasRunIsCountedAnew() throws Exception {
        Executor outer = CountedExecutors.of(this.units, (Executor) this.queue::add);
        outer.execute(this.task);
        Runnable once = this.queue.remove();
        once.run();
        Law.checkEnded(this.group, 1, 0);
        outer.execute(once);
        assertThat(this.group.count()).isOne();
        this.queue.remove().run();
        assertThat(this.runs).hasValue(2);
        Law.checkZero(this.group);
    }

    @Test
    void aTaskThatRunsAfterItsRefusalIsCountedAnewIfTheSourceDoes() throws Exception {
        Executor halfway = CountedExecutors.of(this.units, (Executor) (handed) -> {
            this.queue.add(handed);
            throw new LinkageError("expected");
        });
        assertThatExceptionOfType(LinkageError.class).isThrownBy(() -> halfway.execute(this.task));
        this.units.countsSubmitted = false;
        this.queue.remove().run();
        assertThat(this.runs).hasValue(1);
        Law.checkEnded(this.group, 1, 1);
    }

    @Test
    void aCompletionServiceIsCounted() throws Exception {
        ExecutorService service = CountedExecutors.of(this.units, ended(Executors.newFixedThreadPool(1)));
        ExecutorCompletionService<String> completion = new ExecutorCompletionService<>(service);
        completion.submit(() -> "result");
        assertThat(Threads.get(completion.take())).isEqualTo("result");
        Law.checkEnded(this.group, 1, 0);
    }

    @Test
    void whatIsCountedIsNotDecoratedAgain() {
        ScheduledExecutorService scheduled = ended(Executors.newSingleThreadScheduledExecutor());
        Executor plain = (handed) -> handed.run();
        assertThat(CountedExecutors.isCounted(scheduled)).isFalse();
        assertThat(CountedExecutors.isCounted(plain)).isFalse();
        Executor counted = CountedExecutors.of(this.units, plain);
        ExecutorService service = this.group.executor("task", (ExecutorService) scheduled);
        ScheduledExecutorService timed = CountedExecutors.of(this.units, scheduled);
        assertThat(CountedExecutors.of(this.units, counted)).isSameAs(counted);
        assertThat(CountedExecutors.of(this.units, service)).isSameAs(service);
        assertThat(CountedExecutors.of(this.units, timed)).isSameAs(timed);
        assertThat(List.of(counted, service, timed)).allMatch(CountedExecutors::isCounted);
    }

    @Test
    void decoratesWhatItIsWhateverItsStaticType() {
        ScheduledThreadPoolExecutor pool = ended(new ScheduledThreadPoolExecutor(1));
        assertThat(CountedExecutors.of(this.units, (Executor) pool)).isInstanceOf(ScheduledExecutorService.class);
        assertThat(CountedExecutors.of(this.units, (ExecutorService) pool))
            .isInstanceOf(ScheduledExecutorService.class);
        assertThat(CountedExecutors.of(this.units, (Executor) ended(Executors.newCachedThreadPool())))
            .isInstanceOf(ExecutorService.class)
            .isNotInstanceOf(ScheduledExecutorService.class);
    }

    @Test
    void refusesWhatItCannotCount() {
        ExecutorService ordering = ended(
                new ThreadPoolExecutor(1, 1, 1, TimeUnit.MINUTES, new PriorityBlockingQueue<>()));
        assertThatIllegalArgumentException().isThrownBy(() -> CountedExecutors.of(this.units, ordering))
            .withMessageContaining("queue");
        assertThatNullPointerException().isThrownBy(() -> CountedExecutors.of(nothing(), (Executor) Runnable::run))
            .withMessageContaining("units");
    }

    @SuppressWarnings("NullAway") // what a caller without null checks would pass
    private static UnitSource nothing() {
        return null;
    }

    @Test
    void tellsItsSource() {
        ScheduledExecutorService pool = ended(Executors.newSingleThreadScheduledExecutor());
        assertThat(CountedExecutors.of(this.units, pool))
            .hasToString("CountedScheduledExecutorService[test units, delegate=" + pool + "]");
    }

}
