// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.proof.kill.app;

import java.util.function.Consumer;

import io.github.waitgroup.proof.kill.journal.Source;

/**
 * Requests for work that is done later: the answer says only that it has been accepted.
 */
public class Submissions {

    private final Work work;

    private final Executions executions;

    Submissions(Work work, Executions executions) {
        this.work = work;
        this.executions = executions;
    }

    /**
     * Accepts units of work and hands them over.
     * @param source where they come from
     * @return the answer
     */
    public String submit(Source source) {
        Consumer<Unit> execution = this.executions.of(source);
        for (int i = 0; i < source.units(); i++) {
            submit(this.work.accept(source, this.executions.lastOf(source)), execution);
        }
        return "done";
    }

    // Whoever asked gets no good answer, and knows
    private static void submit(Unit unit, Consumer<Unit> execution) {
        try {
            execution.accept(unit);
        }
        catch (RuntimeException ex) {
            unit.refuse();
            throw ex;
        }
    }

}
