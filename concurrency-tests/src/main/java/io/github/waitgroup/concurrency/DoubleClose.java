// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.concurrency;

import io.github.waitgroup.Registration;
import io.github.waitgroup.WaitGroup;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.JZZ_Result;

/**
 * Forbids that one unit is counted down twice: a request that times out is closed by the
 * container and by its own thread in the same moment, and the group takes another unit,
 * still in flight, for ended.
 */
@JCStressTest
@Outcome(id = "1, false, true", expect = Expect.ACCEPTABLE, desc = "One down; the other unit is still in flight")
@Outcome(expect = Expect.FORBIDDEN, desc = "The other unit was counted down, too, or nothing was")
@State
public class DoubleClose {

    private final WaitGroup group = new WaitGroup("test");

    private final Registration unit = this.group.register("unit");

    private final Registration other = this.group.register("other");

    @Actor
    public void first() {
        this.unit.close();
    }

    @Actor
    public void second() {
        this.unit.close();
    }

    @Arbiter
    public void then(JZZ_Result result) {
        result.r1 = this.group.count();
        result.r2 = Probe.isZero(this.group);
        this.other.close();
        result.r3 = Probe.isZero(this.group);
    }

}
