// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.task;

import org.springframework.aop.Advisor;
import org.springframework.aop.PointcutAdvisor;
import org.springframework.aop.framework.Advised;
import org.springframework.aop.interceptor.AsyncExecutionInterceptor;
import org.springframework.aop.support.DefaultPointcutAdvisor;
import org.springframework.beans.factory.config.BeanPostProcessor;

/**
 * Puts advice around Spring's own for {@code @Async} methods. No proxy is made: only one
 * that Spring has made already gets two more advisors, one on each side of the hand-over
 * to another thread.
 * <p>
 * Not {@link org.springframework.core.Ordered}, so that it comes after Spring's
 * post-processor for {@code @Async}, which is.
 */
class AsyncMethodBeanPostProcessor implements BeanPostProcessor {

    private final ExecutorHooks hooks;

    AsyncMethodBeanPostProcessor(ExecutorHooks hooks) {
        this.hooks = hooks;
    }

    @Override
    public Object postProcessAfterInitialization(Object bean, String beanName) {
        if (bean instanceof Advised advised && !advised.isFrozen()) {
            Advisor[] advisors = advised.getAdvisors();
            for (int i = 0; i < advisors.length; i++) {
                if (advisors[i].getAdvice() instanceof AsyncExecutionInterceptor interceptor
                        && advisors[i] instanceof PointcutAdvisor async) {
                    AsyncCallAdvice call = new AsyncCallAdvice(new AsyncExecutors(this.hooks, interceptor),
                            this.hooks.units(AsyncGroup.NAME));
                    advised.addAdvisor(i + 1, new DefaultPointcutAdvisor(async.getPointcut(), new AsyncRunAdvice()));
                    advised.addAdvisor(i, new DefaultPointcutAdvisor(async.getPointcut(), call));
                    break;
                }
            }
        }
        return bean;
    }

}
