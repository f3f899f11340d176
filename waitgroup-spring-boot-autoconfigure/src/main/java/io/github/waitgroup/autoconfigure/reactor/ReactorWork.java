// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.reactor;

import java.util.concurrent.RejectedExecutionException;

import io.github.waitgroup.Registration;
import io.github.waitgroup.WaitGroup;
import io.github.waitgroup.WaitGroupRegistry;
import io.github.waitgroup.autoconfigure.subscription.Units;
import org.jspecify.annotations.Nullable;
import reactor.core.CoreSubscriber;

/**
 * What becomes a unit: only what a thread starts while it works for a unit in flight of
 * the same registry. The flows that libraries keep going in the background are no work.
 */
class ReactorWork implements Units {

    static final String GROUP = "reactor";

    private final WaitGroupRegistry registry;

    private final WaitGroup group;

    private final FireAndForget fireAndForget = new FireAndForget();

    ReactorWork(WaitGroupRegistry registry) {
        this.registry = registry;
        this.group = registry.group(GROUP);
    }

    boolean isAbsent() {
        return cause() == null;
    }

    @Override
    public @Nullable Registration register(CoreSubscriber<?> subscriber) {
        Registration cause = cause();
        if (cause == null || !this.fireAndForget.isBy(subscriber)) {
            return null;
        }
        if (this.fireAndForget.isBySpring(subscriber)) {
            return register(cause.label());
        }
        CallSite site = CallSite.ofSubscription();
        return site.library() ? null : register(site.label());
    }

    private @Nullable Registration register(String label) {
        try {
            return this.group.register(label);
        }
        catch (RejectedExecutionException ex) {
            // What caused it has just ended, and admission with it
            return null;
        }
    }

    /**
     * Takes a task that is about to be scheduled by the current thread.
     * @param task the task
     * @return what is scheduled instead
     */
    Runnable scheduling(Runnable task) {
        Registration cause = cause();
        if (cause == null) {
            return task;
        }
        if (CallSite.isOperator(task)) {
            return new CausedTask(cause, task);
        }
        CallSite site = CallSite.ofSchedule();
        if (site.library()) {
            return new CausedTask(cause, task);
        }
        if (site.delayed()) {
            return new CausedTask(cause, new LaterTask(this.group, site.label(), task));
        }
        try {
            Registration unit = this.group.enqueue(site.label());
            return () -> unit.run(task);
        }
        catch (RejectedExecutionException ex) {
            return task;
        }
    }

    private @Nullable Registration cause() {
        Registration current = Registration.current();
        return (current != null && isInFlight(current) && this.registry.contains(current.group())) ? current : null;
    }

    static boolean isInFlight(Registration unit) {
        return unit.state() == Registration.State.RUNNING;
    }

}
