// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.matrix;

import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import io.github.waitgroup.autoconfigure.Bounded;
import io.github.waitgroup.autoconfigure.matrix.ExecutorKind.Trait;
import org.jspecify.annotations.Nullable;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * The columns of the table.
 */
final class Fates {

    static final Fate NORMAL = new Fate("ends", Setup.ROOMY, Set.of(), Fates::normal);

    static final Fate EXCEPTION = new Fate("throws an exception", Setup.ROOMY, Set.of(), Fates::exception);

    static final Fate ERROR = new Fate("throws an `Error`", Setup.ROOMY, Set.of(), Fates::error);

    static final Fate ABORT = new Fate("rejected: abort", Setup.full(new ThreadPoolExecutor.AbortPolicy()),
            Set.of(Trait.POLICY), Fates::abort);

    static final Fate CALLER_RUNS = new Fate("caller runs", Setup.full(new ThreadPoolExecutor.CallerRunsPolicy()),
            Set.of(Trait.POLICY), Fates::callerRuns);

    static final Fate DISCARD = new Fate("discarded", Setup.full(new ThreadPoolExecutor.DiscardPolicy()),
            Set.of(Trait.POLICY), Fates::discard);

    static final Fate DISCARD_OLDEST = new Fate("oldest discarded",
            Setup.full(new ThreadPoolExecutor.DiscardOldestPolicy()), Set.of(Trait.POLICY), Fates::discardOldest);

    static final Fate OWN_HANDLER = new Fate("own handler throws", Setup.full((task, pool) -> {
        throw new IllegalStateException("expected");
    }), Set.of(Trait.POLICY), Fates::ownHandler);

    static final Fate SILENT_HANDLER = new Fate("own handler is silent", Setup.full((task, pool) -> {
    }), Set.of(Trait.POLICY), Fates::silentHandler);

    static final Fate CANCEL_QUEUED = new Fate("cancelled in the queue", Setup.ROOMY,
            Set.of(Trait.QUEUE, Trait.FUTURES), Fates::cancelQueued);

    static final Fate CANCEL_RUNNING = new Fate("cancelled while running", Setup.ROOMY, Set.of(Trait.FUTURES),
            Fates::cancelRunning);

    static final Fate TIMED_OUT = new Fate("its future timed out", Setup.ROOMY, Set.of(Trait.FUTURES), Fates::timedOut);

    static final Fate SHUTDOWN_NOW = new Fate("`shutdownNow`, full queue", Setup.ROOMY, Set.of(Trait.QUEUE),
            Fates::shutdownNow);

    static final Fate INVOKE_ALL = new Fate("`invokeAll`", Setup.ROOMY, Set.of(Trait.SERVICE), Fates::invokeAll);

    static final Fate INVOKE_ANY = new Fate("`invokeAny`", Setup.ROOMY, Set.of(Trait.SERVICE), Fates::invokeAny);

    static final Fate SUPPLY_ASYNC = new Fate("`supplyAsync` on it", Setup.ROOMY, Set.of(), Fates::supplyAsync);

    static final Fate NESTED = new Fate("submitted in the drain by a task", Setup.ROOMY, Set.of(), Fates::nested);

    static final Fate UNTRACKED = new Fate("by a thread", Setup.ROOMY, Set.of(), Fates::untracked);

    static final Fate AFTER = new Fate("submitted after it", Setup.ROOMY, Set.of(), Fates::after);

    private Fates() {
    }

    /** In the order of the table. */
    static List<Fate> all() {
        return List.of(NORMAL, EXCEPTION, ERROR, ABORT, CALLER_RUNS, DISCARD, DISCARD_OLDEST, OWN_HANDLER,
                SILENT_HANDLER, CANCEL_QUEUED, CANCEL_RUNNING, TIMED_OUT, SHUTDOWN_NOW, INVOKE_ALL, INVOKE_ANY,
                SUPPLY_ASYNC, NESTED, UNTRACKED, AFTER);
    }

    private static int normal(Bench bench) throws Exception {
        CountDownLatch ran = new CountDownLatch(3);
        for (int i = 0; i < 3; i++) {
            bench.executor().execute(ran::countDown);
        }
        Bounded.await(ran);
        return 3;
    }

    private static int exception(Bench bench) {
        bench.executor().execute(() -> {
            silence();
            throw new IllegalStateException("expected");
        });
        return 1;
    }

    private static int error(Bench bench) {
        bench.executor().execute(() -> {
            silence();
            throw new StackOverflowError("expected");
        });
        return 1;
    }

    private static int abort(Bench bench) {
        return overflow(bench, RejectedExecutionException.class);
    }

    private static int callerRuns(Bench bench) {
        return overflow(bench, null);
    }

    private static int discard(Bench bench) {
        return overflow(bench, null);
    }

    private static int discardOldest(Bench bench) {
        return overflow(bench, null);
    }

    private static int ownHandler(Bench bench) {
        return overflow(bench, IllegalStateException.class);
    }

    private static int silentHandler(Bench bench) {
        return overflow(bench, null);
    }

    private static int cancelQueued(Bench bench) {
        CountDownLatch gate = bench.block();
        Future<?> future = bench.submit(() -> "never");
        assertThat(future.cancel(false)).isTrue();
        gate.countDown();
        return 2;
    }

    private static int cancelRunning(Bench bench) {
        CountDownLatch running = new CountDownLatch(1);
        CountDownLatch gate = new CountDownLatch(1);
        Future<?> future = bench.submit(() -> {
            running.countDown();
            return gate.await(1, TimeUnit.MINUTES);
        });
        Bounded.await(running);
        assertThat(future.cancel(true)).isTrue();
        // Not every pool interrupts what it cancels
        gate.countDown();
        return 1;
    }

    private static int timedOut(Bench bench) {
        CountDownLatch gate = new CountDownLatch(1);
        Future<?> future = bench.submit(() -> gate.await(1, TimeUnit.MINUTES));
        assertThatExceptionOfType(TimeoutException.class).isThrownBy(() -> future.get(1, TimeUnit.MILLISECONDS));
        bench.assertInFlight(1);
        gate.countDown();
        return 1;
    }

    private static int shutdownNow(Bench bench) {
        CountDownLatch gate = bench.block();
        for (int i = 0; i < 3; i++) {
            bench.executor().execute(gate::countDown);
        }
        bench.shutdownNow();
        gate.countDown();
        return 4;
    }

    private static int invokeAll(Bench bench) throws Exception {
        Callable<String> task = () -> "done";
        for (Future<String> future : bench.service().invokeAll(List.of(task, task, task))) {
            assertThat(Bounded.get(future)).isEqualTo("done");
        }
        return 3;
    }

    private static int invokeAny(Bench bench) throws Exception {
        Callable<String> task = () -> "done";
        assertThat(bench.service().invokeAny(List.of(task))).isEqualTo("done");
        return 1;
    }

    private static int supplyAsync(Bench bench) throws Exception {
        assertThat(Bounded.get(CompletableFuture.supplyAsync(() -> "done", bench.executor()))).isEqualTo("done");
        return 1;
    }

    private static int nested(Bench bench) {
        CountDownLatch gate = new CountDownLatch(1);
        CountDownLatch ended = new CountDownLatch(1);
        bench.executor().execute(() -> {
            Bounded.await(gate);
            bench.executor().execute(ended::countDown);
        });
        bench.close(gate::countDown);
        assertThat(ended.getCount()).as("%s: the task of the task has ended", bench).isZero();
        return 2;
    }

    private static int untracked(Bench bench) {
        CountDownLatch gate = new CountDownLatch(1);
        CountDownLatch submitted = new CountDownLatch(1);
        CountDownLatch ended = new CountDownLatch(1);
        bench.executor().execute(() -> Bounded.await(gate));
        bench.close(() -> {
            Thread thread = new Thread(() -> {
                bench.executor().execute(ended::countDown);
                submitted.countDown();
            });
            thread.start();
            Bounded.await(submitted);
            gate.countDown();
        });
        assertThat(ended.getCount()).as("%s: the task of the thread has ended", bench).isZero();
        return 2;
    }

    private static int after(Bench bench) throws Exception {
        CountDownLatch ran = new CountDownLatch(1);
        bench.close(() -> {
        });
        // The executor's own rules: it runs the task, drops it or says no
        Throwable refusal = catchThrowable(() -> bench.executor().execute(ran::countDown));
        if (refusal != null) {
            assertThat(refusal).isInstanceOf(RejectedExecutionException.class);
        }
        return Fate.ANY;
    }

    /** One task runs, one waits, and the third is one too many. */
    private static int overflow(Bench bench, @Nullable Class<? extends Throwable> refusal) {
        CountDownLatch gate = bench.block();
        bench.executor().execute(() -> {
        });
        Throwable thrown = catchThrowable(() -> bench.executor().execute(() -> {
        }));
        gate.countDown();
        if (refusal != null) {
            assertThat(thrown).isInstanceOf(refusal);
        }
        else {
            assertThat(thrown).isNull();
        }
        return 3;
    }

    private static void silence() {
        Thread.currentThread().setUncaughtExceptionHandler((thread, ex) -> {
        });
    }

}
