// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.proof.http.servlet;

import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/**
 * All that answers on a servlet container.
 */
@Configuration(proxyBeanMethods = false)
@Import({ RequestKinds.class, StreamKinds.class, DispatchKinds.class, ErrorPage.class, SocketKinds.class })
class ServletKindsConfiguration {

}
