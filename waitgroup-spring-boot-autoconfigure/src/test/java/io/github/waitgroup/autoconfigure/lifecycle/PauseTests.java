// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.lifecycle;

import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import io.github.waitgroup.Drain;
import io.github.waitgroup.WaitGroupRegistry;
import io.github.waitgroup.autoconfigure.Bounded;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.test.context.MergedContextConfiguration;
import org.springframework.test.context.cache.ContextCache;
import org.springframework.test.context.cache.DefaultContextCache;
import org.springframework.test.context.support.AnnotationConfigContextLoader;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of contexts that a test suite keeps, pauses while another one is used, and
 * restarts.
 */
@ExtendWith(OutputCaptureExtension.class)
class PauseTests {

    @ParameterizedTest
    @EnumSource(ContextCache.PauseMode.class)
    void contextThatTheTestContextFrameworkPausesShouldNotDrain(ContextCache.PauseMode mode, CapturedOutput output)
            throws Exception {
        ContextCache cache = new DefaultContextCache(4, mode);
        MergedContextConfiguration first = key(PauseTests.class);
        MergedContextConfiguration second = key(DeadlineTests.class);
        Site site = new Site((ConfigurableApplicationContext) cache.put(first, (key) -> start().context()));
        List<Drain.State> told = new CopyOnWriteArrayList<>();
        site.drain().listen(told::add);
        cache.registerContextUsage(first, PauseTests.class);
        cache.unregisterContextUsage(first, PauseTests.class);
        Site other = new Site((ConfigurableApplicationContext) cache.put(second, (key) -> start().context()));
        assertThat(site.context().isRunning()).isEqualTo(mode == ContextCache.PauseMode.NEVER);
        // Web servers are not paused
        assertThat(Bounded.get(site.get("/hello")).statusCode()).isEqualTo(200);
        assertThat(cache.get(first)).isSameAs(site.context());
        assertThat(site.context().isRunning()).isTrue();
        assertServes(site);
        assertThat(told).isEmpty();
        Drain drain = site.drain();
        cache.clear();
        site.close();
        assertThat(drain.state()).isEqualTo(Drain.State.DRAINED);
        assertThat(output.toString().split("Drain complete", -1)).hasSize(2);
        cache.reset();
        // Its schedule would run for as long as this JVM
        other.close();
    }

    @Test
    void contextThatIsPausedAndRestartedShouldCountAndDrain() throws Exception {
        Site site = start();
        site.context().pause();
        site.context().restart();
        // And running as it is
        site.context().restart();
        assertServes(site);
        Drain drain = site.drain();
        site.close();
        assertThat(drain.state()).isEqualTo(Drain.State.DRAINED);
    }

    private static void assertServes(Site site) throws Exception {
        WaitGroupRegistry registry = site.bean(WaitGroupRegistry.class);
        Schedule schedule = site.bean(Schedule.class);
        schedule.runs.clear();
        assertThat(schedule.runs.poll(20, TimeUnit.SECONDS)).as("run").isEqualTo("scheduled 1");
        Site.Task task = site.bean(Site.Task.class);
        task.end();
        assertThat(Bounded.get(task.later())).isEqualTo("later");
        assertThat(Bounded.get(site.get("/hello")).headers().allValues("Connection")).isEmpty();
        assertThat(Bounded.group(registry, "async").snapshot(1).registered()).isPositive();
    }

    private static Site start() {
        return new Site(Site.builder().sources(Schedule.class).run(Site.arguments()));
    }

    private static MergedContextConfiguration key(Class<?> test) {
        return new MergedContextConfiguration(test, null, new Class<?>[] { test }, null,
                new AnnotationConfigContextLoader());
    }

    @Configuration(proxyBeanMethods = false)
    @EnableScheduling
    static class Schedule {

        private final WaitGroupRegistry registry;

        final BlockingQueue<String> runs = new LinkedBlockingQueue<>();

        Schedule(WaitGroupRegistry registry) {
            this.registry = registry;
        }

        @Scheduled(fixedDelay = 10)
        void run() {
            this.runs.add("scheduled " + Bounded.group(this.registry, "scheduled").count());
        }

    }

}
