// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.web.servlet;

import java.util.Map;

import io.github.waitgroup.autoconfigure.Bounded;
import jakarta.servlet.RequestDispatcher;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.web.error.ErrorAttributeOptions;
import org.springframework.boot.webmvc.error.DefaultErrorAttributes;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.WebRequest;

/**
 * Holds an error page up, if the request asks for it.
 */
class SlowErrorAttributes extends DefaultErrorAttributes {

    private final Work work;

    SlowErrorAttributes(Work work) {
        this.work = work;
    }

    @Override
    public Map<String, @Nullable Object> getErrorAttributes(WebRequest request, ErrorAttributeOptions options) {
        Object query = request.getAttribute(RequestDispatcher.ERROR_QUERY_STRING, RequestAttributes.SCOPE_REQUEST);
        if ("slow-error-page".equals(query)) {
            this.work.errorPage.countDown();
            Bounded.await(this.work.errorGate);
        }
        return super.getErrorAttributes(request, options);
    }

}
