// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.proof;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Function;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.annotation.Value;

/**
 * Accepts units of work and hands them over. From then on somebody relies on them. When
 * as many have begun as the {@link Load} says, the log says so: that is the middle of the
 * work.
 */
class Work {

    private static final Log logger = LogFactory.getLog(Work.class);

    private final Journal journal;

    private final Load load;

    private final Queue<Object> promises = new ConcurrentLinkedQueue<>();

    private final AtomicLong ids = new AtomicLong();

    /* One more than units: the start of the application itself */
    private final AtomicInteger missing;

    /* How many times as long as the load says a unit takes */
    private final int times;

    Work(Journal journal, Load load, @Value("${proof.times:1}") int times) {
        this.journal = journal;
        this.load = load;
        this.times = times;
        this.missing = new AtomicInteger(load.running() + 1);
    }

    void submit(Consumer<Unit> executor) {
        submit(executor, Work::nothing);
    }

    /**
     * Accepts a unit and hands it over to somebody who promises something for it, which
     * is kept: who drops the promise has not dropped the work.
     * @param <P> the type of the promise
     * @param executor takes the unit, or refuses it
     */
    <P extends @Nullable Object> void submitFor(Function<Unit, P> executor) {
        submit((unit) -> keep(executor.apply(unit)));
    }

    void keep(@Nullable Object promise) {
        if (promise != null) {
            this.promises.add(promise);
        }
    }

    /**
     * Accepts a unit and hands it over.
     * @param executor takes the unit, or refuses it
     * @param lastly what the unit does last
     */
    void submit(Consumer<Unit> executor, Runnable lastly) {
        Unit unit = accept(lastly);
        try {
            executor.accept(unit);
        }
        catch (RuntimeException ex) {
            this.journal.refused(unit.id());
            logger.info("Unit " + unit.id() + " was refused", ex);
        }
    }

    Unit accept() {
        return accept(Work::nothing);
    }

    Unit accept(Runnable lastly) {
        Unit unit = new Unit(this.ids.incrementAndGet(), this.load.millis() * this.times, this, lastly);
        this.journal.accepted(unit.id());
        return unit;
    }

    void started(Unit unit) {
        this.journal.started(unit.id());
        oneLess();
    }

    void ended(Unit unit) {
        this.journal.ended(unit.id());
    }

    void oneLess() {
        if (this.missing.decrementAndGet() == 0) {
            logger.info("Proof: in the middle");
        }
    }

    private static void nothing() {
    }

}
