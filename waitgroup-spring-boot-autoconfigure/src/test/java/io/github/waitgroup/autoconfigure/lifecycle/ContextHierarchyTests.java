// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.lifecycle;

import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;

import io.github.waitgroup.Drain;
import io.github.waitgroup.Registration;
import io.github.waitgroup.WaitGroupRegistry;
import io.github.waitgroup.autoconfigure.Bounded;
import io.github.waitgroup.autoconfigure.WaitGroupAutoConfiguration;
import io.github.waitgroup.autoconfigure.reactor.ReactorWaitGroupAutoConfiguration;
import io.github.waitgroup.autoconfigure.scheduling.SchedulingWaitGroupAutoConfiguration;
import io.github.waitgroup.autoconfigure.task.TaskWaitGroupAutoConfiguration;
import io.github.waitgroup.autoconfigure.thread.ThreadWaitGroupAutoConfiguration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.scheduling.concurrent.SimpleAsyncTaskScheduler;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of child contexts that share the drain of their parent.
 */
@ExtendWith(OutputCaptureExtension.class)
class ContextHierarchyTests {

    private final ApplicationContextRunner runner = new ApplicationContextRunner()
        .withConfiguration(AutoConfigurations.of(WaitGroupAutoConfiguration.class, DrainAutoConfiguration.class,
                TaskWaitGroupAutoConfiguration.class, SchedulingWaitGroupAutoConfiguration.class,
                ReactorWaitGroupAutoConfiguration.class, ThreadWaitGroupAutoConfiguration.class));

    private final ApplicationContextRunner childRunner = this.runner.withBean("work", ThreadPoolTaskExecutor.class);

    private final List<String> events = new CopyOnWriteArrayList<>();

    @Test
    void childThatClosesShouldAwaitItsWork(CapturedOutput output) {
        this.runner.run((parent) -> {
            List<Drain.State> told = new CopyOnWriteArrayList<>();
            parent.getBean(Drain.class).listen(told::add);
            this.childRunner.withParent(parent).run((child) -> {
                Executor executor = child.getBean("work", Executor.class);
                CountDownLatch gate = new CountDownLatch(1);
                executor.execute(() -> {
                    Bounded.await(gate);
                    this.events.add("ended");
                });
                child.getSourceApplicationContext()
                    .addApplicationListener((ContextClosedEvent event) -> gate.countDown());
                child.getSourceApplicationContext().close();
                assertThat(this.events).containsExactly("ended");
            });
            assertThat(told).isEmpty();
            assertThat(output).doesNotContain("Commencing drain", "Drain complete");
        });
    }

    @Test
    void childThatClosesShouldNotAwaitTheWorkOfOthersBeyondTheDeadlineNorAbandonIt(CapturedOutput output) {
        this.runner.withPropertyValues("waitgroup.shutdown.timeout=300ms").run((parent) -> {
            WaitGroupRegistry registry = parent.getBean(WaitGroupRegistry.class);
            Registration unit = registry.group("orders").register("order");
            this.childRunner.withParent(parent)
                .run((child) -> Deaf.assertSoon(child.getSourceApplicationContext()::close));
            assertThat(unit.state()).isEqualTo(Registration.State.RUNNING);
            assertThat(registry.count()).isEqualTo(1);
            assertThat(output).contains("stops with 1 in flight (orders 1)");
            unit.close();
        });
    }

    @Test
    void childThatStartsWhileItsParentDrainsShouldNotTakeTheDrainBack() {
        this.runner.run((parent) -> {
            Drain drain = parent.getBean(Drain.class);
            drain.quiesce();
            this.childRunner.withParent(parent)
                .run((child) -> assertThat(drain.state()).isEqualTo(Drain.State.QUIESCING));
            assertThat(drain.state()).isEqualTo(Drain.State.QUIESCING);
        });
    }

    @Test
    void grandchildThatClosesShouldLeaveTheDrainToItsOwner() {
        this.runner.run((parent) -> {
            Drain drain = parent.getBean(Drain.class);
            new ApplicationContextRunner().withParent(parent)
                .run((child) -> this.childRunner.withParent(child)
                    .run((grandchild) -> grandchild.getSourceApplicationContext().close()));
            assertThat(drain.state()).isEqualTo(Drain.State.SERVING);
        });
    }

    @Test
    void childThatIsStoppedAndStartedShouldLeaveTheDrainAlone() {
        this.runner.run((parent) -> {
            List<Drain.State> told = new CopyOnWriteArrayList<>();
            parent.getBean(Drain.class).listen(told::add);
            this.childRunner.withParent(parent).run((child) -> {
                child.getSourceApplicationContext().stop();
                child.getSourceApplicationContext().start();
            });
            assertThat(told).isEmpty();
        });
    }

    @Test
    void childThatHasClosedShouldLeaveNothingBehind() {
        this.runner.run((parent) -> {
            WeakReference<ApplicationContext> child = useChildOf(parent.getSourceApplicationContext());
            assertCollected(child);
            assertThat(parent.getBean(Drain.class).state()).isEqualTo(Drain.State.SERVING);
        });
    }

    private WeakReference<ApplicationContext> useChildOf(ConfigurableApplicationContext parent) {
        CompletableFuture<@Nullable WeakReference<ApplicationContext>> reference = new CompletableFuture<>();
        this.childRunner.withBean("pool", ForkJoinPool.class, () -> new ForkJoinPool(1))
            .withBean("scheduler", ThreadPoolTaskScheduler.class)
            .withBean("simple", SimpleAsyncTaskScheduler.class)
            .withParent(parent)
            .run((child) -> {
                CountDownLatch ran = new CountDownLatch(2);
                child.getBean("work", Executor.class).execute(ran::countDown);
                child.getBean(ThreadPoolTaskScheduler.class).execute(ran::countDown);
                Bounded.await(ran);
                reference.complete(new WeakReference<>(child.getSourceApplicationContext()));
            });
        return Objects.requireNonNull(reference.join());
    }

    // Threads that are on their way out may hold it for a while
    static void assertCollected(WeakReference<?> reference) throws InterruptedException {
        ReferenceQueue<Object> queue = new ReferenceQueue<>();
        Reference<?> watched = watch(reference, queue);
        Reference<?> collected = null;
        for (int i = 0; i < 20 && collected == null && reference.get() != null; i++) {
            System.gc();
            collected = queue.remove(TimeUnit.SECONDS.toMillis(1));
        }
        assertThat(reference.get()).as("what should have been collected").isNull();
        assertThat(watched.get()).isNull();
    }

    // Not in the frame that waits, which would hold it
    private static WeakReference<?> watch(WeakReference<?> reference, ReferenceQueue<Object> queue) {
        return new WeakReference<>(reference.get(), queue);
    }

}
