// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.sample;

import java.util.List;

/**
 * The shop's promise: these orders will be fulfilled.
 *
 * @param accepted how many orders were accepted
 * @param ids their numbers
 */
record Receipt(int accepted, List<Long> ids) {

}
