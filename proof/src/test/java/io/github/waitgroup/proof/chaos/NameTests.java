// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.proof.chaos;

import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Name}.
 */
class NameTests {

    private static final String BEGIN = "18:20:09.654 WARN  [SpringApplicationShutdownHook] DrainLog                 ";

    @Test
    void findsWhatWasAbandoned() {
        assertThat(Name.inLog(List.of(BEGIN + "Drain aborted after 2.5s: 2 abandoned (async 1, http 1), 0 completed",
                BEGIN + "Abandoned in async: AsyncTask.run #1, RUNNING, in flight for 2.3s, on thread task-1",
                "\tat java.base@17.0.15/java.lang.Thread.sleep(Native Method)",
                BEGIN + "Abandoned in http: GET /flow #22, QUEUED, in flight for 2.1s")))
            .containsExactly(new Name("AsyncTask.run", 1L), new Name("GET /flow", 22L));
    }

    @Test
    void findsWhatCameTooLate() {
        assertThat(Name.inLog(List.of(BEGIN + "AsyncTask.run was submitted after the drain was over, and more",
                BEGIN + "GET /flow #7 was submitted after the drain was over, and more")))
            .containsExactly(new Name("AsyncTask.run", null), new Name("GET /flow", 7L));
    }

    @Test
    void isNotTakenInByProgress() {
        assertThat(Name.inLog(List.of(BEGIN + "Draining for 1.8s, 200ms left: 1 in flight (async 1)",
                "\tasync: AsyncTask.run #1, RUNNING, in flight for 2.0s, on thread task-1")))
            .isEmpty();
    }

}
