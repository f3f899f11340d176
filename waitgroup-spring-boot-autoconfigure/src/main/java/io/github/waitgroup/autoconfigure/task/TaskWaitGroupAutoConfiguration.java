// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.task;

import io.github.waitgroup.Drain;
import io.github.waitgroup.WaitGroupRegistry;
import io.github.waitgroup.autoconfigure.ConditionalOnDrain;
import io.github.waitgroup.autoconfigure.WaitGroupAutoConfiguration;
import io.github.waitgroup.autoconfigure.lifecycle.DrainAutoConfiguration;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Role;
import org.springframework.util.function.SingletonSupplier;

/**
 * {@link EnableAutoConfiguration Auto-configuration} that counts the tasks of Spring's
 * executors, {@code @Async} methods above all.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = { WaitGroupAutoConfiguration.class, DrainAutoConfiguration.class })
@ConditionalOnDrain
@Import(MvcTaskConfiguration.class)
public final class TaskWaitGroupAutoConfiguration {

    TaskWaitGroupAutoConfiguration() {
    }

    @Bean
    AsyncGroup waitGroupAsyncGroup(WaitGroupRegistry registry, Drain drain) {
        return new AsyncGroup(registry.group(AsyncGroup.NAME), drain);
    }

    // One for all post-processors, because it knows which pools are awaited as a whole. A
    // provider, so that those pull no bean up before its time
    @Bean
    @Role(BeanDefinition.ROLE_INFRASTRUCTURE)
    static ExecutorHooks waitGroupExecutorHooks(ObjectProvider<AsyncGroup> group) {
        return new ExecutorHooks(SingletonSupplier.of(group::getObject));
    }

    @Bean
    static ExecutorBeanPostProcessor waitGroupExecutorBeanPostProcessor(ExecutorHooks hooks,
            ObjectProvider<PlainWork> work) {
        return new ExecutorBeanPostProcessor(hooks, SingletonSupplier.of(work::getObject));
    }

    @Bean
    static MulticasterBeanPostProcessor waitGroupMulticasterBeanPostProcessor(ExecutorHooks hooks) {
        return new MulticasterBeanPostProcessor(hooks);
    }

    @Bean
    static AsyncMethodBeanPostProcessor waitGroupAsyncMethodBeanPostProcessor(ExecutorHooks hooks) {
        return new AsyncMethodBeanPostProcessor(hooks);
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
