// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.proof.http;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A few clients that send one request after the other, over one connection for as long as
 * the server keeps it. What becomes of them when the server closes it, is the question.
 */
final class LoadClient implements Client {

    static final int CLIENTS = 4;

    private static final String BODY = Bodies.text("quick");

    private final boolean stubborn;

    private final ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);

    private final CountDownLatch warm = new CountDownLatch(CLIENTS * 5);

    private final AtomicInteger whole = new AtomicInteger();

    private final Queue<String> lost = new ConcurrentLinkedQueue<>();

    private final AtomicInteger tooLate = new AtomicInteger();

    /**
     * Creates the clients.
     * @param stubborn whether they connect anew until nobody listens, instead of going
     * elsewhere as soon as a connection ends
     */
    LoadClient(boolean stubborn) {
        this.stubborn = stubborn;
    }

    @Override
    public void begin(Stage stage) throws Exception {
        for (int i = 0; i < CLIENTS; i++) {
            this.clients.execute(() -> run(stage));
        }
        this.clients.shutdown();
        if (!this.warm.await(30, TimeUnit.SECONDS)) {
            throw new IllegalStateException("Few answers: " + this.whole + ", " + this.lost);
        }
    }

    private void run(Stage stage) {
        boolean more = connect(stage);
        stage.turnAway();
        while (more) {
            more = connect(stage);
        }
    }

    private boolean connect(Stage stage) {
        try (HttpConnection connection = HttpConnection.to(stage.port())) {
            return use(connection) && this.stubborn;
        }
    }

    // Whether to connect again
    private boolean use(HttpConnection connection) {
        for (boolean fresh = true;; fresh = false) {
            Answer answer = connection.get("/quick");
            if (answer.end() == Answer.End.REFUSED) {
                // Nothing was sent: it may go elsewhere
                return false;
            }
            if (fresh && this.stubborn && answer.end() == Answer.End.NONE) {
                // The kernel had made the connection, and the server had not accepted it
                // yet, when the socket closed
                this.tooLate.incrementAndGet();
                return false;
            }
            if (!isServed(answer)) {
                this.lost.add(answer.toString());
                return false;
            }
            this.whole.incrementAndGet();
            this.warm.countDown();
            if (answer.last()) {
                return answer.status() == 200;
            }
        }
    }

    private static boolean isServed(Answer answer) {
        return Seen.of(answer, 200, BODY).startsWith(Seen.WHOLE) || isRefused(answer);
    }

    private static boolean isRefused(Answer answer) {
        return answer.whole() && answer.status() == 503 && answer.header("retry-after") != null && answer.last();
    }

    @Override
    public String end() throws Exception {
        if (!this.clients.awaitTermination(50, TimeUnit.SECONDS)) {
            this.clients.shutdownNow();
            return "stuck";
        }
        List<String> all = List.copyOf(this.lost);
        System.out.println("proof: " + this.whole + " answers under load, lost " + all + ", reset as the socket closed "
                + this.tooLate);
        return all.isEmpty() ? Seen.NONE_LOST : "**some lost**";
    }

}
