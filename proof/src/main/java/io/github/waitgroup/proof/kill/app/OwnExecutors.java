// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.proof.kill.app;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;

/**
 * Executors beside Boot's own, which would not be there if these were candidates for it.
 */
@Configuration(proxyBeanMethods = false)
class OwnExecutors {

    private static final int THREADS = 16;

    @Bean(defaultCandidate = false)
    ThreadPoolTaskExecutor mailExecutor() {
        ThreadPoolTaskExecutor executor = new ThreadPoolTaskExecutor();
        executor.setCorePoolSize(2);
        return executor;
    }

    @Bean(defaultCandidate = false)
    ExecutorService service(@Value("${spring.threads.virtual.enabled:false}") boolean virtual) throws Throwable {
        return virtual ? virtualThreads() : Executors.newFixedThreadPool(THREADS);
    }

    @Bean(defaultCandidate = false)
    ThreadPoolExecutor pool() {
        return new ThreadPoolExecutor(THREADS, THREADS, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>());
    }

    // By name: on JDK 21 and later, while this is compiled for 17
    private static ExecutorService virtualThreads() throws Throwable {
        MethodHandle factory = MethodHandles.publicLookup()
            .findStatic(Executors.class, "newVirtualThreadPerTaskExecutor",
                    MethodType.methodType(ExecutorService.class));
        return (ExecutorService) factory.invokeExact();
    }

}
