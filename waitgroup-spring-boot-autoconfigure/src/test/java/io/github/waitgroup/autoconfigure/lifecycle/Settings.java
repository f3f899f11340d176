// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.lifecycle;

import java.util.function.Consumer;

import org.springframework.beans.factory.config.BeanPostProcessor;

/**
 * Settings of beans that a test declares by their type.
 */
final class Settings {

    private Settings() {
    }

    static <T> BeanPostProcessor of(Class<T> type, Consumer<? super T> settings) {
        return new BeanPostProcessor() {

            @Override
            public Object postProcessBeforeInitialization(Object bean, String beanName) {
                if (type.isInstance(bean)) {
                    settings.accept(type.cast(bean));
                }
                return bean;
            }

        };
    }

}
