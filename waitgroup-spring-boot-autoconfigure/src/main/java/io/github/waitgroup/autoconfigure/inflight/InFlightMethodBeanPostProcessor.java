// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.inflight;

import io.github.waitgroup.InFlight;
import io.github.waitgroup.WaitGroup;

import org.springframework.aop.Advisor;
import org.springframework.aop.framework.Advised;
import org.springframework.aop.framework.AopInfrastructureBean;
import org.springframework.aop.framework.autoproxy.AbstractBeanFactoryAwareAdvisingPostProcessor;
import org.springframework.aop.interceptor.AsyncExecutionInterceptor;
import org.springframework.aop.support.AopUtils;
import org.springframework.aop.support.DefaultPointcutAdvisor;
import org.springframework.aop.support.annotation.AnnotationMatchingPointcut;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.util.function.SingletonSupplier;

/**
 * Advises beans that have {@link InFlight} methods. It does so as Spring does for
 * {@code @Async}: a proxy that the bean has already gets one more advisor, and a bean
 * that has none gets a proxy.
 * <p>
 * The advice stands outside of all other, so that a commit, the pauses between attempts
 * and the wait for a permit belong to the work; but behind the one that hands the call to
 * another thread, where the work is done. Spring's other post-processors of this kind
 * have the same order and are declared by the application, and so come first.
 */
@SuppressWarnings("serial") // as its parents: nobody serializes it
class InFlightMethodBeanPostProcessor extends AbstractBeanFactoryAwareAdvisingPostProcessor
        implements SmartInitializingSingleton {

    private final transient SingletonSupplier<WaitGroup> group;

    private final Advisor inFlight;

    private final transient InFlightTypes types = new InFlightTypes();

    InFlightMethodBeanPostProcessor(SingletonSupplier<WaitGroup> group) {
        this.group = group;
        this.inFlight = new DefaultPointcutAdvisor(new AnnotationMatchingPointcut(null, InFlight.class, true),
                new InFlightMethodAdvice(group));
        this.advisor = this.inFlight;
    }

    // While there are beans: the first call may come after their end
    @Override
    public void afterSingletonsInstantiated() {
        this.group.obtain();
        this.types.forget();
    }

    @Override
    protected boolean isEligible(Class<?> targetClass) {
        return this.types.mayHave(targetClass) && super.isEligible(targetClass);
    }

    @Override
    public Object postProcessAfterInitialization(Object bean, String beanName) {
        if (bean instanceof Advised advised && !advised.isFrozen() && !(bean instanceof AopInfrastructureBean)
                && isEligible(AopUtils.getTargetClass(bean))) {
            advised.addAdvisor(behindHandOver(advised.getAdvisors()), this.inFlight);
            return bean;
        }
        return super.postProcessAfterInitialization(bean, beanName);
    }

    private static int behindHandOver(Advisor[] advisors) {
        for (int i = 0; i < advisors.length; i++) {
            if (advisors[i].getAdvice() instanceof AsyncExecutionInterceptor) {
                return i + 1;
            }
        }
        return 0;
    }

}
