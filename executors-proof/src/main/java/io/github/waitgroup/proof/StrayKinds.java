// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.proof;

import java.util.concurrent.CompletableFuture;

import io.github.waitgroup.InFlight;
import io.github.waitgroup.WaitGroup;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/**
 * Work that belongs to no bean.
 */
final class StrayKinds {

    private StrayKinds() {
    }

    @Configuration(proxyBeanMethods = false)
    static class CommonPool {

        @Bean
        Load load() {
            // The common pool of a machine of two processors has one thread
            return new Load(3, 1, 600, (work) -> work.submitFor(CompletableFuture::runAsync));
        }

    }

    @Configuration(proxyBeanMethods = false)
    static class BoundedElastic {

        @Bean
        Load load() {
            return Load.running((work) -> work
                .submitFor((unit) -> Mono.fromRunnable(unit).subscribeOn(Schedulers.boundedElastic()).subscribe()));
        }

    }

    @Configuration(proxyBeanMethods = false)
    static class ByHand {

        @Bean
        Load load() {
            return Load.running((work) -> work.submit((unit) -> new Thread(unit, "by-hand").start()));
        }

    }

    /** The same with the remedy. */
    @Configuration(proxyBeanMethods = false)
    static class Go {

        @Bean
        Load load(WaitGroup waitGroup) {
            return Load.running((work) -> work.submit((unit) -> waitGroup.go("report", unit)));
        }

    }

    /** The same with an annotation. */
    @Configuration(proxyBeanMethods = false)
    @Import(Annotated.Reports.class)
    static class Annotated {

        @Bean
        Load load(Reports reports) {
            return Load.running((work) -> work.submitFor(reports::write));
        }

        static class Reports {

            @InFlight
            CompletableFuture<String> write(Unit unit) {
                CompletableFuture<String> written = new CompletableFuture<>();
                new Thread(() -> {
                    unit.run();
                    written.complete("written");
                }, "by-hand").start();
                return written;
            }

        }

    }

}
