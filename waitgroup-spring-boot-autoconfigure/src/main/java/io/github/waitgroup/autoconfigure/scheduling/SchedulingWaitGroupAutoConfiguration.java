// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.scheduling;

import io.github.waitgroup.Drain;
import io.github.waitgroup.WaitGroupRegistry;
import io.github.waitgroup.autoconfigure.ConditionalOnDrain;
import io.github.waitgroup.autoconfigure.WaitGroupAutoConfiguration;
import io.github.waitgroup.autoconfigure.lifecycle.DrainAutoConfiguration;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.util.function.SingletonSupplier;

/**
 * {@link EnableAutoConfiguration Auto-configuration} that counts the runs of Spring's
 * schedulers, {@code @Scheduled} methods above all.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = { WaitGroupAutoConfiguration.class, DrainAutoConfiguration.class })
@ConditionalOnDrain
public final class SchedulingWaitGroupAutoConfiguration {

    SchedulingWaitGroupAutoConfiguration() {
    }

    @Bean(destroyMethod = "cancel")
    ScheduledGroup waitGroupScheduledGroup(WaitGroupRegistry registry, Drain drain) {
        return new ScheduledGroup(registry, drain);
    }

    @Bean
    LabellingConfigurer waitGroupLabellingConfigurer(ScheduledGroup group) {
        return new LabellingConfigurer(group);
    }

    // A provider, so that the post-processor pulls no bean up before its time
    @Bean
    static SchedulerBeanPostProcessor waitGroupSchedulerBeanPostProcessor(ObjectProvider<ScheduledGroup> group) {
        return new SchedulerBeanPostProcessor(SingletonSupplier.of(group::getObject));
    }

}
