// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

import org.jspecify.annotations.Nullable;

/**
 * A source whose answers a test decides, with a label for each kind of question.
 */
final class TestUnits implements UnitSource {

    final List<Duration> delays = Collections.synchronizedList(new ArrayList<>());

    /** One entry for each run that fell due. */
    final BlockingQueue<Boolean> asked = new LinkedBlockingQueue<>();

    volatile boolean countsSubmitted = true;

    volatile boolean countsScheduled;

    volatile boolean countsDue = true;

    volatile @Nullable RuntimeException refusal;

    private final WaitGroup group;

    TestUnits(WaitGroup group) {
        this.group = group;
    }

    private @Nullable Registration unit(boolean counts, String label) {
        RuntimeException ex = this.refusal;
        if (ex != null) {
            throw ex;
        }
        return counts ? this.group.enqueue(label) : null;
    }

    @Override
    public @Nullable Registration submitted() {
        return unit(this.countsSubmitted, "submitted");
    }

    @Override
    public @Nullable Registration scheduled(Duration delay) {
        this.delays.add(delay);
        return unit(this.countsScheduled, "scheduled");
    }

    @Override
    public @Nullable Registration due() {
        boolean counts = this.countsDue;
        this.asked.add(counts);
        return unit(counts, "due");
    }

    @Override
    public String toString() {
        return "test units";
    }

}
