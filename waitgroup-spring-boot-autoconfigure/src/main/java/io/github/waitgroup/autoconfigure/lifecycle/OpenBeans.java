// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.lifecycle;

import io.github.waitgroup.WaitGroup;
import io.github.waitgroup.WaitGroupRegistry;

import org.springframework.beans.factory.support.AbstractBeanDefinition;
import org.springframework.beans.factory.support.MergedBeanDefinitionPostProcessor;
import org.springframework.beans.factory.support.RootBeanDefinition;

/**
 * Keeps registries and groups open that are beans of the application: Spring would take
 * {@code close()} for their destroy method, and so refuse the work of beans that are
 * destroyed later.
 */
class OpenBeans implements MergedBeanDefinitionPostProcessor {

    @Override
    public void postProcessMergedBeanDefinition(RootBeanDefinition definition, Class<?> type, String beanName) {
        if ((type == WaitGroupRegistry.class || type == WaitGroup.class)
                && AbstractBeanDefinition.INFER_METHOD.equals(definition.getDestroyMethodName())) {
            definition.setDestroyMethodName("");
        }
    }

}
