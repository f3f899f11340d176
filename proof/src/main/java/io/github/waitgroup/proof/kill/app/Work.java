// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.proof.kill.app;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;

import io.github.waitgroup.proof.kill.journal.Event;
import io.github.waitgroup.proof.kill.journal.Journal;
import io.github.waitgroup.proof.kill.journal.Source;

import org.springframework.beans.factory.annotation.Value;

/**
 * Accepts units of work: from then on somebody relies on them.
 */
public class Work {

    private final Journal journal;

    private final AtomicLong ids = new AtomicLong();

    Work(@Value("${kill.journal}") Path journal) throws IOException {
        this.journal = new Journal(journal);
    }

    /**
     * Accepts a unit.
     * @param source where it comes from
     * @return the unit, accepted on the disk
     */
    public Unit accept(Source source) {
        return accept(source, Work::nothing);
    }

    Unit accept(Source source, Runnable lastly) {
        long millis = ThreadLocalRandom.current().nextLong(source.shortest(), source.longest() + 1L);
        Unit unit = new Unit(this.journal, source, this.ids.incrementAndGet(), millis, lastly);
        this.journal.write(Event.ACCEPTED, source, unit.id());
        return unit;
    }

    private static void nothing() {
    }

}
