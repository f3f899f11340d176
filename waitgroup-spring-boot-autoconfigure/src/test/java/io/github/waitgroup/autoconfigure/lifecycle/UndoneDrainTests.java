// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.lifecycle;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.waitgroup.Drain;
import io.github.waitgroup.WaitGroup;
import io.github.waitgroup.WaitGroupRegistry;
import io.github.waitgroup.WaitGroupTotals;
import io.github.waitgroup.autoconfigure.Bounded;
import io.github.waitgroup.autoconfigure.DrainControl;
import org.junit.jupiter.api.Test;

import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.scheduling.annotation.Async;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of drains that are taken back while the application is busy, and of the one that
 * is not.
 */
class UndoneDrainTests {

    private static final int CLIENTS = 4;

    @Test
    void nothingShouldBeLostOrStaySuspended() throws Exception {
        Site site = new Site(Site.builder().sources(Shop.class).run(Site.arguments()));
        Drain drain = site.drain();
        DrainControl control = site.bean(DrainControl.class);
        Book book = site.bean(Book.class);
        Ticker ticker = site.bean(Ticker.class);
        WaitGroupRegistry registry = site.bean(WaitGroupRegistry.class);
        ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
        List<Future<Integer>> served = new ArrayList<>();
        for (int i = 0; i < CLIENTS; i++) {
            served.add(clients.submit(() -> orderUntilClosed(site, book)));
        }
        for (int round = 0; round < 3; round++) {
            book.awaitMore();
            control.start();
            book.awaitMore();
            assertNoTick(site, registry, ticker);
            assertThat(control.undo()).isTrue();
            ticker.awaitNext();
        }
        control.start();
        book.awaitMore();
        book.closed = true;
        int answered = 0;
        for (Future<Integer> each : served) {
            answered += Bounded.get(each);
        }
        clients.shutdown();
        CompletableFuture<String> last = site.bean(Orders.class).lastOne();
        drain.listen((state) -> {
            if (state == Drain.State.DRAINING) {
                book.gate.countDown();
            }
        });
        site.close();
        assertThat(last).isCompletedWithValue("fulfilled");
        assertThat(book.accepted).hasValue(answered);
        assertThat(book.fulfilled).hasValue(answered);
        assertThat(drain.state()).isEqualTo(Drain.State.DRAINED);
        assertThat(Bounded.group(registry, "http").totals()).isEqualTo(new WaitGroupTotals(0, answered, 0, 0));
        assertThat(Bounded.group(registry, "async").totals()).isEqualTo(new WaitGroupTotals(0, answered + 1, 0, 0));
        assertThat(registry.groups()).extracting(WaitGroup::totals).allSatisfy((totals) -> {
            assertThat(totals.inFlight()).isZero();
            assertThat(totals.abandoned()).isZero();
        });
    }

    private static int orderUntilClosed(Site site, Book book) throws Exception {
        int answered = 0;
        while (!book.closed) {
            assertThat(Bounded.get(site.get("/order")).statusCode()).isEqualTo(200);
            answered++;
        }
        return answered;
    }

    // The ticker's scheduler has one thread and takes what is due in order of time: when
    // it
    // comes to what is handed over now and due later, a tick has been due before
    private static void assertNoTick(Site site, WaitGroupRegistry registry, Ticker ticker) throws Exception {
        assertThat(Bounded.group(registry, "scheduled").await(Bounded.LIMIT)).isTrue();
        int ticks = ticker.ticks.get();
        ThreadPoolTaskScheduler scheduler = site.bean(ThreadPoolTaskScheduler.class);
        assertThat(scheduler.getPoolSize()).isEqualTo(1);
        Future<?> later = scheduler.getScheduledExecutor().schedule(() -> {
        }, 3 * Ticker.MILLIS, TimeUnit.MILLISECONDS);
        Bounded.get(later);
        assertThat(ticker.ticks).hasValue(ticks);
    }

    @Configuration(proxyBeanMethods = false)
    @EnableScheduling
    @Import({ Book.class, Orders.class, Entry.class, Ticker.class })
    static class Shop {

    }

    @RestController
    static class Entry {

        private final Orders orders;

        private final Book book;

        Entry(Orders orders, Book book) {
            this.orders = orders;
            this.book = book;
        }

        @GetMapping("/order")
        String order() {
            this.book.accepted.incrementAndGet();
            this.orders.fulfil();
            return "accepted";
        }

    }

    static class Orders {

        private final Book book;

        Orders(Book book) {
            this.book = book;
        }

        @Async
        void fulfil() {
            this.book.fulfilled.incrementAndGet();
            this.book.more.release();
        }

        @Async
        CompletableFuture<String> lastOne() {
            Bounded.await(this.book.gate);
            return CompletableFuture.completedFuture("fulfilled");
        }

    }

    static class Book {

        private static final int SOME = 20;

        final AtomicInteger accepted = new AtomicInteger();

        final AtomicInteger fulfilled = new AtomicInteger();

        final CountDownLatch gate = new CountDownLatch(1);

        final Semaphore more = new Semaphore(0);

        volatile boolean closed;

        void awaitMore() throws InterruptedException {
            this.more.drainPermits();
            assertThat(this.more.tryAcquire(SOME, Bounded.LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
        }

    }

    static class Ticker {

        static final int MILLIS = 5;

        final AtomicInteger ticks = new AtomicInteger();

        private final Semaphore next = new Semaphore(0);

        @Scheduled(fixedRate = MILLIS)
        void tick() {
            this.ticks.incrementAndGet();
            this.next.release();
        }

        void awaitNext() throws InterruptedException {
            this.next.drainPermits();
            assertThat(this.next.tryAcquire(Bounded.LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
        }

    }

}
