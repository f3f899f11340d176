// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup;

import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class WaitGroupGoThreadTests {

    private final WaitGroup group = new WaitGroup("test");

    private Thread threadOfATask() throws Exception {
        CompletableFuture<Thread> seen = new CompletableFuture<>();
        this.group.go("Mail.send", () -> seen.complete(Thread.currentThread()));
        return Threads.get(seen);
    }

    private static boolean isVirtual(Thread thread) throws ReflectiveOperationException {
        return (boolean) Thread.class.getMethod("isVirtual").invoke(thread);
    }

    @Test
    @EnabledForJreRange(min = JRE.JAVA_21)
    void runsOnAVirtualThread() throws Exception {
        assertThat(isVirtual(threadOfATask())).isTrue();
    }

    @Test
    @EnabledForJreRange(max = JRE.JAVA_20)
    void runsOnAPlatformThreadOfItsOwnWithoutVirtualOnes() throws Exception {
        assertThat(threadOfATask()).isNotSameAs(threadOfATask());
    }

    @Test
    void threadIsADaemonThatTellsGroupAndLabel() throws Exception {
        Thread thread = threadOfATask();
        assertThat(thread.getName()).isEqualTo("test/Mail.send");
        assertThat(thread.isDaemon()).isTrue();
    }

    @Test
    void countsTheTaskUntilItHasEnded() throws Exception {
        CountDownLatch started = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        this.group.go("task", () -> {
            started.countDown();
            Threads.awaitStubbornly(end);
        });
        assertThat(this.group.count()).isOne();
        Threads.await(started);
        assertThat(this.group.snapshot(0).running()).isOne();
        end.countDown();
        Law.checkEnded(this.group, 1, 0);
    }

    @Test
    void isTheParentOfWhatItStarts() throws Exception {
        CompletableFuture<Registration> inner = new CompletableFuture<>();
        CompletableFuture<Registration> outer = new CompletableFuture<>();
        this.group.go("outer", () -> {
            outer.complete(current());
            this.group.go("inner", () -> inner.complete(current()));
        });
        assertThat(Threads.get(inner).parent()).hasValue(Threads.get(outer).id());
        Law.checkEnded(this.group, 2, 0);
    }

    private static Registration current() {
        return Objects.requireNonNull(Registration.current());
    }

    @Test
    void whatTheTaskThrowsReachesTheThreadsHandler() throws Exception {
        CompletableFuture<Throwable> uncaught = new CompletableFuture<>();
        Error thrown = new LinkageError("expected");
        this.group.go("task", () -> {
            Thread.currentThread().setUncaughtExceptionHandler((thread, ex) -> uncaught.complete(ex));
            throw thrown;
        });
        assertThat(Threads.get(uncaught)).isSameAs(thrown);
        Law.checkEnded(this.group, 1, 1);
    }

    @Test
    void countsATaskWhoseThreadCannotStartAsFailedAndThrowsOn() throws Exception {
        OwnThread exhausted = new OwnThread("name", (name, task) -> new Thread(task, name) {

            @Override
            public synchronized void start() {
                throw new OutOfMemoryError("unable to create native thread");
            }

        });
        assertThatExceptionOfType(OutOfMemoryError.class).isThrownBy(() -> this.group.go("task", exhausted, () -> {
        }));
        Law.checkEnded(this.group, 1, 1);
    }

    @Test
    void countsNothingWhileTheGroupIsClosed() throws Exception {
        this.group.close();
        assertThatExceptionOfType(RejectedExecutionException.class).isThrownBy(() -> this.group.go("task", () -> {
        }));
        Law.checkEnded(this.group, 0, 0);
    }

}
