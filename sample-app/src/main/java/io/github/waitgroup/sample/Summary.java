// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.sample;

/**
 * What became of a set of orders.
 *
 * @param accepted all of them
 * @param fulfilled those that went all the way
 * @param pending those that did not, or not yet
 */
record Summary(long accepted, long fulfilled, long pending) {

}
