// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.proof.chaos;

import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link Books}.
 */
class BooksTests {

    @Test
    void whatWasAcceptedAndHasNotEndedIsLost() {
        Books books = Books.of(List.of("accepted 1 A.run", "started 1 17", "accepted 2 GET /{id}", "accepted 3 A.run",
                "started 3 18", "ended 3"));
        assertThat(books.lost()).containsExactly(new Books.Entry("A.run", 17L, false),
                new Books.Entry("GET /{id}", null, false));
        assertThat(books.entries()).hasSize(3);
    }

    @Test
    void whatHasFailedByItselfHasEnded() {
        assertThat(Books.of(List.of("accepted 1 A.run", "started 1 1", "failed 1")).lost()).isEmpty();
    }

    @Test
    void whatWasRefusedWasNeverAccepted() {
        assertThat(Books.of(List.of("accepted 1 A.run", "refused 1")).entries()).isEmpty();
    }

    @Test
    void whatBeganWithoutRegistrationHasNoNumber() {
        assertThat(Books.of(List.of("accepted 1 A.run", "started 1")).lost())
            .containsExactly(new Books.Entry("A.run", null, false));
    }

    @Test
    void refusesWhatItDoesNotKnow() {
        assertThatIllegalArgumentException().isThrownBy(() -> Books.of(List.of("vanished 1")));
    }

}
