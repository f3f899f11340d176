// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.scheduling;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionHandler;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import io.github.waitgroup.Drain;
import io.github.waitgroup.DrainReport;
import io.github.waitgroup.Registration;
import io.github.waitgroup.WaitGroup;
import io.github.waitgroup.WaitGroupRegistry;
import io.github.waitgroup.WorkSnapshot;
import io.github.waitgroup.autoconfigure.Bounded;
import io.github.waitgroup.autoconfigure.task.TaskWaitGroupAutoConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.aop.framework.ProxyFactory;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.predicate.RuntimeHintsPredicates;
import org.springframework.beans.BeanUtils;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.PriorityOrdered;
import org.springframework.core.annotation.Order;
import org.springframework.core.task.TaskDecorator;
import org.springframework.core.task.TaskRejectedException;
import org.springframework.scheduling.TaskScheduler;
import org.springframework.scheduling.concurrent.ConcurrentTaskScheduler;
import org.springframework.scheduling.concurrent.SimpleAsyncTaskScheduler;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests of what the schedulers of an application are after they have learnt to count, and
 * of what becomes of tasks that are not run.
 */
@ExtendWith(OutputCaptureExtension.class)
class SchedulerBeansTests {

    private final ApplicationContextRunner runner = new ApplicationContextRunner()
        .withConfiguration(AbstractSchedulerTests.CONFIGURATIONS)
        .withUserConfiguration(AbstractSchedulerTests.Scheduling.class);

    private final List<String> order = new CopyOnWriteArrayList<>();

    @Test
    void runShouldNotChangeTheTypeOfSchedulers(CapturedOutput output) {
        this.runner.run((context) -> {
            assertThat(context.getBean("taskScheduler").getClass()).isEqualTo(ThreadPoolTaskScheduler.class);
            assertThat(context).hasSingleBean(TaskScheduler.class).doesNotHaveBean(TaskDecorator.class);
        });
        assertThat(output).doesNotContain("not eligible for getting processed");
    }

    @Test
    void runWhenDisabledShouldLeaveSchedulersAlone() {
        this.runner.withPropertyValues("waitgroup.enabled=false")
            .run((context) -> assertThat(context).hasNotFailed()
                .doesNotHaveBean(SchedulerBeanPostProcessor.class)
                .doesNotHaveBean(LabellingConfigurer.class));
    }

    @Test
    void runWhenUserHasDecoratorsShouldKeepThemAndTheirOrder() {
        this.runner.withBean("list", List.class, () -> this.order)
            .withUserConfiguration(Decorators.class)
            .run((context) -> {
                Bounded.get(scheduler(context).submit(() -> this.order.add("task")));
                AbstractSchedulerTests.assertEnded(group(context), 0);
                assertThat(this.order).containsExactly("last begins", "first begins", "task", "first ends",
                        "last ends");
            });
    }

    static Stream<TaskScheduler> decorated() {
        ThreadPoolTaskScheduler pool = new ThreadPoolTaskScheduler();
        SimpleAsyncTaskScheduler simple = new SimpleAsyncTaskScheduler();
        ConcurrentTaskScheduler concurrent = new ConcurrentTaskScheduler(Executors.newScheduledThreadPool(1));
        pool.setTaskDecorator(new Recording());
        simple.setTaskDecorator(new Recording());
        concurrent.setTaskDecorator(new Recording());
        return Stream.of(pool, simple, concurrent);
    }

    @ParameterizedTest
    @MethodSource("decorated")
    void runWhenSchedulerHasDecoratorShouldKeepItAndCountOnceUnderTwoNames(TaskScheduler scheduler) {
        this.runner.withBean("one", TaskScheduler.class, () -> scheduler)
            .withBean("two", TaskScheduler.class, () -> scheduler)
            .withBean(Proxying.class, Proxying::new)
            .run((context) -> {
                CountDownLatch ran = new CountDownLatch(1);
                Recording.RUNS.set(0);
                Bounded.get(context.getBean("one", TaskScheduler.class).schedule(ran::countDown, Instant.now()));
                Bounded.await(ran);
                assertThat(group(context).await(Duration.ofSeconds(20))).isTrue();
                Bounded.assertEnded(group(context), 1, 0);
                assertThat(Recording.RUNS).hasValue(1);
            });
    }

    @Test
    void drainWhenWorkIsScheduledToBeDueInTimeShouldCountItFromThen() {
        this.runner.run((context) -> {
            CountDownLatch gate = occupy(scheduler(context));
            context.getBean(Drain.class).begin();
            CountDownLatch ran = new CountDownLatch(1);
            Future<?> future = scheduler(context).schedule(ran::countDown, Instant.now().plusMillis(200));
            assertThat(group(context).snapshot(10).work()).extracting(WorkSnapshot::state)
                .containsExactly(Registration.State.RUNNING, Registration.State.QUEUED);
            gate.countDown();
            assertThat(context.getBean(Drain.class).await().outcome()).isEqualTo(Drain.State.DRAINED);
            assertThat(ran.getCount()).isZero();
            Bounded.get(future);
            Bounded.assertEnded(group(context), 2, 0);
        });
    }

    @Test
    void drainWhenWorkIsScheduledToBeDueTooLateShouldSaySo(CapturedOutput output) {
        this.runner.run((context) -> {
            context.getBean(Drain.class).begin();
            Future<?> future = scheduler(context).schedule(() -> {
            }, Instant.now().plusSeconds(3600));
            assertThat(group(context).count()).isZero();
            assertThat(output).contains("taskScheduler is due in ", "it will not run unless the drain is resumed");
            future.cancel(false);
        });
    }

    @Test
    void drainWhenDelayedWorkIsDueShouldNameItOnceAndCancelItAtTheEnd(CapturedOutput output) {
        this.runner.run((context) -> {
            CountDownLatch gate = occupy(scheduler(context));
            Future<?> future = scheduler(context).schedule(() -> this.order.add("task"), Instant.now().plusMillis(100));
            context.getBean(Drain.class).begin();
            gate.countDown();
            AbstractSchedulerTests.awaitDue(scheduler(context), Duration.ofMillis(100));
            assertThat(output).containsOnlyOnce("taskScheduler was due after the drain had begun");
            assertThat(future).isNotDone();
            context.close();
            assertThat(future).isCancelled();
            assertThat(this.order).isEmpty();
        });
    }

    @Test
    void drainWhenDelayedWorkOfSimpleSchedulerIsDueShouldSaySoAndCancelItAtTheEnd(CapturedOutput output) {
        this.runner.withBean("simple", SimpleAsyncTaskScheduler.class).run((context) -> {
            TaskScheduler simple = context.getBean("simple", TaskScheduler.class);
            Drain drain = context.getBean(Drain.class);
            AbstractSchedulerTests.Overdue overdue = AbstractSchedulerTests.drainBeforeDue(drain, 1,
                    (delay, task) -> simple.schedule(task, Instant.now().plus(delay)));
            AbstractSchedulerTests.awaitDue(simple, overdue.delay());
            drain.await();
            assertThat(output).containsOnlyOnce("1 tasks of scheduler 'simple' were due while draining");
            context.close();
            assertThat(overdue.future()).isCancelled();
            assertThat(overdue.ran().getCount()).isEqualTo(1);
        });
    }

    @Test
    void drainWhenFixedDelayOfSimpleSchedulerRunsShouldAwaitItAndStartNoOther() {
        this.runner.withBean("simple", SimpleAsyncTaskScheduler.class).run((context) -> {
            SimpleAsyncTaskScheduler simple = context.getBean("simple", SimpleAsyncTaskScheduler.class);
            Drain drain = context.getBean(Drain.class);
            CountDownLatch running = new CountDownLatch(1);
            CountDownLatch gate = new CountDownLatch(1);
            AtomicInteger ended = new AtomicInteger();
            Future<?> future = simple.scheduleWithFixedDelay(() -> {
                running.countDown();
                Bounded.await(gate);
                ended.incrementAndGet();
            }, Duration.ofHours(1));
            Bounded.await(running);
            CountDownLatch draining = AbstractSchedulerTests.draining(drain);
            CompletableFuture<DrainReport> report = CompletableFuture.supplyAsync(drain::await,
                    (task) -> new Thread(task).start());
            Bounded.await(draining);
            assertThat(report).isNotDone();
            gate.countDown();
            assertThat(Bounded.get(report).outcome()).isEqualTo(Drain.State.DRAINED);
            assertThat(ended).hasValue(1);
            // The next run has been set aside
            assertThat(SchedulerFields.fixedDelays(simple)).isInstanceOfSatisfying(ScheduledThreadPoolExecutor.class,
                    (pool) -> assertThat(pool.getQueue()).isEmpty());
            future.cancel(false);
        });
    }

    @Test
    void runWhenCancelledTasksAreToBeRemovedShouldRemoveThem() {
        this.runner.withBean("taskScheduler", ThreadPoolTaskScheduler.class, SchedulerBeansTests::removing)
            .run((context) -> {
                context.getBean(Drain.class).begin();
                for (int i = 0; i < 300; i++) {
                    // Due within the deadline, so that each is counted
                    scheduler(context).schedule(() -> {
                    }, Instant.now().plusSeconds(15)).cancel(false);
                }
                assertThat(scheduler(context).getScheduledThreadPoolExecutor().getQueue()).hasSizeLessThan(100);
                AbstractSchedulerTests.assertEnded(group(context), 0);
            });
    }

    @ParameterizedTest
    @ValueSource(classes = { ThreadPoolExecutor.AbortPolicy.class, ThreadPoolExecutor.DiscardPolicy.class,
            ThreadPoolExecutor.CallerRunsPolicy.class })
    void submitWhenPoolRefusesShouldLeaveNothing(Class<? extends RejectedExecutionHandler> policy) {
        this.runner.withBean("taskScheduler", ThreadPoolTaskScheduler.class, () -> refusing(policy)).run((context) -> {
            scheduler(context).initiateShutdown();
            if (policy == ThreadPoolExecutor.AbortPolicy.class) {
                assertThatExceptionOfType(TaskRejectedException.class)
                    .isThrownBy(() -> scheduler(context).execute(() -> this.order.add("task")));
            }
            else {
                scheduler(context).execute(() -> this.order.add("task"));
            }
            Bounded.assertEnded(group(context), 1, 1);
            assertThat(this.order).isEmpty();
        });
    }

    @Test
    void drainWhenQueuedWorkIsAbandonedShouldCancelItAndNotRunIt() {
        this.runner.withPropertyValues("waitgroup.shutdown.timeout=0", "waitgroup.shutdown.interrupt=false")
            .run((context) -> {
                CountDownLatch gate = occupy(scheduler(context));
                Future<?> queued = scheduler(context).submit(() -> this.order.add("task"));
                context.getBean(Drain.class).await();
                context.getBean(Drain.class).resume();
                Future<?> last = scheduler(context).submit(() -> {
                });
                gate.countDown();
                Bounded.get(last);
                assertThat(queued).isCancelled();
                assertThat(this.order).isEmpty();
                assertThat(group(context).snapshot(0).abandoned()).isEqualTo(2);
            });
    }

    @Test
    void submitWhenDrainIsOverShouldNameIt(CapturedOutput output) {
        this.runner.run((context) -> {
            context.getBean(Drain.class).awaitLate();
            Bounded.get(scheduler(context).submit(() -> this.order.add("task")));
            assertThat(this.order).containsExactly("task");
            assertThat(output).containsPattern("taskScheduler #\\d+ was submitted after the drain was over");
        });
    }

    @Test
    void runWhenSimpleSchedulerHasCountedExecutorShouldShowEachRunOnce() {
        this.runner.withConfiguration(AutoConfigurations.of(TaskWaitGroupAutoConfiguration.class))
            .withUserConfiguration(Targeted.class)
            .run((context) -> {
                WaitGroupRegistry registry = context.getBean(WaitGroupRegistry.class);
                CountDownLatch running = new CountDownLatch(1);
                CountDownLatch gate = new CountDownLatch(1);
                Future<?> future = context.getBean(TaskScheduler.class).scheduleAtFixedRate(() -> {
                    running.countDown();
                    Bounded.await(gate);
                }, Duration.ofHours(1));
                Bounded.await(running);
                assertThat(registry.groups().stream().flatMap((group) -> group.snapshot(10).work().stream()))
                    .singleElement()
                    .extracting(WorkSnapshot::label)
                    .isEqualTo("simple");
                gate.countDown();
                future.cancel(false);
                registry.await();
            });
    }

    @Test
    void hintsShouldCoverWhatIsRead() {
        RuntimeHints hints = new RuntimeHints();
        new SchedulerFields.Hints().registerHints(hints, null);
        assertThat(RuntimeHintsPredicates.reflection().onFieldAccess(ThreadPoolTaskScheduler.class, "taskDecorator"))
            .accepts(hints);
        assertThat(RuntimeHintsPredicates.reflection().onFieldAccess(SimpleAsyncTaskScheduler.class, "triggerExecutor"))
            .accepts(hints);
        assertThat(
                RuntimeHintsPredicates.reflection().onFieldAccess(SimpleAsyncTaskScheduler.class, "fixedDelayExecutor"))
            .accepts(hints);
    }

    private static ThreadPoolTaskScheduler scheduler(ApplicationContext context) {
        return context.getBean("taskScheduler", ThreadPoolTaskScheduler.class);
    }

    // Takes the only thread, so that nothing is run before the latch is opened
    static CountDownLatch occupy(ThreadPoolTaskScheduler scheduler) {
        CountDownLatch gate = new CountDownLatch(1);
        CountDownLatch running = new CountDownLatch(1);
        scheduler.execute(() -> {
            running.countDown();
            Bounded.await(gate);
        });
        Bounded.await(running);
        return gate;
    }

    private static WaitGroup group(ApplicationContext context) {
        return Bounded.group(context.getBean(WaitGroupRegistry.class), ScheduledGroup.NAME);
    }

    private static ThreadPoolTaskScheduler removing() {
        ThreadPoolTaskScheduler scheduler = new ThreadPoolTaskScheduler();
        scheduler.setRemoveOnCancelPolicy(true);
        return scheduler;
    }

    private static ThreadPoolTaskScheduler refusing(Class<? extends RejectedExecutionHandler> policy) {
        ThreadPoolTaskScheduler scheduler = new ThreadPoolTaskScheduler();
        scheduler.setRejectedExecutionHandler(BeanUtils.instantiateClass(policy));
        return scheduler;
    }

    static class Recording implements TaskDecorator {

        static final AtomicInteger RUNS = new AtomicInteger();

        @Override
        public Runnable decorate(Runnable task) {
            return () -> {
                RUNS.incrementAndGet();
                task.run();
            };
        }

    }

    static class Proxying implements BeanPostProcessor, PriorityOrdered {

        @Override
        public Object postProcessAfterInitialization(Object bean, String beanName) {
            return (bean instanceof TaskScheduler) ? new ProxyFactory(bean).getProxy() : bean;
        }

        @Override
        public int getOrder() {
            return 0;
        }

    }

    @Configuration(proxyBeanMethods = false)
    static class Decorators {

        @Bean
        @Order(2)
        TaskDecorator last(@Qualifier("list") List<String> list) {
            return (task) -> recorded(task, "last", list);
        }

        @Bean
        @Order(1)
        TaskDecorator first(@Qualifier("list") List<String> list) {
            return (task) -> recorded(task, "first", list);
        }

        private static Runnable recorded(Runnable task, String name, List<String> list) {
            return () -> {
                list.add(name + " begins");
                task.run();
                list.add(name + " ends");
            };
        }

    }

    @Configuration(proxyBeanMethods = false)
    static class Targeted {

        @Bean
        ThreadPoolTaskExecutor target() {
            return new ThreadPoolTaskExecutor();
        }

        @Bean
        SimpleAsyncTaskScheduler simple(ThreadPoolTaskExecutor target) {
            SimpleAsyncTaskScheduler scheduler = new SimpleAsyncTaskScheduler();
            scheduler.setTargetTaskExecutor(target);
            return scheduler;
        }

    }

}
