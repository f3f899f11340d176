// SPDX-License-Identifier: Apache-2.0

/**
 * Counts work in flight and waits for it to end.
 *
 * @since 0.1.0
 */
module io.github.waitgroup {

    requires static transitive org.jspecify;

    exports io.github.waitgroup;

}
