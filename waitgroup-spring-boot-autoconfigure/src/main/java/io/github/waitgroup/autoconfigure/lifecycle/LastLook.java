// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.lifecycle;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.BeanFactoryInitializer;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.config.DestructionAwareBeanPostProcessor;
import org.springframework.beans.factory.support.DefaultSingletonBeanRegistry;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.event.ContextRefreshedEvent;
import org.springframework.core.Ordered;
import org.springframework.core.PriorityOrdered;

/**
 * Drains where Spring's shutdown does not come by. A start that fails while beans are
 * made destroys those there are, and neither publishes an event nor stops a lifecycle:
 * what these beans have submitted is awaited before the first of them goes. A start that
 * hangs keeps Spring from closing the context at all: {@link ShutdownWatch} sees to that.
 */
class LastLook implements DestructionAwareBeanPostProcessor, BeanFactoryInitializer<ConfigurableListableBeanFactory>,
        DisposableBean, PriorityOrdered {

    private static final Log logger = LogFactory.getLog(LastLook.class);

    private final ConfigurableApplicationContext context;

    /** The one that makes the beans, and destroys them if that fails. */
    private final Thread starter = Thread.currentThread();

    private volatile boolean over;

    private volatile @Nullable ContextDrain drain;

    private volatile @Nullable ShutdownWatch watch;

    LastLook(ConfigurableApplicationContext context) {
        this.context = context;
    }

    // Before the application's beans: once they are destroyed, none can be made any more
    @Override
    public void initialize(ConfigurableListableBeanFactory beans) {
        beans.getBean(DrainReporters.BEAN, DrainReporters.class).prepare(beans);
        ContextDrain contextDrain = beans.getBean(ContextDrain.class);
        this.drain = contextDrain;
        this.context.addApplicationListener(new Refreshed());
        if (contextDrain.isOwner()) {
            ShutdownWatch created = new ShutdownWatch(this, contextDrain, beans.getBean(Budget.class));
            this.watch = created;
            if (!DrainOptionsResolver.isTest(this.context.getClassLoader())) {
                created.listen();
            }
        }
    }

    // Those that are destroyed anyway: for others it would have to be kept in mind that
    // they are
    @Override
    public boolean requiresDestruction(Object bean) {
        return !this.over && (bean instanceof DisposableBean || bean instanceof AutoCloseable);
    }

    @Override
    public void postProcessBeforeDestruction(Object bean, String beanName) {
        ContextDrain contextDrain = this.drain;
        if (contextDrain != null && !this.over && Thread.currentThread() == this.starter && isEachDestroyed()) {
            try {
                contextDrain.startFailed();
            }
            catch (RuntimeException ex) {
                logger.warn("Work in flight may not have been awaited", ex);
            }
            finally {
                this.over = true;
            }
        }
    }

    // Not one bean alone, as when its making has failed and the start goes on without it
    private static boolean isEachDestroyed() {
        return StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE)
            .walk((frames) -> frames.anyMatch((frame) -> frame.getMethodName().equals("destroySingletons")
                    && DefaultSingletonBeanRegistry.class.isAssignableFrom(frame.getDeclaringClass())));
    }

    /**
     * Returns whether the context is complete, or its start has failed and what was in
     * flight has been awaited.
     * @return {@code false} while Spring cannot close the context
     */
    boolean isOver() {
        return this.over;
    }

    Thread starter() {
        return this.starter;
    }

    @Nullable ShutdownWatch watch() {
        return this.watch;
    }

    @Override
    public void destroy() {
        ShutdownWatch created = this.watch;
        if (created != null) {
            created.stopListening();
        }
    }

    // Before those that call the methods with @PreDestroy
    @Override
    public int getOrder() {
        return HIGHEST_PRECEDENCE;
    }

    /** Hears last that the context is complete: until then Spring cannot close it. */
    private final class Refreshed implements ApplicationListener<ContextRefreshedEvent>, Ordered {

        @Override
        public void onApplicationEvent(ContextRefreshedEvent event) {
            if (event.getApplicationContext() == LastLook.this.context) {
                LastLook.this.over = true;
            }
        }

        @Override
        public boolean supportsAsyncExecution() {
            return false;
        }

        @Override
        public int getOrder() {
            return LOWEST_PRECEDENCE;
        }

    }

}
