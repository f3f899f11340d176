// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.proof.kill.app;

import java.time.Instant;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.function.Consumer;

import io.github.waitgroup.proof.kill.app.AsyncWork.Ordered;
import io.github.waitgroup.proof.kill.journal.Source;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.scheduling.TaskScheduler;

/**
 * The ways to have work done later.
 */
class Executions {

    private final Work work;

    private final AsyncWork async;

    private final Receipts receipts;

    private final ApplicationEventPublisher publisher;

    private final TaskScheduler scheduler;

    private final ExecutorService service;

    private final ThreadPoolExecutor pool;

    /* Kept: who drops a promise has not dropped the work */
    private final Queue<Object> promises = new ConcurrentLinkedQueue<>();

    Executions(Work work, AsyncWork async, Receipts receipts, ApplicationEventPublisher publisher,
            TaskScheduler scheduler, @Qualifier("service") ExecutorService service,
            @Qualifier("pool") ThreadPoolExecutor pool) {
        this.work = work;
        this.async = async;
        this.receipts = receipts;
        this.publisher = publisher;
        this.scheduler = scheduler;
        this.service = service;
        this.pool = pool;
    }

    Consumer<Unit> of(Source source) {
        return switch (source) {
            case ASYNC, BATCH, NESTED, DATABASE -> this.async::run;
            case QUALIFIED -> this.async::mail;
            case EVENT -> (unit) -> this.publisher.publishEvent(new Ordered(unit));
            case SERVICE -> this.service::execute;
            case POOL -> this.pool::execute;
            case COMMON_POOL -> (unit) -> this.promises.add(CompletableFuture.runAsync(unit));
            case ONE_SHOT ->
                (unit) -> this.promises.add(Objects.requireNonNull(this.scheduler.schedule(unit, Instant.now())));
            default -> throw new IllegalArgumentException(source + " is not done later");
        };
    }

    Runnable lastOf(Source source) {
        return switch (source) {
            case NESTED -> () -> this.async.run(this.work.accept(Source.CALLED));
            case DATABASE -> this.receipts::write;
            default -> () -> {
            };
        };
    }

}
