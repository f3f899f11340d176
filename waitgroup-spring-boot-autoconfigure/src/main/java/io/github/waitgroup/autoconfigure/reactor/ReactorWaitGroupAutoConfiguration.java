// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.reactor;

import io.github.waitgroup.WaitGroupRegistry;
import io.github.waitgroup.autoconfigure.ConditionalOnDrain;
import io.github.waitgroup.autoconfigure.WaitGroupAutoConfiguration;
import io.github.waitgroup.autoconfigure.lifecycle.DrainAutoConfiguration;
import reactor.core.publisher.Hooks;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Lazy;

/**
 * {@link EnableAutoConfiguration Auto-configuration} that counts what work in flight
 * subscribes to or schedules by Reactor without waiting for it.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = { WaitGroupAutoConfiguration.class, DrainAutoConfiguration.class })
@ConditionalOnClass(Hooks.class)
@ConditionalOnDrain
@ConditionalOnBooleanProperty(name = "waitgroup.reactor.enabled", matchIfMissing = true)
public final class ReactorWaitGroupAutoConfiguration {

    ReactorWaitGroupAutoConfiguration() {
    }

    // Missing in the ancestors, too: a context that shares their registry must not count
    // what they count already. Never lazy, as nobody asks for it
    @Bean
    @ConditionalOnMissingBean(name = "waitGroupReactorHooks")
    @Lazy(false)
    ReactorHooks waitGroupReactorHooks(WaitGroupRegistry registry) {
        return new ReactorHooks(new ReactorWork(registry));
    }

}
