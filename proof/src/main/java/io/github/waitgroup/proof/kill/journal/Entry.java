// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.proof.kill.journal;

/**
 * A line of the journal.
 *
 * @param event what happened
 * @param source the source of the unit
 * @param id the unit
 * @param time when it happened, in milliseconds since the epoch
 */
public record Entry(Event event, Source source, long id, long time) {

    static Entry parse(String line) {
        String[] parts = line.split(" ", 4);
        return new Entry(Event.valueOf(parts[0]), Source.valueOf(parts[1]), Long.parseLong(parts[2]),
                Long.parseLong(parts[3]));
    }

    @Override
    public String toString() {
        return this.event + " " + this.source + " " + this.id + " " + this.time;
    }

}
