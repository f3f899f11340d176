// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.lifecycle;

import java.util.function.BiConsumer;

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
     * Shows each executor of a type.
     * @param <T> the type
     * @param type the type; of executors that a factory makes, that of the factory
     * @param visitor gets its name and the executor
     */
    <T> void forEach(Class<T> type, BiConsumer<String, T> visitor) {
        ConfigurableListableBeanFactory beans = this.context.getBeanFactory();
        for (String name : beans.getBeanNamesForType(type, false, false)) {
            String bean = BeanFactoryUtils.transformedBeanName(name);
            if (beans.containsSingleton(bean)) {
                visitor.accept(bean, type.cast(beans.getBean(name)));
            }
        }
    }

}
