// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What becomes of a task given to {@code submit}, and of its future.
 */
class CountedSubmitTests {

    private final WaitGroupRegistry registry = new WaitGroupRegistry();

    private final WaitGroup group = this.registry.group("test");

    private final CountedPool pool = new CountedPool(this.group, 1, 2, new ThreadPoolExecutor.AbortPolicy());

    private final AtomicInteger runs = new AtomicInteger();

    @AfterEach
    void endThreads() {
        this.pool.close();
    }

    @Test
    void countsAllThreeKinds() throws Exception {
        assertThat(Threads.get(this.pool.counted.submit(() -> "result"))).isEqualTo("result");
        Law.checkEnded(this.group, 1, 0);
        assertThat(Threads.get(this.pool.counted.submit((Runnable) this.runs::incrementAndGet, "given")))
            .isEqualTo("given");
        Law.checkEnded(this.group, 2, 0);
        Threads.get(this.pool.counted.submit((Runnable) this.runs::incrementAndGet));
        Law.checkEnded(this.group, 3, 0);
        assertThat(this.runs).hasValue(2);
    }

    @Test
    void countsWhatTheFutureKeepsAsFailed() throws Exception {
        Error error = new LinkageError("expected");
        Future<?> failing = this.pool.counted.submit((Callable<?>) () -> {
            throw error;
        });
        assertThatExceptionOfType(ExecutionException.class).isThrownBy(() -> Threads.get(failing)).withCause(error);
        Law.checkEnded(this.group, 1, 1);
    }

    @Test
    void takesARejectedTaskBack() throws Exception {
        this.pool.occupy();
        this.pool.counted.execute(this.runs::incrementAndGet);
        this.pool.counted.execute(this.runs::incrementAndGet);
        assertThatExceptionOfType(RejectedExecutionException.class)
            .isThrownBy(() -> this.pool.counted.submit(this.runs::incrementAndGet));
        assertThat(this.group.count()).isEqualTo(3);
        this.pool.end();
        Law.checkEnded(this.group, 4, 1);
        assertThat(this.runs).hasValue(2);
    }

    @Test
    void cancelledWhileQueuedItEndsAtOnceAndNeverRuns() throws Exception {
        this.pool.occupy();
        Future<?> future = this.pool.counted.submit(this.runs::incrementAndGet);
        assertThat(this.group.count()).isEqualTo(2);
        assertThat(future.cancel(false)).isTrue();
        assertThat(this.group.count()).isOne();
        assertThat(this.group.snapshot(0).queued()).isZero();
        this.pool.end();
        assertThat(this.runs).hasValue(0);
        Law.checkEnded(this.group, 2, 0);
    }

    @Test
    void cancelledWhileItRunsItEndsWhenItReallyHasEnded() throws Exception {
        CountDownLatch started = new CountDownLatch(1);
        CountDownLatch interrupted = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        Future<?> future = this.pool.counted.submit(() -> {
            started.countDown();
            try {
                Threads.await(new CountDownLatch(1));
            }
            catch (InterruptedException ex) {
                interrupted.countDown();
                Threads.awaitStubbornly(end);
                throw ex;
            }
            return null;
        });
        Threads.await(started);
        assertThat(future.cancel(true)).isTrue();
        Threads.await(interrupted);
        assertThat(future.isDone()).isTrue();
        assertThat(this.group.count()).isOne();
        end.countDown();
        // What it threw of the interrupt is no failure of its own
        Law.checkEnded(this.group, 1, 0);
    }

    @Test
    void cancelHasNoEffectAfterTheEnd() throws Exception {
        Future<?> future = this.pool.counted.submit(this.runs::incrementAndGet);
        Threads.get(future);
        assertThat(future.cancel(true)).isFalse();
        Law.checkEnded(this.group, 1, 0);
    }

    @Test
    void theFutureOfWhatADrainHasGivenUpIsCancelled() throws Exception {
        this.pool.occupy();
        Future<?> future = this.pool.counted.submit(this.runs::incrementAndGet);
        new Drain(this.registry, new DrainOptions(Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO,
                DrainOptions.Admission.ALL, false, Duration.ZERO))
            .await();
        this.pool.free();
        assertThatExceptionOfType(CancellationException.class).isThrownBy(() -> Threads.get(future));
        assertThat(this.runs).hasValue(0);
        Law.checkEnded(this.group, 0, 0, 2);
    }

    @Test
    void refusesWhileTheGroupIsClosed() throws Exception {
        this.group.close();
        assertThatExceptionOfType(RejectedExecutionException.class)
            .isThrownBy(() -> this.pool.counted.submit(this.runs::incrementAndGet));
        assertThat(this.pool.pool.getTaskCount()).isZero();
        Law.checkEnded(this.group, 0, 0);
    }

    @Test
    void hasTheUnitOfTheSubmitterAsParent() throws Exception {
        CompletableFuture<Registration> inner = new CompletableFuture<>();
        Future<Registration> outer = this.pool.counted.submit(() -> {
            this.pool.counted.execute(() -> inner.complete(current()));
            return current();
        });
        assertThat(Threads.get(inner).parent()).hasValue(Threads.get(outer).id());
        Law.checkEnded(this.group, 2, 0);
    }

    private static Registration current() {
        return Objects.requireNonNull(Registration.current());
    }

    @Test
    void decoratorsOverDecoratorsCountInBothGroups() throws Exception {
        WaitGroup outer = this.registry.group("outer");
        AtomicBoolean counted = new AtomicBoolean();
        Future<?> future = outer.executor("outer", this.pool.counted)
            .submit(() -> counted.set(outer.count() == 1 && this.group.count() == 1));
        Threads.get(future);
        assertThat(counted).isTrue();
        Law.checkEnded(outer, 1, 0);
        Law.checkEnded(this.group, 1, 0);
    }

}
