// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

/**
 * What becomes of a task given to {@code execute}, by both kinds of decorator.
 */
class CountedExecuteTests {

    private final WaitGroupRegistry registry = new WaitGroupRegistry();

    private final WaitGroup group = this.registry.group("test");

    private final Queue<Runnable> queue = new ArrayDeque<>();

    private final Executor executor = this.group.executor("task", this.queue::add);

    private final CountedPool pool = new CountedPool(this.group, 1, 2, new ThreadPoolExecutor.AbortPolicy());

    @AfterEach
    void endThreads() {
        this.pool.close();
    }

    @Test
    void countsATaskFromSubmissionToItsEnd() throws Exception {
        AtomicReference<@Nullable Registration> seen = new AtomicReference<>();
        this.executor.execute(() -> seen.set(Registration.current()));
        assertThat(this.group.snapshot(0).queued()).isOne();
        this.queue.remove().run();
        assertThat(Objects.requireNonNull(seen.get()).label()).isEqualTo("task");
        Law.checkEnded(this.group, 1, 0);
    }

    @Test
    void countsATaskOfAPoolFromSubmissionToItsEnd() throws Exception {
        this.pool.occupy();
        CountDownLatch running = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        this.pool.counted.execute(() -> {
            running.countDown();
            Threads.awaitStubbornly(end);
        });
        assertThat(this.group.snapshot(0).queued()).isOne();
        this.pool.free();
        Threads.await(running);
        assertThat(this.group.snapshot(0).running()).isPositive();
        end.countDown();
        Law.checkEnded(this.group, 2, 0);
    }

    @Test
    void throwsOnToTheThread() throws Exception {
        Error error = new LinkageError("expected");
        this.executor.execute(() -> {
            throw error;
        });
        assertThatExceptionOfType(LinkageError.class).isThrownBy(() -> this.queue.remove().run()).isSameAs(error);
        Law.checkEnded(this.group, 1, 1);
    }

    @Test
    void throwsOnToTheHandlerOfAPoolsThread() throws Exception {
        Error error = new LinkageError("expected");
        CompletableFuture<Throwable> uncaught = new CompletableFuture<>();
        this.pool.pool.setThreadFactory((task) -> {
            Thread thread = Threads.daemon(task);
            thread.setUncaughtExceptionHandler((ended, ex) -> uncaught.complete(ex));
            return thread;
        });
        this.pool.counted.execute(() -> {
            throw error;
        });
        assertThat(Threads.get(uncaught)).isSameAs(error);
        Law.checkEnded(this.group, 1, 1);
    }

    @Test
    void takesARejectedTaskBackAndThrowsOn() throws Exception {
        RejectedExecutionException full = new RejectedExecutionException("full");
        Executor refusing = this.group.executor("task", (task) -> {
            throw full;
        });
        assertThatExceptionOfType(RejectedExecutionException.class).isThrownBy(() -> refusing.execute(() -> {
        })).isSameAs(full);
        Law.checkEnded(this.group, 1, 1);
    }

    @Test
    void takesATaskThatAPoolRejectsBack() throws Exception {
        this.pool.occupy();
        this.pool.counted.execute(() -> {
        });
        this.pool.counted.execute(() -> {
        });
        assertThatExceptionOfType(RejectedExecutionException.class).isThrownBy(() -> this.pool.counted.execute(() -> {
        }));
        assertThat(this.group.count()).isEqualTo(3);
        this.pool.end();
        Law.checkEnded(this.group, 4, 1);
        assertThatExceptionOfType(RejectedExecutionException.class).isThrownBy(() -> this.pool.counted.execute(() -> {
        }));
        Law.checkEnded(this.group, 5, 2);
    }

    @Test
    void doesNotTakeBackWhatTheCallerHasRun() throws Exception {
        Executor direct = this.group.executor("task", Runnable::run);
        assertThatExceptionOfType(LinkageError.class).isThrownBy(() -> direct.execute(() -> {
            throw new LinkageError("expected");
        }));
        Law.checkEnded(this.group, 1, 1);
    }

    @Test
    void countsAgainWhatIsRunAfterItWasRefused() throws Exception {
        AtomicInteger runs = new AtomicInteger();
        Executor halfway = this.group.executor("task", (task) -> {
            this.queue.add(task);
            throw new OutOfMemoryError("unable to create native thread");
        });
        assertThatExceptionOfType(OutOfMemoryError.class).isThrownBy(() -> halfway.execute(runs::incrementAndGet));
        Law.checkEnded(this.group, 1, 1);
        this.queue.remove().run();
        assertThat(runs).hasValue(1);
        Law.checkEnded(this.group, 2, 1);
    }

    @Test
    void hasTheUnitOfTheSubmitterAsParent() throws Exception {
        Registration parent = this.group.register("parent");
        parent.run(() -> this.executor.execute(() -> {
        }));
        assertThat(this.group.snapshot(1).work()).extracting(WorkSnapshot::parent).containsExactly(parent.id());
        this.queue.remove().run();
        Law.checkEnded(this.group, 2, 0);
    }

    @Test
    void refusesRootWorkWhileTheGroupIsClosed() throws Exception {
        this.executor.execute(() -> this.executor.execute(() -> {
        }));
        this.group.close();
        assertThatExceptionOfType(RejectedExecutionException.class).isThrownBy(() -> this.executor.execute(() -> {
        })).withMessageContaining("close()");
        assertThat(this.queue).hasSize(1);
        this.queue.remove().run();
        this.queue.remove().run();
        Law.checkEnded(this.group, 2, 0);
    }

    @Test
    void doesNotRunWhatADrainHasGivenUp() throws Exception {
        AtomicInteger runs = new AtomicInteger();
        this.executor.execute(runs::incrementAndGet);
        new Drain(this.registry, new DrainOptions(Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO,
                DrainOptions.Admission.ALL, false, Duration.ZERO))
            .await();
        this.queue.remove().run();
        assertThat(runs).hasValue(0);
        Law.checkEnded(this.group, 0, 0, 1);
    }

    @Test
    void countsNothingWithoutATask() throws Exception {
        assertThatNullPointerException().isThrownBy(() -> this.executor.execute(nothing()));
        assertThatNullPointerException().isThrownBy(() -> this.pool.counted.execute(nothing()));
        Law.checkEnded(this.group, 0, 0);
    }

    @SuppressWarnings("NullAway") // what a caller without null checks would pass
    private static Runnable nothing() {
        return null;
    }

    @Test
    void decoratesAServiceAsOneWhateverItsStaticType() {
        Executor service = this.pool.pool;
        assertThat(this.group.executor("task", service)).isInstanceOf(ExecutorService.class);
    }

    @Test
    void tellsItsDelegate() {
        assertThat(this.pool.counted)
            .hasToString("CountedExecutorService[group=test, label=task, delegate=" + this.pool.pool.toString() + "]");
        assertThat(this.executor.toString()).startsWith("CountedExecutor[group=test, label=task, delegate=");
    }

    @Test
    void tasksLookLikeTheOriginal() {
        Runnable named = new Runnable() {

            @Override
            public void run() {
            }

            @Override
            public String toString() {
                return "named";
            }

        };
        this.executor.execute(named);
        assertThat(this.queue.remove()).hasToString("named");
    }

}
