// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.web.reactive;

import jakarta.servlet.http.HttpServletRequest;

import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Where WebFlux runs on a server for servlets.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnClass(HttpServletRequest.class)
class ServletRequestsConfiguration {

    @Bean
    ServletRequests waitGroupServletRequests() {
        return new ServletRequests();
    }

}
