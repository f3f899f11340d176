// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.lifecycle;

import java.util.concurrent.CompletableFuture;

import io.github.waitgroup.Drain;
import io.github.waitgroup.autoconfigure.Bounded;
import io.github.waitgroup.autoconfigure.WaitGroupAutoConfiguration;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationListener;
import org.springframework.context.event.ApplicationEventMulticaster;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.SimpleApplicationEventMulticaster;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of a drain in an application whose events are asynchronous.
 */
class AsynchronousEventsTests {

    private final ApplicationContextRunner runner = new ApplicationContextRunner()
        .withConfiguration(AutoConfigurations.of(WaitGroupAutoConfiguration.class, DrainAutoConfiguration.class));

    @Test
    void runWhenEventsAreAsynchronousShouldQuiesceBeforeAnythingStops() {
        CompletableFuture<Drain.State> seen = new CompletableFuture<>();
        this.runner
            .withBean("applicationEventMulticaster", ApplicationEventMulticaster.class,
                    AsynchronousEventsTests::neverMulticast)
            .withBean("observer", Observer.class, () -> new Observer(seen))
            .run((context) -> {
                context.getBean(Observer.class).drain.complete(context.getBean(Drain.class));
                context.getSourceApplicationContext().close();
            });
        assertThat(seen).isCompletedWithValue(Drain.State.QUIESCING);
    }

    // Tasks of an executor that is never served: only what is synchronous happens
    private static ApplicationEventMulticaster neverMulticast() {
        SimpleApplicationEventMulticaster multicaster = new SimpleApplicationEventMulticaster();
        multicaster.setTaskExecutor((task) -> {
        });
        return multicaster;
    }

    static class Observer implements ApplicationListener<ContextClosedEvent> {

        final CompletableFuture<Drain> drain = new CompletableFuture<>();

        private final CompletableFuture<Drain.State> seen;

        Observer(CompletableFuture<Drain.State> seen) {
            this.seen = seen;
        }

        @Override
        public void onApplicationEvent(ContextClosedEvent event) {
            try {
                this.seen.complete(Bounded.get(this.drain).state());
            }
            catch (Exception ex) {
                this.seen.completeExceptionally(ex);
            }
        }

        @Override
        public boolean supportsAsyncExecution() {
            return false;
        }

    }

}
