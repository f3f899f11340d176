// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.lifecycle;

import java.util.LinkedHashMap;
import java.util.Map;

import org.springframework.beans.factory.BeanFactoryUtils;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Executors of one context that exist already.
 */
final class ExecutorBeans {

    private final ConfigurableApplicationContext context;

    ExecutorBeans(ConfigurableApplicationContext context) {
        this.context = context;
    }

    /**
     * Returns the executors of a type.
     * @param <T> the type
     * @param type the type; of executors that a factory makes, that of the factory
     * @return the executors by name
     */
    <T> Map<String, T> of(Class<T> type) {
        Map<String, T> executors = new LinkedHashMap<>();
        ConfigurableListableBeanFactory beans = this.context.getBeanFactory();
        for (String name : beans.getBeanNamesForType(type, false, false)) {
            String bean = BeanFactoryUtils.transformedBeanName(name);
            if (beans.containsSingleton(bean)) {
                executors.put(bean, type.cast(beans.getBean(name)));
            }
        }
        return executors;
    }

}
