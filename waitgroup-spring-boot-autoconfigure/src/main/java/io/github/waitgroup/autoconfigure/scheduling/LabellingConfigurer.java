// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.scheduling;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.core.Ordered;
import org.springframework.scheduling.TaskScheduler;
import org.springframework.scheduling.annotation.SchedulingConfigurer;
import org.springframework.scheduling.concurrent.ConcurrentTaskScheduler;
import org.springframework.scheduling.config.ScheduledTaskRegistrar;

/**
 * Comes last of all configurers, to find the scheduler that the application has chosen.
 */
class LabellingConfigurer implements SchedulingConfigurer, Ordered, DisposableBean {

    private final ScheduledGroup group;

    private @Nullable ScheduledExecutorService localExecutor;

    LabellingConfigurer(ScheduledGroup group) {
        this.group = group;
    }

    @Override
    public void configureTasks(ScheduledTaskRegistrar registrar) {
        TaskScheduler scheduler = registrar.getScheduler();
        registrar.setTaskScheduler(new LabellingTaskScheduler((scheduler != null) ? scheduler : local(), this.group));
    }

    // As the registrar does itself where it has been left without a scheduler
    private TaskScheduler local() {
        this.localExecutor = Executors.newSingleThreadScheduledExecutor();
        return new ConcurrentTaskScheduler(this.localExecutor);
    }

    @Override
    public void destroy() {
        if (this.localExecutor != null) {
            this.localExecutor.shutdownNow();
        }
    }

    @Override
    public int getOrder() {
        return LOWEST_PRECEDENCE;
    }

}
