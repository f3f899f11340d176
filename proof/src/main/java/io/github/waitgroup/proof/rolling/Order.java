// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.proof.rolling;

/**
 * An order, as its customer knows it.
 *
 * @param shop the instance that has accepted it
 * @param number its number there
 */
record Order(String shop, long number) {

}
