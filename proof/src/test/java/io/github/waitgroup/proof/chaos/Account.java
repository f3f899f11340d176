// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.proof.chaos;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * What was lost against what was named, one to one.
 *
 * @param matched how many units are lost and named
 * @param unnamed what is lost, but not named
 * @param wrong what is named, but not lost, or named before
 */
record Account(int matched, List<Books.Entry> unnamed, List<Name> wrong) {

    /**
     * Matches by number what has begun, and the rest by label: of what has never begun
     * the journal has no number.
     * @param books the journal
     * @param names what was named
     * @return what matches, and what does not
     */
    static Account of(Books books, List<Name> names) {
        List<Books.Entry> lost = new ArrayList<>(books.lost());
        List<Name> others = new ArrayList<>();
        List<Name> wrong = new ArrayList<>();
        for (Name name : names) {
            Optional<Books.Entry> begun = first(books.entries(),
                    (entry) -> entry.id() != null && entry.id().equals(name.id()));
            if (begun.isEmpty()) {
                others.add(name);
            }
            else if (!begun.get().label().equals(name.label()) || !lost.remove(begun.get())) {
                wrong.add(name);
            }
        }
        for (Name name : others) {
            first(lost, (entry) -> (entry.id() == null || name.id() == null) && entry.label().equals(name.label()))
                .ifPresentOrElse(lost::remove, () -> wrong.add(name));
        }
        return new Account(books.lost().size() - lost.size(), List.copyOf(lost), List.copyOf(wrong));
    }

    private static Optional<Books.Entry> first(List<Books.Entry> entries, Predicate<Books.Entry> condition) {
        return entries.stream().filter(condition).findFirst();
    }

}
