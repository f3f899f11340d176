// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.web.servlet;

import io.github.waitgroup.Drain;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Begins the drain in the middle of a request, if the request asks for it.
 */
class DrainBeginner implements WebMvcConfigurer, HandlerInterceptor {

    private final Drain drain;

    DrainBeginner(Drain drain) {
        this.drain = drain;
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(this);
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if ("begin-drain".equals(request.getQueryString())) {
            this.drain.quiesce();
        }
        return true;
    }

}
