// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.proof.kill.app.servlet;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;

import io.github.waitgroup.proof.kill.app.Partner;
import io.github.waitgroup.proof.kill.app.Submissions;
import io.github.waitgroup.proof.kill.app.Unit;
import io.github.waitgroup.proof.kill.app.Work;
import io.github.waitgroup.proof.kill.journal.Source;

import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.async.DeferredResult;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;

/**
 * All that answers. A complete answer ends with {@code done}.
 */
@RestController
class ServletAnswers {

    private static final int PIECES = 3;

    private final Work work;

    private final Submissions submissions;

    private final Partner partner;

    ServletAnswers(Work work, Submissions submissions, Partner partner) {
        this.work = work;
        this.submissions = submissions;
        this.partner = partner;
    }

    @PostMapping("/task/{source}")
    String work(@PathVariable Source source) {
        return this.submissions.submit(source);
    }

    @PostMapping("/SYNC")
    String sync() {
        this.work.accept(Source.SYNC).run();
        return "done";
    }

    @PostMapping("/CALLABLE")
    Callable<String> callable() {
        Unit unit = this.work.accept(Source.CALLABLE);
        return () -> {
            unit.run();
            return "done";
        };
    }

    @PostMapping("/DEFERRED")
    DeferredResult<String> deferred() {
        DeferredResult<String> result = new DeferredResult<>();
        Unit unit = this.work.accept(Source.DEFERRED);
        unit.start();
        CompletableFuture<Void> unused = this.partner.in(unit.millis()).thenRun(() -> {
            unit.end();
            result.setResult("done");
        });
        return result;
    }

    @PostMapping("/STREAMING")
    StreamingResponseBody streaming() {
        Unit unit = this.work.accept(Source.STREAMING);
        return (output) -> {
            unit.start();
            for (int i = 0; i < PIECES; i++) {
                output.write(("piece " + i + "\n").getBytes(StandardCharsets.US_ASCII));
                output.flush();
                unit.pretend(unit.millis() / PIECES);
            }
            unit.end();
            output.write("done".getBytes(StandardCharsets.US_ASCII));
        };
    }

    @PostMapping("/SSE")
    SseEmitter events() {
        Unit unit = this.work.accept(Source.SSE);
        unit.start();
        SseEmitter emitter = new SseEmitter();
        CompletableFuture<Void> sent = CompletableFuture.completedFuture(null);
        for (int i = 0; i < PIECES; i++) {
            String event = "event " + i;
            sent = sent.thenRun(() -> send(emitter, event))
                .thenCompose((nothing) -> this.partner.in(unit.millis() / PIECES));
        }
        CompletableFuture<Void> unused = sent.thenRun(() -> {
            unit.end();
            send(emitter, "done");
            emitter.complete();
        });
        return emitter;
    }

    private static void send(SseEmitter emitter, String event) {
        try {
            emitter.send(event);
        }
        catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

}
