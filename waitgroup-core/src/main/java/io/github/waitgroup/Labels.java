// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup;

import java.util.Objects;
import java.util.function.Supplier;

/**
 * Labels that are made when somebody asks for them.
 */
final class Labels {

    private Labels() {
    }

    /**
     * Returns the text of a label.
     * @param label the text, or what supplies it
     * @return the text; what supplies it cannot spoil the view of others by failing
     */
    static String text(Object label) {
        if (label instanceof Supplier<?> supplier) {
            try {
                return Objects.toString(supplier.get());
            }
            catch (Throwable ex) {
                return "(the label could not be made: " + ex + ")";
            }
        }
        return label.toString();
    }

}
