// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.proof.http;

/**
 * A client that talks to a server while that is told to stop. Each step is taken when all
 * clients have taken the one before.
 */
interface Client {

    /**
     * Gets into the middle of something.
     * @param stage what the clients share
     * @throws Exception if that is not possible
     */
    default void begin(Stage stage) throws Exception {
    }

    /**
     * Does something after the server has been told to stop, while answers wait in their
     * middle.
     * @param stage what the clients share
     */
    default void meanwhile(Stage stage) {
    }

    /**
     * Goes on to the end, as answers do now.
     * @return what the client saw
     * @throws Exception if that is not to be told
     */
    String end() throws Exception;

}
