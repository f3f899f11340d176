// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.task;

import org.springframework.beans.factory.config.BeanPostProcessor;

/**
 * Makes the executors among the beans count their tasks.
 */
class ExecutorBeanPostProcessor implements BeanPostProcessor {

    private final ExecutorHooks hooks;

    ExecutorBeanPostProcessor(ExecutorHooks hooks) {
        this.hooks = hooks;
    }

    @Override
    public Object postProcessAfterInitialization(Object bean, String beanName) {
        this.hooks.count(bean, beanName);
        return bean;
    }

}
