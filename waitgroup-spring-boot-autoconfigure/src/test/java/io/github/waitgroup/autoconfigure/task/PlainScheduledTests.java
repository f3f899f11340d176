// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.task;

import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.waitgroup.Drain;
import io.github.waitgroup.Registration;
import io.github.waitgroup.WaitGroup;
import io.github.waitgroup.WaitGroupRegistry;
import io.github.waitgroup.autoconfigure.Bounded;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests of schedules of a plain {@code ScheduledExecutorService}.
 */
class PlainScheduledTests {

    private final ApplicationContextRunner runner = new ApplicationContextRunner()
        .withConfiguration(AbstractExecutorTests.CONFIGURATIONS)
        .withBean("timer", ScheduledExecutorService.class, () -> Executors.newScheduledThreadPool(2));

    private final AtomicInteger runs = new AtomicInteger();

    private static WaitGroup group(ApplicationContext context) {
        return Bounded.group(context.getBean(WaitGroupRegistry.class), PlainWork.SCHEDULED);
    }

    private static String unit() {
        Registration unit = Registration.current();
        return (unit != null) ? unit.toString().replaceAll(".*group=(\\w+),.*label=(\\w+),.*", "$1/$2") : "uncounted";
    }

    @Test
    void runShouldCountEachRunOfASchedule() {
        this.runner.run((context) -> {
            ScheduledExecutorService timer = context.getBean(ScheduledExecutorService.class);
            assertThat(Bounded.get(timer.schedule(PlainScheduledTests::unit, 1, TimeUnit.MILLISECONDS)))
                .isEqualTo("scheduled/timer");
            assertThat(Bounded.get(timer.schedule(PlainScheduledTests::unit, 0, TimeUnit.MILLISECONDS)))
                .isEqualTo("async/timer");
            Bounded.assertEnded(group(context), 1, 0);
            CountDownLatch third = new CountDownLatch(3);
            Future<?> schedule = timer.scheduleAtFixedRate(() -> {
                this.runs.incrementAndGet();
                third.countDown();
            }, 0, 1, TimeUnit.MILLISECONDS);
            Bounded.await(third);
            schedule.cancel(false);
            awaitRunOnItsWay(timer);
            assertThat(group(context).await(Duration.ofSeconds(20))).isTrue();
            assertThat(group(context).snapshot(0).completed()).isEqualTo(1 + this.runs.get());
        });
    }

    // A thread may have taken a run before its schedule was cancelled: not once both have
    // taken one of these
    private static void awaitRunOnItsWay(ScheduledExecutorService timer) {
        CountDownLatch taken = new CountDownLatch(2);
        for (int i = 0; i < 2; i++) {
            timer.execute(() -> {
                taken.countDown();
                Bounded.await(taken);
            });
        }
        Bounded.await(taken);
    }

    @Test
    void closeShouldAwaitARunAndBeginNoOther() {
        CountDownLatch running = new CountDownLatch(1);
        CountDownLatch gate = new CountDownLatch(1);
        this.runner.run((context) -> {
            Drain drain = context.getBean(Drain.class);
            drain.listen((state) -> {
                if (state == Drain.State.DRAINING) {
                    gate.countDown();
                }
            });
            ScheduledExecutorService timer = context.getBean(ScheduledExecutorService.class);
            Future<?> periodic = timer.scheduleAtFixedRate(() -> {
                running.countDown();
                Bounded.await(gate);
                this.runs.incrementAndGet();
            }, 0, 1, TimeUnit.MILLISECONDS);
            Bounded.await(running);
            context.close();
            assertThat(this.runs).hasValue(1);
            assertThat(drain.await().completedCount()).isOne();
            assertThatExceptionOfType(CancellationException.class).isThrownBy(() -> Bounded.get(periodic));
            assertThat(this.runs).hasValue(1);
        });
    }

    @Test
    void closeShouldNotAwaitWhatIsDueLater() {
        this.runner.run((context) -> {
            Future<?> later = context.getBean(ScheduledExecutorService.class)
                .schedule(this.runs::incrementAndGet, 1, TimeUnit.MILLISECONDS);
            Future<?> muchLater = context.getBean(ScheduledExecutorService.class)
                .schedule(this.runs::incrementAndGet, 1, TimeUnit.HOURS);
            Bounded.get(later);
            Drain drain = context.getBean(Drain.class);
            context.close();
            assertThat(drain.await().outcome()).isEqualTo(Drain.State.DRAINED);
            assertThat(this.runs).hasValue(1);
            assertThat(muchLater.isDone()).isFalse();
        });
    }

    @Test
    @ExtendWith(OutputCaptureExtension.class)
    void closeShouldAdmitAndAwaitWhatIsScheduledMeanwhileIfThereIsTime(CapturedOutput output) {
        CompletableFuture<Future<String>> inTime = new CompletableFuture<>();
        CountDownLatch gate = new CountDownLatch(1);
        this.runner.run((context) -> {
            Drain drain = context.getBean(Drain.class);
            drain.listen((state) -> {
                if (state == Drain.State.DRAINING) {
                    gate.countDown();
                }
            });
            ScheduledExecutorService timer = context.getBean(ScheduledExecutorService.class);
            CompletableFuture<Future<?>> late = new CompletableFuture<>();
            timer.execute(() -> {
                Bounded.await(gate);
                late.complete(timer.schedule(this.runs::incrementAndGet, 1, TimeUnit.HOURS));
                inTime.complete(timer.schedule(PlainScheduledTests::unit, 50, TimeUnit.MILLISECONDS));
            });
            context.close();
            assertThat(Bounded.get(inTime)).isDone();
            assertThat(Bounded.get(Bounded.get(inTime))).isEqualTo("scheduled/timer");
            assertThat(drain.await().completedCount()).isEqualTo(2);
            assertThat(output).contains("executor 'timer' during the drain, to run in 3600000 ms, will not run");
            assertThat(this.runs).hasValue(0);
            Bounded.get(late).cancel(false);
        });
    }

}
