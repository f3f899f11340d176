// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup;

import java.lang.ref.WeakReference;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Stands in for a unit that has been in flight for long, and does not keep it from being
 * garbage-collected: so a unit that nobody can close any more is found.
 */
final class Suspect extends WeakReference<Registration> implements Runnable {

    private final WaitGroup group;

    private final Object[] places;

    private final int place;

    private final long id;

    private final long since;

    private final long parentId;

    private final @Nullable Throwable site;

    // The text, not what supplies it: that may well hold the unit
    private volatile String label;

    private volatile @Nullable String traceId;

    private volatile boolean started;

    private volatile boolean openEnded;

    Suspect(WaitGroup group, Registration unit, Object[] places, int place) {
        super(unit);
        this.group = group;
        this.places = places;
        this.place = place;
        this.id = unit.id();
        this.since = unit.since();
        this.parentId = unit.parent().orElse(0);
        this.site = unit.site();
        this.label = unit.label();
        this.traceId = unit.traceId();
        this.started = unit.isStarted();
        this.openEnded = unit.isOpenEnded();
    }

    // Takes over what may have changed before the unit could know its stand-in
    synchronized void follow(Registration unit) {
        this.label = unit.label();
        this.traceId = unit.traceId();
        this.started = unit.isStarted();
        this.openEnded = unit.isOpenEnded();
    }

    /** Is called once the unit has been garbage-collected. */
    @Override
    public void run() {
        // Whoever closed the unit has given its place back before it could be collected
        if (Slots.replace(this.places, this.place, this, null)) {
            this.group.leaked(this);
        }
    }

    boolean wasQueued() {
        return !this.started;
    }

    boolean wasOpenEnded() {
        return this.openEnded;
    }

    @Nullable Throwable site() {
        return this.site;
    }

    WorkSnapshot snapshot() {
        return WorkSnapshot.of(this.group, this.id, this.label, Registration.State.LEAKED, this.since, null,
                this.parentId, this.traceId, List.of());
    }

}
