// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup;

import java.util.Objects;
import java.util.concurrent.ForkJoinPool;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class BacklogTests {

    private final WaitGroup group = new WaitGroup("test");

    private final ForkJoinPool pool = new ForkJoinPool(1);

    private final Backlog backlog = Objects.requireNonNull(Backlog.of(this.pool));

    private final Claim claim = Claim.submitted(new GroupUnits(this.group, "task"));

    private final CountedTask task = new CountedRunnable(this.claim, () -> {
    });

    @AfterEach
    void endThreads() {
        this.pool.shutdownNow();
    }

    @Test
    void forgetsATaskWhenItIsBegun() throws Exception {
        this.backlog.accepted(this.claim, this.task);
        assertThat(this.backlog.size()).isOne();
        this.task.run();
        assertThat(this.backlog.size()).isZero();
        Law.checkEnded(this.group, 1, 0);
    }

    @Test
    void forgetsATaskThatWasBegunBeforeItsSubmitterCouldSay() throws Exception {
        this.task.run();
        this.backlog.accepted(this.claim, this.task);
        assertThat(this.backlog.size()).isZero();
        Law.checkEnded(this.group, 1, 0);
    }

    @Test
    void discardsWhatIsLeft() throws Exception {
        this.backlog.accepted(this.claim, this.task);
        this.backlog.discardAll();
        assertThat(this.backlog.size()).isZero();
        Law.checkEnded(this.group, 1, 1);
    }

    @Test
    void isOnlyForPoolsThatWrap() throws Exception {
        try (CountedPool other = new CountedPool(this.group, 1, 1, (rejected, executor) -> {
        })) {
            assertThat(Backlog.of(other.pool)).isNull();
        }
        this.claim.takeBack(false);
        Law.checkEnded(this.group, 1, 0);
    }

}
