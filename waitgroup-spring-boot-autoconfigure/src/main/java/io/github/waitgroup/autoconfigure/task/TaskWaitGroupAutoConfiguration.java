// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.task;

import io.github.waitgroup.Drain;
import io.github.waitgroup.WaitGroupRegistry;
import io.github.waitgroup.autoconfigure.WaitGroupAutoConfiguration;
import io.github.waitgroup.autoconfigure.lifecycle.DrainAutoConfiguration;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.ImportRuntimeHints;
import org.springframework.util.function.SingletonSupplier;

/**
 * {@link EnableAutoConfiguration Auto-configuration} that counts the tasks of Spring's
 * executors, {@code @Async} methods above all.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = { WaitGroupAutoConfiguration.class, DrainAutoConfiguration.class })
@ConditionalOnBean({ WaitGroupRegistry.class, Drain.class })
@ConditionalOnBooleanProperty(name = "waitgroup.enabled", matchIfMissing = true)
@ImportRuntimeHints({ TaskDecorators.Hints.class, PoolEnd.Hints.class, ConcurrencyLimit.Hints.class,
        ThreadStarts.Hints.class, AsyncExecutors.Hints.class, AdaptedExecutors.Hints.class,
        MulticasterBeanPostProcessor.Hints.class })
@Import(MvcTaskConfiguration.class)
public final class TaskWaitGroupAutoConfiguration {

    TaskWaitGroupAutoConfiguration() {
    }

    @Bean
    AsyncGroup waitGroupAsyncGroup(WaitGroupRegistry registry, Drain drain) {
        return new AsyncGroup(registry.group(AsyncGroup.NAME), drain);
    }

    // A provider, so that the post-processor pulls no bean up before its time
    @Bean
    static ExecutorBeanPostProcessor waitGroupExecutorBeanPostProcessor(ObjectProvider<AsyncGroup> group,
            ObjectProvider<PlainWork> work) {
        return new ExecutorBeanPostProcessor(hooks(group), SingletonSupplier.of(work::getObject));
    }

    @Bean
    static MulticasterBeanPostProcessor waitGroupMulticasterBeanPostProcessor(ObjectProvider<AsyncGroup> group) {
        return new MulticasterBeanPostProcessor(hooks(group));
    }

    @Bean
    static AsyncMethodBeanPostProcessor waitGroupAsyncMethodBeanPostProcessor(ObjectProvider<AsyncGroup> group) {
        return new AsyncMethodBeanPostProcessor(hooks(group));
    }

    static ExecutorHooks hooks(ObjectProvider<AsyncGroup> group) {
        return new ExecutorHooks(SingletonSupplier.of(group::getObject));
    }

    @Bean
    PlainWork waitGroupPlainWork(AsyncGroup async, WaitGroupRegistry registry, Drain drain) {
        return new PlainWork(async, registry, drain);
    }

    @Bean
    static PlainExecutorBeanPostProcessor waitGroupPlainExecutorBeanPostProcessor(ObjectProvider<PlainWork> work) {
        return new PlainExecutorBeanPostProcessor(SingletonSupplier.of(work::getObject));
    }

}
