// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.proof.chaos;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

import io.github.waitgroup.Registration;
import io.github.waitgroup.WaitGroup;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.task.TaskExecutor;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Accepts units of work and hands them over. From then on somebody relies on them.
 */
class Work {

    private static final Log logger = LogFactory.getLog(Work.class);

    private final Journal journal;

    private final AsyncTask task;

    private final TaskExecutor executor;

    private final WaitGroup group;

    private final ObjectProvider<PlatformTransactionManager> transactions;

    private final AtomicLong ids = new AtomicLong();

    private final AtomicInteger running = new AtomicInteger();

    Work(Journal journal, AsyncTask task, TaskExecutor applicationTaskExecutor, WaitGroup group,
            ObjectProvider<PlatformTransactionManager> transactions) {
        this.journal = journal;
        this.task = task;
        this.executor = applicationTaskExecutor;
        this.group = group;
        this.transactions = transactions;
    }

    void submit(Way way, Behaviour behaviour) {
        long id = this.ids.incrementAndGet();
        this.journal.accepted(id, way.label(id));
        Unit unit = new Unit(id, behaviour, this);
        try {
            switch (way) {
                case ASYNC -> this.task.run(unit);
                case EXECUTOR -> this.executor.execute(unit);
                case GO -> this.group.go(way.label(id), unit);
            }
        }
        catch (RuntimeException ex) {
            this.journal.refused(id);
            logger.info("Unit " + id + " was refused: " + ex);
        }
    }

    /**
     * Accepts a unit that its caller runs.
     * @param label the name by which a report would have it
     * @param behaviour what it does
     * @return the unit
     */
    Unit accept(String label, Behaviour behaviour) {
        Unit unit = new Unit(this.ids.incrementAndGet(), behaviour, this);
        this.journal.accepted(unit.id(), label);
        return unit;
    }

    void started(Unit unit) {
        this.journal.started(unit.id(), Registration.current());
        logger.info("Chaos: " + this.running.incrementAndGet() + " began");
    }

    void ended(Unit unit) {
        this.journal.ended(unit.id());
    }

    void failed(Unit unit) {
        this.journal.failed(unit.id());
    }

    void transaction(Behaviour.Wait statements) {
        new TransactionTemplate(this.transactions.getObject()).executeWithoutResult((status) -> {
            try {
                statements.run();
            }
            catch (InterruptedException ex) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(ex);
            }
        });
    }

}
