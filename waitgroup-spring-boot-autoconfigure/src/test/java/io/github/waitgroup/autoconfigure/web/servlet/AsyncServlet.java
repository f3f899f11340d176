// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.web.servlet;

import java.io.IOException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadLocalRandom;

import io.github.waitgroup.autoconfigure.Bounded;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Writes to a client that has hung up, just when the container's thread leaves.
 */
@Configuration(proxyBeanMethods = false)
class AsyncServlet {

    final BlockingQueue<CountDownLatch> begun = new LinkedBlockingQueue<>();

    @Bean
    ServletRegistrationBean<HttpServlet> async() {
        return new ServletRegistrationBean<>(new Writer(this.begun), "/async/*");
    }

    private static final class Writer extends HttpServlet {

        private static final long serialVersionUID = 1L;

        private final transient BlockingQueue<CountDownLatch> begun;

        Writer(BlockingQueue<CountDownLatch> begun) {
            this.begun = begun;
        }

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) {
            CountDownLatch hungUp = new CountDownLatch(1);
            this.begun.add(hungUp);
            Bounded.await(hungUp);
            AsyncContext async = request.startAsync();
            async.setTimeout(0);
            int rounds = ThreadLocalRandom.current().nextInt(20_000);
            new Thread(() -> write(async, response, rounds)).start();
            spin(ThreadLocalRandom.current().nextInt(400_000));
        }

        private static void write(AsyncContext async, HttpServletResponse response, int rounds) {
            spin(rounds);
            try {
                byte[] bytes = new byte[100_000];
                for (int i = 0; i < 100; i++) {
                    response.getOutputStream().write(bytes);
                    response.getOutputStream().flush();
                }
                async.complete();
            }
            catch (IOException | IllegalStateException ex) {
                // As it should be: the container ends the request
            }
        }

        private static void spin(int rounds) {
            for (int i = 0; i < rounds; i++) {
                Thread.onSpinWait();
            }
        }

    }

}
