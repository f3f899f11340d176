// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.lifecycle;

import java.util.concurrent.CompletableFuture;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import io.github.waitgroup.autoconfigure.Bounded;
import org.slf4j.LoggerFactory;

/**
 * A line of the log that another thread will write.
 */
final class LogLine extends AppenderBase<ILoggingEvent> implements AutoCloseable {

    private final Logger logger;

    private final String part;

    private final CompletableFuture<String> line = new CompletableFuture<>();

    LogLine(Class<?> logger, String part) {
        this.logger = (Logger) LoggerFactory.getLogger(logger);
        this.part = part;
        start();
        this.logger.addAppender(this);
    }

    @Override
    protected void append(ILoggingEvent event) {
        if (event.getFormattedMessage().contains(this.part)) {
            this.line.complete(event.getFormattedMessage());
        }
    }

    String await() throws Exception {
        return Bounded.get(this.line);
    }

    @Override
    public void close() {
        this.logger.detachAppender(this);
        stop();
    }

}
