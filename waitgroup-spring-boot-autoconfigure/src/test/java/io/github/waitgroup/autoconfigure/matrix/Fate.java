// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.matrix;

import java.util.Set;

import io.github.waitgroup.autoconfigure.matrix.ExecutorKind.Trait;

/**
 * What may become of a task: a column of the table.
 *
 * @param title its name
 * @param setup the pool for it
 * @param needs which executors know it
 * @param scenario lets it happen
 */
record Fate(String title, Setup setup, Set<Trait> needs, Scenario scenario) {

    /** It is up to the executor how many tasks it takes. */
    static final int ANY = -1;

    boolean mayBefall(ExecutorKind kind) {
        return kind.traits().containsAll(this.needs);
    }

    @Override
    public String toString() {
        return this.title;
    }

    /**
     * Lets tasks have this fate.
     */
    interface Scenario {

        /**
         * Lets tasks have this fate.
         * @param bench the executor
         * @return how many tasks there were
         * @throws Exception if they had another one
         */
        int play(Bench bench) throws Exception;

    }

}
