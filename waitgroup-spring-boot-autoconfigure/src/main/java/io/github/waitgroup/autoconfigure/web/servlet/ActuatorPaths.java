// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.web.servlet;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.core.env.Environment;
import org.springframework.util.StringUtils;

/**
 * The requests that are not work: those to the actuator. Were they counted, the probes of
 * an orchestrator alone would keep the application from falling quiet.
 */
final class ActuatorPaths {

    private final @Nullable String prefix;

    private ActuatorPaths(@Nullable String prefix) {
        this.prefix = prefix;
    }

    static ActuatorPaths of(Environment environment) {
        String servletPath = environment.getProperty("spring.mvc.servlet.path", "/");
        String basePath = environment.getProperty("management.endpoints.web.base-path", "/actuator");
        String prefix = StringUtils.trimTrailingCharacter(servletPath, '/')
                + StringUtils.trimTrailingCharacter(basePath, '/');
        // An actuator at the root cannot be told from the application
        return new ActuatorPaths(StringUtils.trimTrailingCharacter(basePath, '/').isEmpty() ? null : prefix);
    }

    boolean match(HttpServletRequest request) {
        if (this.prefix == null) {
            return false;
        }
        String path = request.getRequestURI().substring(request.getContextPath().length());
        return path.startsWith(this.prefix)
                && (path.length() == this.prefix.length() || path.charAt(this.prefix.length()) == '/');
    }

}
