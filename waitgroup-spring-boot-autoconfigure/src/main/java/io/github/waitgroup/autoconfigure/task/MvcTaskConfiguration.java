// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.task;

import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.ImportRuntimeHints;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerAdapter;

/**
 * Counts what Spring MVC does asynchronously.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnClass(RequestMappingHandlerAdapter.class)
@ImportRuntimeHints(MvcBeanPostProcessor.Hints.class)
class MvcTaskConfiguration {

    @Bean
    static MvcBeanPostProcessor waitGroupMvcBeanPostProcessor(ExecutorHooks hooks) {
        return new MvcBeanPostProcessor(hooks);
    }

}
