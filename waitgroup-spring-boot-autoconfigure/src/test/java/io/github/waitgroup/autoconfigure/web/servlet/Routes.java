// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.web.servlet;

import java.io.IOException;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.ServletRequestEvent;
import jakarta.servlet.ServletRequestListener;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.web.servlet.ServletListenerRegistrationBean;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerResponse;

/**
 * What serves requests beside the controller.
 */
@Configuration(proxyBeanMethods = false)
class Routes {

    @Bean
    RouterFunction<ServerResponse> function() {
        return RouterFunctions.route().GET("/function/{id}", (request) -> ServerResponse.ok().body("function")).build();
    }

    @Bean
    ServletRegistrationBean<PlainServlet> plain() {
        return new ServletRegistrationBean<>(new PlainServlet(), "/plain/*");
    }

    // The first is told last of the end
    @Bean
    ServletListenerRegistrationBean<ServletRequestListener> end(Work work) {
        ServletListenerRegistrationBean<ServletRequestListener> registration = new ServletListenerRegistrationBean<>(
                new End(work));
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
        return registration;
    }

    @Bean
    FilterRegistrationBean<Filter> arrivals(Work work) {
        FilterRegistrationBean<Filter> registration = new FilterRegistrationBean<>((request, response, chain) -> {
            work.arrivals.countDown();
            chain.doFilter(request, response);
        });
        registration.setDispatcherTypes(DispatcherType.REQUEST);
        return registration;
    }

    static class PlainServlet extends HttpServlet {

        private static final long serialVersionUID = 1L;

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
            response.getWriter().write("plain");
        }

    }

    /**
     * Sees what the container says of the end of a request, after all others.
     */
    private static final class End implements ServletRequestListener {

        private final Work work;

        End(Work work) {
            this.work = work;
        }

        @Override
        public void requestDestroyed(ServletRequestEvent event) {
            InFlightRequest request = InFlightRequest.of(event.getServletRequest());
            if (request != null) {
                this.work.ended.complete(request.unit().label());
            }
            this.work.destroyed.countDown();
        }

    }

}
