// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.proof;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.concurrent.Callable;

import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.scheduling.TaskScheduler;
import org.springframework.scheduling.annotation.EnableAsync;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;

/**
 * Work that comes with a request, or is begun by a request in flight.
 */
final class RequestKinds {

    private RequestKinds() {
    }

    @Configuration(proxyBeanMethods = false)
    @Import(CallableResult.Controller.class)
    static class CallableResult {

        @Bean
        Load load() {
            return Load.none(1);
        }

        @RestController
        static class Controller {

            private final Work work;

            Controller(Work work) {
                this.work = work;
            }

            @GetMapping(Kind.PATH)
            Callable<String> get() {
                Unit unit = this.work.accept();
                return () -> {
                    unit.run();
                    return "done";
                };
            }

        }

    }

    @Configuration(proxyBeanMethods = false)
    @Import(Streaming.Controller.class)
    static class Streaming {

        @Bean
        Load load() {
            return Load.none(1);
        }

        @RestController
        static class Controller {

            private final Work work;

            Controller(Work work) {
                this.work = work;
            }

            @GetMapping(Kind.PATH)
            StreamingResponseBody get() {
                Unit unit = this.work.accept();
                return (body) -> {
                    unit.run();
                    write(body);
                };
            }

            private static void write(OutputStream body) throws IOException {
                body.write("done".getBytes(StandardCharsets.US_ASCII));
            }

        }

    }

    /** A request in flight calls an asynchronous method at its end. */
    @EnableAsync
    @Configuration(proxyBeanMethods = false)
    @Import({ AsyncTask.class, Submitting.Controller.class })
    static class Submitting {

        @Bean
        Load load() {
            return Load.none(1);
        }

        @RestController
        static class Controller {

            private final Work work;

            private final AsyncTask task;

            Controller(Work work, AsyncTask task) {
                this.work = work;
                this.task = task;
            }

            @GetMapping(Kind.PATH)
            String get() {
                this.work.accept(() -> this.work.submit(this.task::run)).run();
                return "done";
            }

        }

    }

    /** A request in flight schedules work at its end. */
    @EnableScheduling
    @Configuration(proxyBeanMethods = false)
    @Import(Scheduling.Controller.class)
    static class Scheduling {

        @Bean
        Load load() {
            return Load.none(1);
        }

        @RestController
        static class Controller {

            private final Work work;

            private final TaskScheduler scheduler;

            Controller(Work work, TaskScheduler scheduler) {
                this.work = work;
                this.scheduler = scheduler;
            }

            @GetMapping(Kind.PATH)
            String get() {
                this.work.accept(() -> this.work.submitFor((unit) -> this.scheduler.schedule(unit, Instant.now())))
                    .run();
                return "done";
            }

        }

    }

    /** A request that subscribes and does not wait. */
    @Configuration(proxyBeanMethods = false)
    @Import(FireAndForget.Controller.class)
    static class FireAndForget {

        @Bean
        Load load() {
            // Longer than the quiet period, within which it would be kept by chance
            return new Load(0, 1, 2500, (work) -> {
            });
        }

        @RestController
        static class Controller {

            private final Work work;

            Controller(Work work) {
                this.work = work;
            }

            @GetMapping(Kind.PATH)
            String get() {
                this.work
                    .submit((unit) -> Mono.fromRunnable(unit).subscribeOn(Schedulers.boundedElastic()).subscribe());
                return "done";
            }

        }

    }

}
