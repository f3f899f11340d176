// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.task;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.FactoryBean;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.context.ApplicationListener;
import org.springframework.context.Lifecycle;
import org.springframework.core.ResolvableType;
import org.springframework.core.task.AsyncTaskExecutor;
import org.springframework.core.task.TaskExecutor;

/**
 * As what beans are declared: what others may have them injected as.
 */
final class DeclaredTypes {

    private static final Set<Class<?>> INTERFACES = Set.of(Executor.class, ExecutorService.class,
            ScheduledExecutorService.class, TaskExecutor.class, AsyncTaskExecutor.class);

    private final ConfigurableListableBeanFactory beans;

    DeclaredTypes(BeanFactory beans) {
        this.beans = (ConfigurableListableBeanFactory) beans;
    }

    /**
     * Returns whether a bean, or what a factory bean makes, is declared by one of the
     * interfaces for executors of the JDK or Spring, so that nobody can ask for its
     * class.
     * @param beanName the name of the bean
     * @return {@code false} if it is not, or not known
     */
    boolean isExecutorInterface(String beanName) {
        BeanDefinition definition = definition(beanName);
        if (definition == null) {
            return false;
        }
        ResolvableType type = definition.getResolvableType();
        Class<?> declared = type.resolve(Object.class);
        if (FactoryBean.class.isAssignableFrom(declared)) {
            declared = type.as(FactoryBean.class).getGeneric().resolve(Object.class);
        }
        return INTERFACES.contains(declared);
    }

    /**
     * Returns whether Spring itself calls the bean as something else than an executor. It
     * would not do so if another were in its place.
     * @param bean the bean
     * @return whether it is started and stopped, or gets events, say
     */
    static boolean isCalledBySpring(Object bean) {
        return bean instanceof Lifecycle || bean instanceof ApplicationListener
                || bean instanceof SmartInitializingSingleton;
    }

    /**
     * Returns the executors among the singletons that there are, and makes none.
     * @return the executors, by the names of the beans
     */
    Map<String, TaskExecutor> singletons() {
        Map<String, TaskExecutor> singletons = new LinkedHashMap<>();
        for (String name : this.beans.getSingletonNames()) {
            if (this.beans.getSingleton(name) instanceof TaskExecutor executor) {
                singletons.put(name, executor);
            }
        }
        return singletons;
    }

    boolean isInfrastructure(String beanName) {
        BeanDefinition definition = definition(beanName);
        return definition != null && definition.getRole() == BeanDefinition.ROLE_INFRASTRUCTURE;
    }

    private @Nullable BeanDefinition definition(String beanName) {
        // An inner bean has none by that name
        return this.beans.containsBeanDefinition(beanName) ? this.beans.getMergedBeanDefinition(beanName) : null;
    }

}
