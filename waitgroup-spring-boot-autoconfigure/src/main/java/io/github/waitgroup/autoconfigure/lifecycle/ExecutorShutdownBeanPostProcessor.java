// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.lifecycle;

import java.lang.reflect.Field;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.scheduling.concurrent.ExecutorConfigurationSupport;
import org.springframework.scheduling.concurrent.ScheduledExecutorFactoryBean;
import org.springframework.scheduling.concurrent.ScheduledExecutorTask;
import org.springframework.scheduling.concurrent.SimpleAsyncTaskScheduler;
import org.springframework.scheduling.concurrent.ThreadPoolExecutorFactoryBean;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;
import org.springframework.util.ObjectUtils;
import org.springframework.util.ReflectionUtils;

/**
 * Keeps Spring's executors at work until the drain is over. Two settings of theirs would
 * stop them before: a phase above ours, in which a stopped executor holds what it has
 * queued for ever, and a shutdown as soon as the context begins to close, which rejects
 * what work in flight submits.
 */
class ExecutorShutdownBeanPostProcessor implements BeanPostProcessor {

    private static final Log logger = LogFactory.getLog(ExecutorShutdownBeanPostProcessor.class);

    private static final @Nullable Field STRICT = ReflectionUtils.findField(ThreadPoolTaskExecutor.class,
            "strictEarlyShutdown", boolean.class);

    private static final @Nullable Field OWN_TASKS = ReflectionUtils.findField(ScheduledExecutorFactoryBean.class,
            "scheduledExecutorTasks", ScheduledExecutorTask[].class);

    // Before it is initialized, so that nobody has made a proxy of it yet
    @Override
    public Object postProcessBeforeInitialization(Object bean, String beanName) {
        if (bean instanceof ExecutorConfigurationSupport executor && isTooEarly(executor.getPhase())) {
            logPhase(beanName, executor.getPhase());
            executor.setPhase(PhaseTimeouts.EXECUTORS);
        }
        if (bean instanceof SimpleAsyncTaskScheduler scheduler && isTooEarly(scheduler.getPhase())) {
            logPhase(beanName, scheduler.getPhase());
            scheduler.setPhase(PhaseTimeouts.EXECUTORS);
        }
        if (bean instanceof ThreadPoolTaskExecutor executor) {
            if (isStrict(executor)) {
                logger.info("Executor '" + beanName + "' goes on accepting tasks until the drain is over: its strict"
                        + " early shutdown would reject what work in flight submits");
            }
            executor.setStrictEarlyShutdown(false);
        }
        if (bean instanceof ThreadPoolExecutorFactoryBean factory) {
            factory.setStrictEarlyShutdown(false);
        }
        if (bean instanceof ScheduledExecutorFactoryBean factory && !hasTasks(factory)) {
            factory.setAcceptTasksAfterContextClose(true);
        }
        return bean;
    }

    private static boolean isTooEarly(int phase) {
        return phase > PhaseTimeouts.EXECUTORS;
    }

    private static void logPhase(String beanName, int phase) {
        logger.info("Executor '" + beanName + "' stops in phase " + PhaseTimeouts.EXECUTORS + " instead of " + phase
                + ": before the drain is over it would hold tasks that the drain waits for");
    }

    private static boolean isStrict(ThreadPoolTaskExecutor executor) {
        if (STRICT == null) {
            return false;
        }
        ReflectionUtils.makeAccessible(STRICT);
        return Boolean.TRUE.equals(ReflectionUtils.getField(STRICT, executor));
    }

    // Its own tasks know no drain: their schedules end when the context begins to close
    private static boolean hasTasks(ScheduledExecutorFactoryBean factory) {
        if (OWN_TASKS == null) {
            return false;
        }
        ReflectionUtils.makeAccessible(OWN_TASKS);
        return !ObjectUtils.isEmpty((Object[]) ReflectionUtils.getField(OWN_TASKS, factory));
    }

    static class Hints implements RuntimeHintsRegistrar {

        @Override
        public void registerHints(RuntimeHints hints, @Nullable ClassLoader classLoader) {
            if (STRICT != null) {
                hints.reflection().registerField(STRICT);
            }
            if (OWN_TASKS != null) {
                hints.reflection().registerField(OWN_TASKS);
            }
        }

    }

}
