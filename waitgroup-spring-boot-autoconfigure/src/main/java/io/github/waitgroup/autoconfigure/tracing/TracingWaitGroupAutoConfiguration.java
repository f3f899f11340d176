// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.tracing;

import io.github.waitgroup.WaitGroupRegistry;
import io.github.waitgroup.autoconfigure.ConditionalOnDrain;
import io.github.waitgroup.autoconfigure.WaitGroupAutoConfiguration;
import io.github.waitgroup.autoconfigure.lifecycle.DrainAutoConfiguration;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.tracing.Tracer;
import io.micrometer.tracing.handler.TracingObservationHandler;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/**
 * {@link EnableAutoConfiguration Auto-configuration} that tells units of work which trace
 * they belong to.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = { WaitGroupAutoConfiguration.class, DrainAutoConfiguration.class },
        afterName = { "org.springframework.boot.micrometer.tracing.autoconfigure.MicrometerTracingAutoConfiguration",
                "org.springframework.boot.micrometer.tracing.autoconfigure.NoopTracerAutoConfiguration" })
@ConditionalOnClass({ ObservationHandler.class, TracingObservationHandler.class })
@ConditionalOnDrain
@ConditionalOnBean(Tracer.class)
public final class TracingWaitGroupAutoConfiguration {

    TracingWaitGroupAutoConfiguration() {
    }

    // Boot puts it behind the handlers that trace, as they are grouped and this is not
    @Bean
    @Order(Ordered.LOWEST_PRECEDENCE)
    @ConditionalOnMissingBean
    TraceObservationHandler waitGroupTraceObservationHandler() {
        return new TraceObservationHandler();
    }

    @Bean
    @ConditionalOnMissingBean
    CurrentTrace waitGroupCurrentTrace(WaitGroupRegistry registry, ObjectProvider<Tracer> tracer) {
        return new CurrentTrace(registry, tracer);
    }

}
