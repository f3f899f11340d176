// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.scheduling;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.waitgroup.CountedExecutors;
import io.github.waitgroup.Drain;
import io.github.waitgroup.DrainReport;
import io.github.waitgroup.Registration;
import io.github.waitgroup.WaitGroup;
import io.github.waitgroup.WaitGroupRegistry;
import io.github.waitgroup.WorkSnapshot;
import io.github.waitgroup.autoconfigure.Bounded;
import io.github.waitgroup.autoconfigure.task.TaskWaitGroupAutoConfiguration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.TaskScheduler;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.scheduling.annotation.SchedulingConfigurer;
import org.springframework.scheduling.concurrent.ConcurrentTaskScheduler;
import org.springframework.scheduling.concurrent.SimpleAsyncTaskScheduler;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;
import org.springframework.scheduling.config.ScheduledTaskRegistrar;
import org.springframework.scheduling.support.PeriodicTrigger;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@code @Scheduled} methods, whichever scheduler they have.
 */
@ExtendWith(OutputCaptureExtension.class)
class ScheduledMethodTests {

    private final ApplicationContextRunner runner = new ApplicationContextRunner()
        .withConfiguration(AbstractSchedulerTests.CONFIGURATIONS)
        // Which counts executors of the application's own
        .withConfiguration(AutoConfigurations.of(TaskWaitGroupAutoConfiguration.class));

    static Collection<Class<?>> schedulers() {
        return List.of(Boots.class, Pool.class, SimpleAsync.class, Concurrent.class, PlainExecutor.class,
                TwoWithoutDefault.class, Configured.class, ConfiguredByExecutor.class, ConfiguredWithout.class);
    }

    @ParameterizedTest
    @MethodSource("schedulers")
    void drainShouldAwaitRunningMethodsByNameAndStartNoOthersUntilResumed(Class<?> scheduler) {
        this.runner.withUserConfiguration(scheduler, Methods.class).run((context) -> {
            assertThat(context).hasNotFailed();
            drainAndResume(context);
        });
    }

    @Test
    @EnabledForJreRange(min = JRE.JAVA_21)
    void drainWhenThreadsAreVirtualShouldAwaitRunningMethodsByNameAndStartNoOthersUntilResumed() {
        this.runner.withUserConfiguration(Boots.class, Methods.class)
            .withPropertyValues("spring.threads.virtual.enabled=true")
            .run((context) -> {
                assertThat(context).getBean("taskScheduler").isInstanceOf(SimpleAsyncTaskScheduler.class);
                drainAndResume(context);
            });
    }

    private static void drainAndResume(AssertableApplicationContext context) throws Exception {
        Jobs jobs = context.getBean(Jobs.class);
        Drain drain = context.getBean(Drain.class);
        WaitGroup group = Bounded.group(context.getBean(WaitGroupRegistry.class), ScheduledGroup.NAME);
        for (String name : Jobs.NAMES) {
            Bounded.await(jobs.first(name));
            assertThat(jobs.labels).as(name).containsEntry(name, "ScheduledMethodTests.Jobs." + name);
        }
        Job running = jobs.next("rate", false);
        Bounded.await(running.begun);
        assertThat(group.snapshot(100).work()).extracting(WorkSnapshot::label)
            .contains("ScheduledMethodTests.Jobs.rate");
        CountDownLatch draining = AbstractSchedulerTests.draining(drain);
        CompletableFuture<DrainReport> report = CompletableFuture.supplyAsync(drain::await,
                (task) -> new Thread(task).start());
        Bounded.await(draining);
        assertThat(report).isNotDone();
        running.gate.countDown();
        assertThat(Bounded.get(report).outcome()).isEqualTo(Drain.State.DRAINED);
        int begun = jobs.begun.get();
        awaitManyPeriods();
        assertThat(jobs.begun).hasValue(begun);
        // What was about to be counted when the drain began is refused from here on
        group.close();
        AbstractSchedulerTests.assertEnded(group, 0);
        group.reopen();
        drain.resume();
        for (String name : List.of("rate", "delay", "cron")) {
            Bounded.await(jobs.next(name, true).begun);
        }
    }

    // As long as anything due would need to begin, though nothing is to be seen of it
    private static void awaitManyPeriods() throws Exception {
        Bounded.get(CompletableFuture.runAsync(() -> {
        }, CompletableFuture.delayedExecutor(Jobs.PERIOD * 5, TimeUnit.MILLISECONDS)));
    }

    @ParameterizedTest
    @MethodSource("schedulers")
    void closeShouldAwaitRunningMethods(Class<?> scheduler) {
        this.runner.withUserConfiguration(scheduler, Methods.class).run(ScheduledMethodTests::close);
    }

    @Test
    @EnabledForJreRange(min = JRE.JAVA_21)
    void closeWhenThreadsAreVirtualShouldAwaitRunningMethods() {
        this.runner.withUserConfiguration(Boots.class, Methods.class)
            .withPropertyValues("spring.threads.virtual.enabled=true")
            .run(ScheduledMethodTests::close);
    }

    private static void close(AssertableApplicationContext context) throws Exception {
        Jobs jobs = context.getBean(Jobs.class);
        Job running = jobs.next("rate", false);
        Bounded.await(running.begun);
        CountDownLatch draining = AbstractSchedulerTests.draining(context.getBean(Drain.class));
        ConfigurableApplicationContext closing = context.getSourceApplicationContext();
        CompletableFuture<@Nullable Void> closed = CompletableFuture.runAsync(closing::close,
                (task) -> new Thread(task).start());
        Bounded.await(draining);
        assertThat(closed).isNotDone();
        running.gate.countDown();
        Bounded.get(closed);
        assertThat(jobs.ended).hasValue(jobs.begun.get());
    }

    @Test
    void drainWhenOneTimeMethodIsDueShouldNameItAndRunItWhenResumed(CapturedOutput output) {
        this.runner.withUserConfiguration(Boots.class, Late.class).run((context) -> {
            Drain drain = context.getBean(Drain.class);
            drain.begin();
            Late late = context.getBean(Late.class);
            late.gate.countDown();
            AbstractSchedulerTests.awaitDue(context.getBean(TaskScheduler.class), Duration.ofMillis(Late.DELAY));
            assertThat(output).containsOnlyOnce("ScheduledMethodTests.Late.once was due after the drain had begun");
            assertThat(late.ran.getCount()).isEqualTo(1);
            drain.resume();
            Bounded.await(late.ran);
        });
    }

    @Test
    void drainWhenExecutorCancelsWhatIsDueShouldScheduleItAnewWhenResumed() {
        this.runner.withUserConfiguration(PlainExecutor.class, Triggered.class).run((context) -> {
            assertThat(CountedExecutors.isCounted(context.getBean(ScheduledExecutorService.class))).isTrue();
            Triggered triggered = context.getBean(Triggered.class);
            Bounded.await(triggered.ran);
            Drain drain = context.getBean(Drain.class);
            drain.await();
            triggered.ran = new CountDownLatch(2);
            awaitManyPeriods();
            assertThat(triggered.ran.getCount()).isEqualTo(2);
            drain.resume();
            Bounded.await(triggered.ran);
        });
    }

    @Test
    void runWhenMethodFailsShouldCountItFailedAndGoOn() {
        this.runner.withUserConfiguration(Boots.class, Failing.class).run((context) -> {
            Failing failing = context.getBean(Failing.class);
            Bounded.await(failing.ran);
            // Begun while the only thread runs the method: no run is left out
            Drain drain = context.getBean(Drain.class);
            drain.begin();
            failing.gate.countDown();
            drain.await();
            WaitGroup group = Bounded.group(context.getBean(WaitGroupRegistry.class), ScheduledGroup.NAME);
            assertThat(group.snapshot(0).failed()).isEqualTo(group.snapshot(0).registered()).isGreaterThanOrEqualTo(2);
        });
    }

    @Test
    void runWhenMethodNamesItsSchedulerShouldRunThere() {
        this.runner.withUserConfiguration(TwoWithoutDefault.class, Qualified.class).run((context) -> {
            Qualified qualified = context.getBean(Qualified.class);
            Bounded.await(qualified.ran);
            assertThat(qualified.seen).allMatch((each) -> each.startsWith("two-"))
                .allMatch((each) -> each.endsWith(" ScheduledMethodTests.Qualified.rate"));
        });
    }

    static class Triggered implements SchedulingConfigurer {

        private volatile CountDownLatch ran = new CountDownLatch(2);

        @Override
        public void configureTasks(ScheduledTaskRegistrar registrar) {
            registrar.addTriggerTask(() -> this.ran.countDown(), new PeriodicTrigger(Duration.ofMillis(5)));
        }

    }

    static class Late {

        static final long DELAY = 100;

        private final CountDownLatch ran = new CountDownLatch(1);

        private final CountDownLatch gate;

        // The only thread is busy until the drain has begun
        Late(ThreadPoolTaskScheduler scheduler) {
            this.gate = SchedulerBeansTests.occupy(scheduler);
        }

        @Scheduled(initialDelay = DELAY)
        void once() {
            this.ran.countDown();
        }

    }

    static class Failing {

        private final CountDownLatch ran = new CountDownLatch(2);

        private final CountDownLatch gate = new CountDownLatch(1);

        @Scheduled(fixedRate = 10)
        void rate() {
            this.ran.countDown();
            if (this.ran.getCount() == 0) {
                Bounded.await(this.gate);
            }
            throw new IllegalStateException("expected");
        }

    }

    static class Qualified {

        private final CountDownLatch ran = new CountDownLatch(2);

        private final List<String> seen = new CopyOnWriteArrayList<>();

        @Scheduled(fixedRate = 10, scheduler = "two")
        void rate() {
            Registration unit = Registration.current();
            this.seen.add(Thread.currentThread().getName() + " " + ((unit != null) ? unit.label() : null));
            this.ran.countDown();
        }

    }

    static class Job {

        private final CountDownLatch begun = new CountDownLatch(1);

        private final CountDownLatch gate;

        Job(boolean open) {
            this.gate = new CountDownLatch(open ? 0 : 1);
        }

    }

    static class Jobs {

        static final long PERIOD = 20;

        static final List<String> NAMES = List.of("rate", "delay", "cron", "once");

        private final Map<String, Job> next = new ConcurrentHashMap<>();

        private final Map<String, String> labels = new ConcurrentHashMap<>();

        private final Map<String, CountDownLatch> first = new ConcurrentHashMap<>();

        private final AtomicInteger begun = new AtomicInteger();

        private final AtomicInteger ended = new AtomicInteger();

        Job next(String name, boolean open) {
            Job job = new Job(open);
            this.next.put(name, job);
            return job;
        }

        CountDownLatch first(String name) {
            return this.first.computeIfAbsent(name, (key) -> new CountDownLatch(1));
        }

        @Scheduled(fixedRate = PERIOD)
        void rate() {
            run("rate");
        }

        @Scheduled(fixedDelay = PERIOD)
        void delay() {
            run("delay");
        }

        @Scheduled(cron = "* * * * * *")
        void cron() {
            run("cron");
        }

        @Scheduled(initialDelay = PERIOD)
        void once() {
            run("once");
        }

        private void run(String name) {
            this.begun.incrementAndGet();
            Registration unit = Registration.current();
            this.labels.put(name, (unit != null) ? unit.label() : "not counted");
            first(name).countDown();
            Job job = this.next.get(name);
            if (job != null) {
                job.begun.countDown();
                Bounded.await(job.gate);
            }
            this.ended.incrementAndGet();
        }

    }

    @Configuration(proxyBeanMethods = false)
    static class Methods {

        @Bean
        Jobs jobs() {
            return new Jobs();
        }

    }

    @Configuration(proxyBeanMethods = false)
    @EnableScheduling
    static class Boots {

    }

    @Configuration(proxyBeanMethods = false)
    @EnableScheduling
    static class Pool {

        @Bean
        ThreadPoolTaskScheduler pool() {
            return new ThreadPoolTaskScheduler();
        }

    }

    @Configuration(proxyBeanMethods = false)
    @EnableScheduling
    static class SimpleAsync {

        @Bean
        SimpleAsyncTaskScheduler simple() {
            return new SimpleAsyncTaskScheduler();
        }

    }

    @Configuration(proxyBeanMethods = false)
    @EnableScheduling
    static class Concurrent {

        @Bean
        ConcurrentTaskScheduler concurrent() {
            return new ConcurrentTaskScheduler(Executors.newSingleThreadScheduledExecutor());
        }

    }

    @Configuration(proxyBeanMethods = false)
    @EnableScheduling
    static class PlainExecutor {

        @Bean
        ScheduledExecutorService executor() {
            return Executors.newSingleThreadScheduledExecutor();
        }

    }

    @Configuration(proxyBeanMethods = false)
    @EnableScheduling
    static class TwoWithoutDefault {

        @Bean
        ThreadPoolTaskScheduler one() {
            return new ThreadPoolTaskScheduler();
        }

        @Bean
        ThreadPoolTaskScheduler two() {
            return new ThreadPoolTaskScheduler();
        }

    }

    @Configuration(proxyBeanMethods = false)
    @EnableScheduling
    static class Configured {

        @Bean
        SchedulingConfigurer configurer() {
            return (registrar) -> {
                ThreadPoolTaskScheduler scheduler = new ThreadPoolTaskScheduler();
                scheduler.initialize();
                registrar.setTaskScheduler(scheduler);
            };
        }

    }

    @Configuration(proxyBeanMethods = false)
    @EnableScheduling
    static class ConfiguredByExecutor {

        @Bean
        SchedulingConfigurer configurer() {
            return (registrar) -> registrar.setScheduler(Executors.newSingleThreadScheduledExecutor());
        }

    }

    @Configuration(proxyBeanMethods = false)
    @EnableScheduling
    static class ConfiguredWithout {

        @Bean
        SchedulingConfigurer configurer() {
            return (registrar) -> registrar.setScheduler(null);
        }

    }

}
