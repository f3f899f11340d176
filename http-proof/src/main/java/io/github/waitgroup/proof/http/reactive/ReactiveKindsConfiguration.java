// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.proof.http.reactive;

import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/**
 * All that answers on a reactive server.
 */
@Configuration(proxyBeanMethods = false)
@Import({ RequestKinds.class, StreamKinds.class, ErrorPage.class, SocketKinds.class })
class ReactiveKindsConfiguration {

}
