// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.proof.rolling;

/**
 * A complete answer.
 *
 * @param status the status code
 * @param server the instance it came from, empty if HAProxy gave it itself
 * @param body the body
 * @param last whether nothing more is to be sent over this connection
 */
record HttpAnswer(int status, String server, String body, boolean last) {

}
