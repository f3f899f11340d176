// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.actuate;

import jakarta.servlet.http.HttpServletResponse;

import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/**
 * When to ask again for the verdict. What an endpoint returns has no headers.
 */
interface RetryAfter {

    /** In seconds: the last unit may end at any moment. */
    String VALUE = "1";

    /**
     * Adds the header to the response to the request at hand.
     */
    void addToResponse();

    /**
     * Adds it by way of the request's thread.
     */
    class Servlet implements RetryAfter {

        @Override
        public void addToResponse() {
            if (RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes attributes) {
                HttpServletResponse response = attributes.getResponse();
                if (response != null) {
                    response.setHeader("Retry-After", VALUE);
                }
            }
        }

    }

}
