// SPDX-License-Identifier: Apache-2.0

/**
 * Auto-configuration for the wait groups of a Spring Boot application.
 */
@NullMarked
package io.github.waitgroup.autoconfigure;

import org.jspecify.annotations.NullMarked;
