// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Properties of the registry.
 *
 * @param leakDetection Whether the log says where a unit was registered that was never
 * closed. Takes a stack trace for each unit, so switch it on to search for a leak, not
 * for good.
 */
@ConfigurationProperties("waitgroup")
record WaitGroupProperties(@DefaultValue("false") boolean leakDetection) {

}
