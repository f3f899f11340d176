// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.sample;

/**
 * A complete answer.
 *
 * @param status the status code
 * @param body the body
 * @param last whether the server asked to send nothing more over this connection
 */
record HttpAnswer(int status, String body, boolean last) {

}
