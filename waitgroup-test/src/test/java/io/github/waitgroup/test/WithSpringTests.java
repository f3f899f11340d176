// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.test;

import java.util.concurrent.atomic.AtomicBoolean;

import io.github.waitgroup.WaitGroup;
import io.github.waitgroup.WaitGroupRegistry;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.context.ContextHierarchy;
import org.springframework.test.context.TestExecutionListeners;
import org.springframework.test.context.junit.jupiter.SpringJUnitConfig;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that the groups of a test's application context are found.
 */
class WithSpringTests {

    @Test
    void beansAreWatched() {
        Run run = Run.of(Beans.class);
        assertThat(run.failure("leavesInRegistry")).message().startsWith("1 unit of work").contains("async: Job #");
        assertThat(run.failure("leavesInGroup")).message().startsWith("1 unit of work").contains("application: Job #");
        assertThat(run.failure("leavesInLoneGroup")).message().startsWith("1 unit of work").contains("lone: Job #");
        assertThat(run.failure("leavesFromNested")).message().startsWith("1 unit of work").contains("nested: Job #");
        run.passed("leavesNothing");
    }

    @Test
    void beansAreWatchedIfTheContextComesLast() {
        assertThat(Run.of(WatchedFirst.class).failure("leaves")).hasMessageContaining("async: Job #");
    }

    @Test
    void beansOfParentsAreWatched() {
        assertThat(Run.of(Child.class).failure("leaves")).hasMessageContaining("async: Job #");
    }

    @Test
    void exchangedContextsAreWatched() {
        Run run = Run.of(Exchanged.class);
        assertThat(run.failure("leavesInNew")).message().startsWith("1 unit of work").contains("async: Job #");
        assertThat(run.failure("leavesInOld")).message().startsWith("1 unit of work").contains("async: Job #");
    }

    @Test
    void aContextWithoutGroupsIsAnError() {
        assertThat(Run.of(Useless.class).failure("hasNothing")).hasMessageContaining("nothing to check");
    }

    @Test
    void noContextIsLoaded() {
        Run.of(NotLoaded.class).passed("hasItsOwn");
        assertThat(Broken.LOADED).isFalse();
    }

    @SpringJUnitConfig(Registry.class)
    @NoWorkInFlight(within = 0)
    static class Beans {

        @Test
        void leavesInRegistry(@Autowired WaitGroupRegistry registry) {
            registry.group("async").register("Job");
        }

        @Test
        void leavesInGroup(@Autowired WaitGroup application) {
            application.register("Job");
        }

        @Test
        void leavesInLoneGroup(@Autowired WaitGroup lone) {
            lone.register("Job");
        }

        @Test
        void leavesNothing(@Autowired WaitGroupRegistry registry) {
            registry.group("async").register("Job").close();
        }

        @Nested
        class Inner {

            @Test
            void leavesFromNested(@Autowired WaitGroupRegistry registry) {
                registry.group("nested").register("Job");
            }

        }

    }

    @NoWorkInFlight(within = 0)
    @SpringJUnitConfig(Registry.class)
    @DirtiesContext
    static class WatchedFirst {

        @Test
        void leaves(@Autowired WaitGroupRegistry registry) {
            registry.group("async").register("Job");
        }

    }

    @SpringJUnitConfig
    @ContextHierarchy({ @ContextConfiguration(classes = Registry.class), @ContextConfiguration(classes = None.class) })
    @NoWorkInFlight(within = 0)
    static class Child {

        @Test
        void leaves(@Autowired WaitGroupRegistry registry) {
            registry.group("async").register("Job");
        }

    }

    @NoWorkInFlight(within = 0)
    @SpringJUnitConfig(Registry.class)
    static class Exchanged {

        @Test
        @DirtiesContext(methodMode = DirtiesContext.MethodMode.BEFORE_METHOD)
        void leavesInNew(@Autowired WaitGroupRegistry registry) {
            registry.group("async").register("Job");
        }

        @Test
        @DirtiesContext(methodMode = DirtiesContext.MethodMode.AFTER_METHOD)
        void leavesInOld(@Autowired WaitGroupRegistry registry) {
            registry.group("async").register("Job");
        }

    }

    @SpringJUnitConfig(None.class)
    @NoWorkInFlight
    static class Useless {

        @Test
        void hasNothing() {
        }

    }

    @SpringJUnitConfig(Broken.class)
    @TestExecutionListeners({})
    @NoWorkInFlight
    static class NotLoaded {

        @SuppressWarnings("UnusedVariable")
        private final WaitGroup group = new WaitGroup("mails");

        @Test
        void hasItsOwn() {
        }

    }

    @Configuration(proxyBeanMethods = false)
    static class Registry {

        @Bean
        WaitGroupRegistry registry() {
            WaitGroupRegistry registry = new WaitGroupRegistry();
            // As of an application that listens
            registry.group("for-ever").register("Server.listen");
            return registry;
        }

        @Bean
        WaitGroup application(WaitGroupRegistry registry) {
            return registry.group("application");
        }

        @Bean
        WaitGroup lone() {
            return new WaitGroup("lone");
        }

    }

    @Configuration(proxyBeanMethods = false)
    static class None {

    }

    @Configuration(proxyBeanMethods = false)
    static class Broken {

        private static final AtomicBoolean LOADED = new AtomicBoolean();

        Broken() {
            LOADED.set(true);
        }

    }

}
