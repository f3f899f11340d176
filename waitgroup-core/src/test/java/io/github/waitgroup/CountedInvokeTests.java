// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * What becomes of tasks that are submitted together.
 */
class CountedInvokeTests {

    private final WaitGroup group = new WaitGroup("test");

    private final CountedPool pool = new CountedPool(this.group, 2, 10, new ThreadPoolExecutor.AbortPolicy());

    private final Callable<String> good = () -> "result";

    private final Callable<String> failing = () -> {
        throw new LinkageError("expected");
    };

    private final Callable<String> endless = () -> {
        Threads.await(new CountDownLatch(1));
        return "too late";
    };

    @AfterEach
    void endThreads() {
        this.pool.close();
    }

    @Test
    void invokeAllCountsEachTask() throws Exception {
        List<Future<String>> futures = this.pool.counted.invokeAll(List.of(this.good, this.failing, this.good));
        assertThat(futures).allMatch(Future::isDone);
        assertThat(futures.get(2).get()).isEqualTo("result");
        Law.checkEnded(this.group, 3, 1);
    }

    @Test
    void invokeAllEndsWhatIsCancelledByItsTimeout() throws Exception {
        List<Future<String>> futures = this.pool.counted
            .invokeAll(List.of(this.endless, this.endless, this.good, this.good), 1, TimeUnit.MILLISECONDS);
        assertThat(futures).hasSize(4).allMatch(Future::isDone);
        Law.checkZero(this.group);
        assertThat(this.group.snapshot(0).failed()).isZero();
    }

    @Test
    void invokeAllTakesAllBackIfOneIsRejected() throws Exception {
        this.pool.counted.shutdown();
        assertThatExceptionOfType(RejectedExecutionException.class)
            .isThrownBy(() -> this.pool.counted.invokeAll(List.of(this.good, this.good)));
        Law.checkEnded(this.group, 1, 1);
    }

    @Test
    void invokeAnyReturnsTheFirstResult() throws Exception {
        assertThat(this.pool.counted.invokeAny(List.of(this.failing, this.endless, this.good))).isEqualTo("result");
        Law.checkEnded(this.group, 3, 1);
    }

    @Test
    void invokeAnyTakesBackAtOnceWhatIsQueued() throws Exception {
        this.pool.occupy();
        this.pool.occupy();
        assertThatExceptionOfType(TimeoutException.class)
            .isThrownBy(() -> this.pool.counted.invokeAny(List.of(this.good, this.good), 1, TimeUnit.MILLISECONDS));
        assertThat(this.group.count()).isEqualTo(2);
        this.pool.end();
        Law.checkEnded(this.group, 4, 0);
    }

    @Test
    void invokeAnyFailsIfAllDo() throws Exception {
        assertThatExceptionOfType(ExecutionException.class)
            .isThrownBy(() -> this.pool.counted.invokeAny(List.of(this.failing, this.failing)))
            .withCauseInstanceOf(LinkageError.class);
        assertThatExceptionOfType(ExecutionException.class)
            .isThrownBy(() -> this.pool.counted.invokeAny(List.of(this.failing), 30, TimeUnit.SECONDS));
        Law.checkEnded(this.group, 3, 3);
    }

    @Test
    void invokeAnyTakesAllBackIfOneIsRejected() throws Exception {
        this.pool.counted.shutdown();
        assertThatExceptionOfType(RejectedExecutionException.class)
            .isThrownBy(() -> this.pool.counted.invokeAny(List.of(this.good, this.good)));
        Law.checkEnded(this.group, 1, 1);
    }

    @Test
    void invokeAnyNeedsATask() {
        assertThatIllegalArgumentException().isThrownBy(() -> this.pool.counted.invokeAny(List.<Callable<String>>of()))
            .withMessageContaining("invokeAny");
    }

    @Test
    void refusesWhileTheGroupIsClosed() throws Exception {
        this.group.close();
        assertThatExceptionOfType(RejectedExecutionException.class)
            .isThrownBy(() -> this.pool.counted.invokeAll(List.of(this.good, this.good)));
        assertThatExceptionOfType(RejectedExecutionException.class)
            .isThrownBy(() -> this.pool.counted.invokeAny(List.of(this.good, this.good)));
        Law.checkEnded(this.group, 0, 0);
    }

    @Test
    void tasksOfACompletionServiceAreCountedOnceEach() throws Exception {
        ExecutorCompletionService<String> service = new ExecutorCompletionService<>(this.pool.counted);
        service.submit(this.good);
        assertThat(Threads.get(service.take())).isEqualTo("result");
        Future<String> failed = service.submit(this.failing);
        assertThatExceptionOfType(ExecutionException.class).isThrownBy(() -> Threads.get(failed));
        Law.checkEnded(this.group, 2, 1);
    }

}
