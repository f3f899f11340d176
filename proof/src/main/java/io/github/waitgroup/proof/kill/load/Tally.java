// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.proof.kill.load;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.waitgroup.proof.kill.journal.Source;

/**
 * What the clients have seen, all of them together.
 */
final class Tally {

    private final Map<Source, Counts> counts = new EnumMap<>(Source.class);

    private final Queue<Result.Failure> failures = new ConcurrentLinkedQueue<>();

    private final Queue<String> troubles = new ConcurrentLinkedQueue<>();

    private final AtomicInteger turnedAway = new AtomicInteger();

    Tally(List<Source> sources) {
        sources.forEach((source) -> this.counts.put(source, new Counts()));
    }

    void asked(Source source) {
        of(source).asked.incrementAndGet();
    }

    void answered(Source source) {
        of(source).answered.incrementAndGet();
        of(source).first.countDown();
    }

    private Counts of(Source source) {
        return Objects.requireNonNull(this.counts.get(source));
    }

    void failed(Result.Failure failure) {
        this.failures.add(failure);
    }

    void turnedAway() {
        this.turnedAway.incrementAndGet();
    }

    void trouble(Exception trouble) {
        this.troubles.add(trouble.toString());
    }

    void awaitFirst() throws InterruptedException {
        for (Counts counts : this.counts.values()) {
            if (!counts.first.await(1, TimeUnit.MINUTES)) {
                throw new IllegalStateException("Not all sources answered: " + result());
            }
        }
    }

    Result result() {
        Map<Source, Result.Requests> requests = new EnumMap<>(Source.class);
        this.counts.forEach((source, counts) -> requests.put(source,
                new Result.Requests(counts.asked.get(), counts.answered.get())));
        return new Result(requests, List.copyOf(this.failures), this.turnedAway.get(), List.copyOf(this.troubles));
    }

    /** What was seen of one source. */
    private static final class Counts {

        private final AtomicInteger asked = new AtomicInteger();

        private final AtomicInteger answered = new AtomicInteger();

        private final CountDownLatch first = new CountDownLatch(1);

    }

}
