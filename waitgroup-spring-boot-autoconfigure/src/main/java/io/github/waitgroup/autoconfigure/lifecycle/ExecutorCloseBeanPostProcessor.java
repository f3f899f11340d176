// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.lifecycle;

import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;

import io.github.waitgroup.Drain;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.config.DestructionAwareBeanPostProcessor;
import org.springframework.beans.factory.support.AbstractBeanDefinition;
import org.springframework.beans.factory.support.MergedBeanDefinitionPostProcessor;
import org.springframework.beans.factory.support.RootBeanDefinition;

/**
 * Bounds the wait of executors that are destroyed by a {@code close()} of the JDK's, as
 * fork-join pools and those with a virtual thread for each task have it: that waits
 * without an end for a task that ignores its interrupt. Here they get what is left of the
 * deadline, and are then shut down.
 */
class ExecutorCloseBeanPostProcessor
        implements MergedBeanDefinitionPostProcessor, DestructionAwareBeanPostProcessor, SmartInitializingSingleton {

    private static final Log logger = LogFactory.getLog(ExecutorCloseBeanPostProcessor.class);

    private static final String CLOSE = "close";

    private final ObjectProvider<Drain> provider;

    private volatile @Nullable Drain drain;

    ExecutorCloseBeanPostProcessor(ObjectProvider<Drain> provider) {
        this.provider = provider;
    }

    // When beans are destroyed it is too late to ask for one
    @Override
    public void afterSingletonsInstantiated() {
        this.drain = this.provider.getIfAvailable();
    }

    @Override
    public void postProcessMergedBeanDefinition(RootBeanDefinition definition, Class<?> type, String beanName) {
        String method = definition.getDestroyMethodName();
        if (waitsForEver(type)
                && (method == null || method.equals(AbstractBeanDefinition.INFER_METHOD) || method.equals(CLOSE))) {
            definition.setDestroyMethodName("shutdown");
        }
    }

    @Override
    public boolean requiresDestruction(Object bean) {
        return waitsForEver(bean.getClass()) && bean != ForkJoinPool.commonPool();
    }

    @Override
    public void postProcessBeforeDestruction(Object bean, String beanName) {
        if (bean instanceof ExecutorService executor && requiresDestruction(bean)) {
            executor.shutdown();
            if (!terminates(executor)) {
                logger
                    .warn("Executor '" + beanName + "' has not ended its tasks in time: the exit of the JVM cuts them");
                executor.shutdownNow();
            }
        }
    }

    private boolean terminates(ExecutorService executor) {
        Drain ended = this.drain;
        Duration left = (ended != null) ? ended.remaining() : Duration.ZERO;
        try {
            return executor.awaitTermination(left.toNanos(), TimeUnit.NANOSECONDS);
        }
        catch (InterruptedException ex) {
            Thread.currentThread().interrupt();
            return executor.isTerminated();
        }
    }

    // On JDK 19 and later. Who writes an executor of his own knows what its close() does
    private static boolean waitsForEver(Class<?> type) {
        if (!ExecutorService.class.isAssignableFrom(type) || !type.getName().startsWith("java.util.concurrent.")) {
            return false;
        }
        try {
            return type.getMethod(CLOSE).getDeclaringClass() != ExecutorService.class;
        }
        catch (NoSuchMethodException ex) {
            return false;
        }
    }

}
