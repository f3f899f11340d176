// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.lifecycle;

import java.time.Duration;

import io.github.waitgroup.Drain;
import io.github.waitgroup.WaitGroupRegistry;
import io.github.waitgroup.autoconfigure.ConditionalOnDrain;
import io.github.waitgroup.autoconfigure.DrainControl;
import io.github.waitgroup.autoconfigure.DrainReporter;
import io.github.waitgroup.autoconfigure.WaitGroupAutoConfiguration;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for the {@link Drain} and for the
 * moments of Spring's shutdown at which it acts.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = WaitGroupAutoConfiguration.class)
@ConditionalOnBean(WaitGroupRegistry.class)
@ConditionalOnBooleanProperty(name = "waitgroup.enabled", matchIfMissing = true)
@EnableConfigurationProperties({ ShutdownProperties.class, QuiesceProperties.class })
public final class DrainAutoConfiguration {

    DrainAutoConfiguration() {
    }

    @Bean
    @ConditionalOnMissingBean
    Drain waitGroupDrain(WaitGroupRegistry registry, ShutdownProperties shutdown, QuiesceProperties quiesce,
            ConfigurableApplicationContext context) {
        return new Drain(registry,
                DrainOptionsResolver.of(context.getEnvironment(), context.getClassLoader()).resolve(shutdown, quiesce));
    }

    @Bean
    @ConditionalOnMissingBean(name = "waitGroupDrainProgress")
    DrainProgress waitGroupDrainProgress(Drain drain, WaitGroupRegistry registry) {
        return new DrainProgress(drain, registry);
    }

    // One for the drain, not for each of the contexts that share it
    @Bean
    @ConditionalOnMissingBean(name = DrainReporters.BEAN)
    DrainReporters waitGroupDrainReporters(Drain drain, ObjectProvider<DrainReporter> reporters,
            ConfigurableApplicationContext context) {
        return new DrainReporters(drain, reporters, context);
    }

    @Bean
    StartFailure waitGroupStartFailure(ConfigurableApplicationContext context) {
        return new StartFailure(context);
    }

    @Bean(ConditionalOnDrain.BEAN)
    ContextDrain waitGroupContextDrain(Drain drain, WaitGroupRegistry registry, DrainProgress progress,
            DrainReporters reporters, StartFailure start, Readiness readiness, ConfigurableApplicationContext context) {
        return new ContextDrain(drain, registry, progress, reporters, start, readiness, context);
    }

    @Bean
    @ConditionalOnMissingBean(DrainControl.class)
    ContextDrainControl waitGroupDrainControl(Drain drain, WaitGroupRegistry registry,
            ConfigurableApplicationContext context) {
        return new ContextDrainControl(drain, registry, context);
    }

    @Bean
    Readiness waitGroupReadiness(ConfigurableApplicationContext context, ObjectProvider<ContextDrainControl> control) {
        return new Readiness(context, control);
    }

    @Bean
    QuiesceListener waitGroupQuiesceListener(ContextDrain drain, ConfigurableApplicationContext context) {
        return new QuiesceListener(drain, context);
    }

    @Bean
    static ExecutorShutdownBeanPostProcessor waitGroupExecutorShutdownBeanPostProcessor() {
        return new ExecutorShutdownBeanPostProcessor();
    }

    @Bean
    static ExecutorCloseBeanPostProcessor waitGroupExecutorCloseBeanPostProcessor(ObjectProvider<Drain> drain) {
        return new ExecutorCloseBeanPostProcessor(drain);
    }

    @Bean
    static OpenBeans waitGroupOpenBeans() {
        return new OpenBeans();
    }

    @Bean
    static LastLook waitGroupLastLook(ConfigurableApplicationContext context) {
        return new LastLook(context);
    }

    @Bean
    Budget waitGroupBudget(Drain drain, ShutdownProperties shutdown, ConfigurableApplicationContext context) {
        Duration phase = Binder.get(context.getEnvironment())
            .bind("spring.lifecycle.timeout-per-shutdown-phase", Duration.class)
            .orElse(null);
        return new Budget(drain.options(), shutdown.terminationGracePeriod(), phase);
    }

    @Bean
    StartupChecks waitGroupStartupChecks(Budget budget, ConfigurableApplicationContext context) {
        return new StartupChecks(context, budget);
    }

    // The lifecycles are leaves on purpose: if anything depended on one of them, its
    // phase could end before its stop method (spring-framework issue 28277)
    @Bean
    WebServerLifecycle waitGroupWebServerLifecycle(ContextDrain drain) {
        return new WebServerLifecycle(drain);
    }

    @Bean
    DrainLifecycle waitGroupDrainLifecycle(ContextDrain drain) {
        return new DrainLifecycle(drain);
    }

    @Bean
    LateWorkLifecycle waitGroupLateWorkLifecycle(ContextDrain drain) {
        return new LateWorkLifecycle(drain);
    }

}
