// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.web.servlet;

import java.io.IOException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;

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

    final BlockingQueue<Visit> begun = new LinkedBlockingQueue<>();

    @Bean
    ServletRegistrationBean<HttpServlet> async() {
        return new ServletRegistrationBean<>(new Writer(this.begun), "/async/*");
    }

    private static final class Writer extends HttpServlet {

        private static final long serialVersionUID = 1L;

        private final transient BlockingQueue<Visit> begun;

        Writer(BlockingQueue<Visit> begun) {
            this.begun = begun;
        }

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) {
            Visit visit = new Visit(new CountDownLatch(1), new CountDownLatch(1));
            this.begun.add(visit);
            Bounded.await(visit.hungUp());
            AsyncContext async = request.startAsync();
            async.setTimeout(0);
            CountDownLatch ready = new CountDownLatch(1);
            AtomicBoolean leaving = new AtomicBoolean();
            new Thread(() -> {
                try {
                    write(async, response, ready, leaving);
                }
                finally {
                    visit.written().countDown();
                }
            }).start();
            Bounded.await(ready);
            leaving.set(true);
        }

        private static void write(AsyncContext async, HttpServletResponse response, CountDownLatch ready,
                AtomicBoolean leaving) {
            long delay = ThreadLocalRandom.current().nextLong(150_000);
            ready.countDown();
            long leftAt = 0;
            while (leftAt == 0 || System.nanoTime() - leftAt < delay) {
                Thread.onSpinWait();
                if (leftAt == 0 && leaving.get()) {
                    leftAt = System.nanoTime();
                }
            }
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

    }

    /**
     * A request at work.
     *
     * @param hungUp to be counted down when its client has hung up
     * @param written zero when its answer has been written, as far as it went
     */
    record Visit(CountDownLatch hungUp, CountDownLatch written) {

    }

}
