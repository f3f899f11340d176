// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.proof.chaos;

import java.time.Duration;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * What is to come of a process.
 *
 * @param lost how many units it loses
 * @param budget how long it may take to its exit
 * @param code its exit code, if it is not what a loss decides
 * @param file whether there is a report file
 * @param lines what its log says, too
 * @param gaps what is not as it should be, as yet
 * @param reason why
 */
record Expected(int lost, Duration budget, @Nullable Integer code, boolean file, List<String> lines, Set<Problem> gaps,
        String reason) {

    /* waitgroup.shutdown.timeout, interrupt-grace and the second for the teardown */
    static final Duration BUDGET = Duration.ofMillis(2000 + 500 + 1000);

    static Expected lost(int lost) {
        return new Expected(lost, BUDGET, null, true, List.of(), Set.of(), "");
    }

    Expected within(Duration other) {
        return new Expected(this.lost, other, this.code, this.file, this.lines, this.gaps, this.reason);
    }

    Expected code(int other) {
        return new Expected(this.lost, this.budget, other, this.file, this.lines, this.gaps, this.reason);
    }

    Expected withoutFile() {
        return new Expected(this.lost, this.budget, this.code, false, this.lines, this.gaps, this.reason);
    }

    Expected says(String... regexes) {
        return new Expected(this.lost, this.budget, this.code, this.file, List.of(regexes), this.gaps, this.reason);
    }

    Expected but(String why, Problem... problems) {
        return new Expected(this.lost, this.budget, this.code, this.file, this.lines, Set.of(problems), why);
    }

}
