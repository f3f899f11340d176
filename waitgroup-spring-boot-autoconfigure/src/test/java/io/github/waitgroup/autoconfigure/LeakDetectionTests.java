// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

import io.github.waitgroup.WaitGroup;
import io.github.waitgroup.WaitGroupRegistry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;

class LeakDetectionTests {

    private final ApplicationContextRunner runner = new ApplicationContextRunner()
        .withConfiguration(AutoConfigurations.of(WaitGroupAutoConfiguration.class));

    private final CompletableFuture<LogRecord> logged = new CompletableFuture<>();

    // Held: a logger that nobody holds forgets its handlers
    private final Logger logger = Logger.getLogger(WaitGroup.class.getName());

    private final Handler handler = new Handler() {

        @Override
        public void publish(LogRecord record) {
            // What other tests have forgotten is collected here, too
            if (record.getMessage().contains("of group lost-")) {
                LeakDetectionTests.this.logged.complete(record);
            }
        }

        @Override
        public void flush() {
        }

        @Override
        public void close() {
        }

    };

    @BeforeEach
    void listen() {
        this.logger.addHandler(this.handler);
    }

    @AfterEach
    void stopListening() {
        this.logger.removeHandler(this.handler);
    }

    @ParameterizedTest
    @ValueSource(booleans = { true, false })
    void leakShouldBeLoggedWithItsOriginIfAskedFor(boolean detection) {
        this.runner.withPropertyValues("waitgroup.leak-detection=" + detection).run((context) -> {
            WaitGroup group = context.getBean(WaitGroupRegistry.class).group("lost-" + detection);
            group.register("Orders.forgotten");
            CompletableFuture<Void> awaited = CompletableFuture.runAsync(() -> awaitZero(group));
            collectUntil(awaited);
            collectUntil(this.logged);
            assertThat(this.logged.join().getMessage()).contains("'Orders.forgotten'");
            assertThat(this.logged.join().getThrown() != null).isEqualTo(detection);
        });
    }

    private static void awaitZero(WaitGroup group) {
        try {
            group.await();
        }
        catch (InterruptedException ex) {
            throw new IllegalStateException(ex);
        }
    }

    private static void collectUntil(CompletableFuture<?> event) throws Exception {
        for (int i = 0; i < 20; i++) {
            // The unit may not have been old enough before
            if (isDoneSoon(event)) {
                return;
            }
        }
        throw new AssertionError("Not found in time");
    }

    private static boolean isDoneSoon(CompletableFuture<?> event) throws Exception {
        System.gc();
        try {
            event.get(1, TimeUnit.SECONDS);
            return true;
        }
        catch (TimeoutException ex) {
            return false;
        }
    }

}
