// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.thread;

import java.util.List;
import java.util.concurrent.ForkJoinPool;

import io.github.waitgroup.Drain;
import io.github.waitgroup.WaitGroupRegistry;
import io.github.waitgroup.autoconfigure.ConditionalOnDrain;
import io.github.waitgroup.autoconfigure.WaitGroupAutoConfiguration;
import io.github.waitgroup.autoconfigure.lifecycle.DrainAutoConfiguration;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigurationPackages;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Lazy;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for work that no bean runs: on the
 * JDK's common pool, and on threads started by hand.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = { WaitGroupAutoConfiguration.class, DrainAutoConfiguration.class })
@ConditionalOnDrain
public final class ThreadWaitGroupAutoConfiguration {

    static final String COMMON_POOL = "common-pool";

    ThreadWaitGroupAutoConfiguration() {
    }

    @Bean
    @ConditionalOnMissingBean(name = "waitGroupCommonPoolWork")
    CommonPoolWork waitGroupCommonPoolWork(Drain drain) {
        return new CommonPoolWork(ForkJoinPool.commonPool(), drain::remaining);
    }

    @Bean
    @ConditionalOnMissingBean(name = "waitGroupStrayThreads")
    StrayThreads waitGroupStrayThreads(BeanFactory beanFactory) {
        return new StrayThreads(
                AutoConfigurationPackages.has(beanFactory) ? AutoConfigurationPackages.get(beanFactory) : List.of());
    }

    // Nobody asks for it: made even where beans are lazy. Missing in the ancestors, too:
    // a context that shares their registry must not wait for the same again
    @Bean
    @ConditionalOnMissingBean(name = "waitGroupThreadLinks")
    @Lazy(false)
    Links waitGroupThreadLinks(WaitGroupRegistry registry, Drain drain, CommonPoolWork pool, StrayThreads threads) {
        return new Links(registry.uncounted(COMMON_POOL, pool),
                registry.uncounted(COMMON_POOL, new CompletableFutureThreads()), drain.listen(threads::onChange));
    }

}
