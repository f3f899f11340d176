// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.inflight;

import io.github.waitgroup.InFlight;
import io.github.waitgroup.WaitGroupRegistry;
import io.github.waitgroup.autoconfigure.ConditionalOnDrain;
import io.github.waitgroup.autoconfigure.WaitGroupAutoConfiguration;
import io.github.waitgroup.autoconfigure.lifecycle.DrainAutoConfiguration;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;
import org.springframework.util.function.SingletonSupplier;

/**
 * {@link EnableAutoConfiguration Auto-configuration} that counts the calls of
 * {@link InFlight} methods.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = { WaitGroupAutoConfiguration.class, DrainAutoConfiguration.class })
@ConditionalOnDrain
public final class InFlightWaitGroupAutoConfiguration {

    static final String GROUP = "application";

    private InFlightWaitGroupAutoConfiguration() {
    }

    // A provider, so that the post-processor pulls no bean up before its time
    @Bean
    static InFlightMethodBeanPostProcessor waitGroupInFlightMethodBeanPostProcessor(
            ObjectProvider<WaitGroupRegistry> registry, Environment environment) {
        InFlightMethodBeanPostProcessor processor = new InFlightMethodBeanPostProcessor(
                SingletonSupplier.of(() -> registry.getObject().group(GROUP)));
        processor.setProxyTargetClass(environment.getProperty("spring.aop.proxy-target-class", Boolean.class, true));
        return processor;
    }

}
