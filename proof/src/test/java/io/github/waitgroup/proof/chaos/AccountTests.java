// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.proof.chaos;

import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Account}.
 */
class AccountTests {

    private static final Books.Entry FIRST = new Books.Entry("A.run", 17L, false);

    private static final Books.Entry QUEUED = new Books.Entry("A.run", null, false);

    private final Books books = new Books(List.of(FIRST, QUEUED, new Books.Entry("A.run", 18L, true)));

    @Test
    void isEvenWhereAllIsNamedOnce() {
        assertThat(account(new Name("A.run", 19L), new Name("A.run", 17L)))
            .isEqualTo(new Account(2, List.of(), List.of()));
    }

    @Test
    void tellsWhatIsNotNamed() {
        assertThat(account(new Name("A.run", 17L))).isEqualTo(new Account(1, List.of(QUEUED), List.of()));
        assertThat(account(new Name("A.run", 19L))).isEqualTo(new Account(1, List.of(FIRST), List.of()));
    }

    @Test
    void tellsWhatHasEndedAndIsNamed() {
        Name ended = new Name("A.run", 18L);
        assertThat(account(new Name("A.run", 17L), new Name("A.run", 19L), ended).wrong()).containsExactly(ended);
    }

    @Test
    void tellsWhatIsNamedTwice() {
        Name name = new Name("A.run", 17L);
        assertThat(account(name, name).wrong()).containsExactly(name);
    }

    @Test
    void tellsOfAWrongLabel() {
        Name other = new Name("B.run", 17L);
        Name stranger = new Name("B.run", 19L);
        assertThat(account(other, stranger))
            .isEqualTo(new Account(0, List.of(FIRST, QUEUED), List.of(other, stranger)));
    }

    @Test
    void takesANameWithoutNumberForOneOfItsLabel() {
        Name name = new Name("A.run", null);
        assertThat(account(name, name)).isEqualTo(new Account(2, List.of(), List.of()));
        assertThat(account(name, name, name).wrong()).containsExactly(name);
    }

    private Account account(Name... names) {
        return Account.of(this.books, List.of(names));
    }

}
