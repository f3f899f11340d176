// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure;

/**
 * Knows with what exit code a process should end that has lost work. Not Spring Boot's
 * {@code ExitCodeGenerator}: an application that has none would seem to have one.
 *
 * @since 0.1.0
 */
public interface LossCode {

    /**
     * Returns the exit code.
     * @return the code, 0 if nothing was lost, or a loss has none
     */
    int lossCode();

}
