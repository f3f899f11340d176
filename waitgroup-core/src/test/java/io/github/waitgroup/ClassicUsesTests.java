// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The uses that the javadoc of {@link JoinPoint} and {@link WaitGroup} shows, as they
 * stand there: {@link JavadocSnippetsTests} compares.
 */
class ClassicUsesTests {

    private final ExecutorService executor = Executors.newCachedThreadPool(Threads::daemon);

    @AfterEach
    void shutdown() {
        this.executor.shutdownNow();
    }

    @Test
    void pricesOfAllShops() throws Exception {
        List<Shop> shops = List.of(new Shop("a", 1), new Shop("b", 2));
        assertThat(prices(shops, "item", this.executor)).containsExactly(5L, 6L);
    }

    @Test
    void workThatNoHookCanSee() throws Exception {
        WaitGroupRegistry registry = new WaitGroupRegistry();
        Work catalogue = new Work();
        Work invoices = new Work();
        Work legacy = new Work();
        Work pages = new Work();
        List<Object> counted = byHand(registry, catalogue, invoices, legacy::load, pages, this.executor);
        assertThat(registry.count()).isGreaterThanOrEqualTo(2);
        ((Runnable) counted.get(0)).run();
        pages.page.complete(new Page());
        ((ExecutorService) counted.get(1)).execute(legacy::load);
        assertThat(registry.await(Threads.BOUND)).isTrue();
        assertThat(List.of(catalogue.done, invoices.done, legacy.done)).extracting(AtomicInteger::get)
            .containsExactly(1, 1, 2);
        assertThat(registry.group("imports").snapshot(0).completed()).isEqualTo(5);
    }

    private static List<Object> byHand(WaitGroupRegistry registry, Work catalogue, Work invoices, Runnable legacy,
            Work pages, ExecutorService pool) {
        // tag::by-hand[]
        WaitGroup imports = registry.group("imports");
        imports.go("Catalogue.load", catalogue::load);
        CompletableFuture<Page> page = imports.track("Pages.fetch", pages.fetch());
        ExecutorService counted = imports.executor("Thumbnails.make", pool);
        Runnable task = imports.wrap("Legacy.run", legacy);
        imports.register("Invoices.send").run(invoices::send);
        // end::by-hand[]
        assertThat(page).isNotDone();
        return List.of(task, counted);
    }

    private static List<Long> prices(List<Shop> shops, String item, ExecutorService executor) throws Exception {
        // tag::prices[]
        try (JoinPoint<Long> prices = JoinPoint.<Long>on(executor)
            .failFast()
            .deadline(Duration.ofSeconds(2))
            .concurrency(8)
            .open()) {
            for (Shop shop : shops) {
                prices.fork(shop.name(), () -> shop.price(item));
            }
            return prices.join();
        }
        // end::prices[]
    }

    @Test
    void chunks() throws Exception {
        int[] numbers = IntStream.rangeClosed(1, 100_000).toArray();
        assertThat(sum(numbers, 999, this.executor)).isEqualTo(5_000_050_000L);
    }

    private static long sum(int[] numbers, int size, ExecutorService executor) throws Exception {
        // tag::chunks[]
        try (JoinPoint<Long> sums = JoinPoint.<Long>on(executor).failFast().open()) {
            for (int i = 0; i < numbers.length; i += size) {
                int begin = i;
                int end = Math.min(begin + size, numbers.length);
                sums.fork(() -> Arrays.stream(numbers, begin, end).asLongStream().sum());
            }
            return sums.join().stream().mapToLong(Long::longValue).sum();
        }
        // end::chunks[]
    }

    @Test
    void pipeline() throws Exception {
        List<String> source = Collections.nCopies(1_000, "2");
        assertThat(pipeline(source, this.executor)).isEqualTo(2_000);
    }

    @Test
    void pipelineWithABrokenStageEnds() {
        List<String> source = new ArrayList<>(Collections.nCopies(1_000, "2"));
        source.set(100, "two");
        assertThatExceptionOfType(JoinException.class).isThrownBy(() -> pipeline(source, this.executor))
            .withCauseInstanceOf(NumberFormatException.class)
            .withMessageStartingWith("1 of 3 tasks failed; first 'parse'");
    }

    private static int pipeline(List<String> source, ExecutorService executor) throws Exception {
        String lastLine = "";
        Integer lastNumber = Integer.MIN_VALUE;
        // tag::pipeline[]
        BlockingQueue<String> lines = new ArrayBlockingQueue<>(10);
        BlockingQueue<Integer> numbers = new ArrayBlockingQueue<>(10);
        try (JoinPoint<Object> stages = JoinPoint.on(executor).failFast().open()) {
            stages.fork("read", () -> {
                for (String line : source) {
                    lines.put(line);
                }
                lines.put(lastLine);
                return source.size();
            });
            stages.fork("parse", () -> {
                String line = lines.take();
                while (!line.equals(lastLine)) {
                    numbers.put(Integer.valueOf(line));
                    line = lines.take();
                }
                numbers.put(lastNumber);
                return line;
            });
            Subtask<Integer> sum = stages.fork("sum", () -> {
                int result = 0;
                Integer number = numbers.take();
                while (!number.equals(lastNumber)) {
                    result += number;
                    number = numbers.take();
                }
                return result;
            });
            stages.join();
            return sum.get();
        }
        // end::pipeline[]
    }

    @Test
    void resourceIsClosedAfterItsLastUser() throws Exception {
        Connection connection = new Connection();
        CountDownLatch used = new CountDownLatch(1);
        CountDownLatch mayEnd = new CountDownLatch(1);
        WaitGroup users = new WaitGroup("connection-users");
        Callable<Boolean> user = () -> use(users, () -> {
            used.countDown();
            Threads.await(mayEnd);
            return connection.isOpen();
        });
        try (Threads threads = new Threads()) {
            var open = threads.start(user);
            Threads.await(used);
            closeAfterLastUser(users, connection);
            assertThat(connection.isOpen()).isTrue();
            assertThatExceptionOfType(RejectedExecutionException.class).isThrownBy(user::call);
            mayEnd.countDown();
            assertThat(Threads.get(open)).isTrue();
            assertThat(users.await(Threads.BOUND)).isTrue();
            assertThat(connection.isOpen()).isFalse();
        }
    }

    private static boolean use(WaitGroup users, Callable<Boolean> report) throws Exception {
        // tag::user[]
        Registration use = users.register("Report.print");
        try {
            return report.call();
        }
        finally {
            use.close();
        }
        // end::user[]
    }

    private static void closeAfterLastUser(WaitGroup users, Connection connection) {
        // tag::last-user[]
        users.close();
        users.completion().thenRun(connection::close);
        // end::last-user[]
    }

    @Test
    void workersAreStoppedWhenTheirQueueIsDone() throws Exception {
        List<Integer> done = Collections.synchronizedList(new ArrayList<>());
        WaitGroup jobs = new WaitGroup("jobs");
        BlockingQueue<Runnable> queue = new LinkedBlockingQueue<>();
        ExecutorService workers = Executors.newFixedThreadPool(2, Threads::daemon);
        CountDownLatch gone = new CountDownLatch(2);
        for (int i = 0; i < 2; i++) {
            workers.execute(() -> {
                work(queue);
                gone.countDown();
            });
        }
        for (int i = 0; i < 100; i++) {
            int number = i;
            submit(jobs, queue, () -> done.add(number));
        }
        assertThat(stop(jobs, workers)).isTrue();
        assertThat(done).hasSize(100);
        Threads.await(gone);
        assertThatExceptionOfType(RejectedExecutionException.class).isThrownBy(() -> submit(jobs, queue, () -> {
        }));
    }

    private static void submit(WaitGroup jobs, BlockingQueue<Runnable> queue, Runnable job) {
        // tag::submit[]
        Registration unit = jobs.enqueue("Orders.fulfil");
        queue.add(() -> unit.run(job));
        // end::submit[]
    }

    private static void work(BlockingQueue<Runnable> queue) {
        // tag::worker[]
        try {
            for (;;) {
                queue.take().run();
            }
        }
        catch (InterruptedException ex) {
            Thread.currentThread().interrupt();
        }
        // end::worker[]
    }

    private static boolean stop(WaitGroup jobs, ExecutorService workers) throws InterruptedException {
        // tag::stop[]
        jobs.close();
        boolean allDone = jobs.await(Duration.ofSeconds(25));
        workers.shutdownNow();
        // end::stop[]
        return allDone;
    }

    private record Shop(String name, long basePrice) {

        long price(String item) {
            return this.basePrice + item.length();
        }

    }

    private static final class Connection {

        private final AtomicBoolean open = new AtomicBoolean(true);

        boolean isOpen() {
            return this.open.get();
        }

        void close() {
            this.open.set(false);
        }

    }

    private static final class Page {

    }

    private static final class Work {

        private final CompletableFuture<Page> page = new CompletableFuture<>();

        private final AtomicInteger done = new AtomicInteger();

        void load() {
            this.done.incrementAndGet();
        }

        void send() {
            this.done.incrementAndGet();
        }

        CompletableFuture<Page> fetch() {
            return this.page;
        }

    }

}
