// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.proof.kill.load;

import java.util.List;
import java.util.Map;

import io.github.waitgroup.proof.kill.journal.Source;
import io.github.waitgroup.proof.kill.load.Result.Failure;
import io.github.waitgroup.proof.kill.load.Result.Requests;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for {@link Result}.
 */
class ResultTests {

    private final Result result = new Result(Map.of(Source.SYNC, new Requests(5, 3)),
            List.of(new Failure(Source.SYNC, true, "status 503"), new Failure(Source.SYNC, false, "reset by peer")), 16,
            List.of("something else"));

    @Test
    void isReadAsItWasWritten() {
        assertThat(Result.parse(this.result.lines())).isEqualTo(this.result);
    }

    @Test
    void knowsRequestsOfWhichTheServerNeverSpoke() {
        assertThat(this.result.unheard(Source.SYNC)).isOne();
        assertThat(this.result.unheard(Source.ASYNC)).isZero();
    }

    @Test
    void whatHasNoGoodAnswerHasFailed() {
        assertThat(this.result.of(Source.SYNC).failed()).isEqualTo(2);
        assertThat(this.result.of(Source.ASYNC).failed()).isZero();
    }

    @Test
    void aLoadThatEndedEarlyIsNoResult() {
        List<String> lines = this.result.lines();
        assertThatIllegalStateException().isThrownBy(() -> Result.parse(lines.subList(0, lines.size() - 1)));
    }

}
