// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup;

import java.lang.System.Logger.Level;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * The leaks that a group has seen: how many, and the last of them by name.
 */
final class Leaks {

    private static final int KEPT = 100;

    /** After so many only each power of two is logged. */
    private static final int LOGGED = 10;

    private static final System.Logger logger = System.getLogger(WaitGroup.class.getName());

    private final ArrayDeque<WorkSnapshot> last = new ArrayDeque<>();

    private long number;

    /**
     * Notes a leak.
     * @param leak the unit
     * @return how many there are now
     */
    synchronized long add(WorkSnapshot leak) {
        this.last.add(leak);
        if (this.last.size() > KEPT) {
            this.last.remove();
        }
        return ++this.number;
    }

    synchronized long number() {
        return this.number;
    }

    /**
     * Returns the last leaks.
     * @param known how many there were before
     * @return those that came then, as far as they are still known
     */
    synchronized List<WorkSnapshot> since(long known) {
        List<WorkSnapshot> leaks = new ArrayList<>(this.last);
        long added = Math.min(this.number - known, leaks.size());
        return leaks.subList((int) (leaks.size() - added), leaks.size());
    }

    /**
     * Logs a leak, unless there are so many that the log would say nothing new.
     * @param leak the unit
     * @param number how many it makes
     * @param site where it was registered, if that is known
     */
    static void log(WorkSnapshot leak, long number, @Nullable Throwable site) {
        if (number > LOGGED && Long.bitCount(number) != 1) {
            return;
        }
        String text = "'" + leak.label() + "' (unit " + leak.id() + ", registered " + leak.age().toSeconds()
                + " s ago) was garbage-collected and never closed: nobody waits for it any more. It is leak " + number
                + " of group " + leak.group() + ". Close every registration in a finally block; "
                + ((site != null) ? "this one was made here:"
                        : "to see where it was made, start with -D" + WaitGroup.LEAK_DETECTION + "=true");
        if (site != null) {
            logger.log(Level.WARNING, text, site);
        }
        else {
            logger.log(Level.WARNING, text);
        }
    }

}
