// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.proof.kill.journal;

import java.util.Arrays;
import java.util.List;

/**
 * A source of work: a way in which an application comes to owe somebody something.
 */
public enum Source {

    /** A request, done on the thread that answers it. */
    SYNC("request, answered on its thread", Place.SERVLET, 1, 50, 300),

    /** A request, done on a thread of the application. */
    CALLABLE("`Callable`", Place.SERVLET, 1, 50, 300),

    /** A request, answered by whatever thread has the result. */
    DEFERRED("`DeferredResult`", Place.SERVLET, 1, 50, 500),

    /** A request, answered piece by piece. */
    STREAMING("`StreamingResponseBody`", Place.SERVLET, 1, 50, 300),

    /** A request, answered later. */
    MONO("`Mono`", Place.REACTIVE, 1, 50, 500),

    /** A request, answered piece by piece. */
    FLUX("`Flux`", Place.REACTIVE, 1, 50, 500),

    /** A request, done on a thread that may block. */
    ELASTIC("`Mono` on `boundedElastic()`", Place.REACTIVE, 1, 50, 500),

    /** A request that subscribes to work and does not wait for it. */
    SUBSCRIBED("`subscribe()` that nobody waits for", Place.REACTIVE, 1, 200, 4000),

    /** A request, answered by some events. */
    SSE("server-sent events", Place.ANY, 1, 100, 400),

    /** An asynchronous method. */
    ASYNC("`@Async`", Place.BACKGROUND, 1, 100, 800),

    /** An asynchronous method, called more often at once than there may be threads. */
    BATCH("`@Async`, ten at once", Place.BACKGROUND, 10, 30, 70),

    /** An asynchronous method that calls another one at its end. */
    NESTED("`@Async` that calls `@Async`", Place.BACKGROUND, 1, 50, 200),

    /** The one that is called then. */
    CALLED("`@Async` called by `@Async`", Place.WITHIN, 0, 50, 200),

    /** An asynchronous method on a small pool with a queue. */
    QUALIFIED("`@Async(\"...\")` on a pool of two, four at once", Place.BACKGROUND, 4, 50, 150),

    /** An executor behind its interface. */
    SERVICE("`ExecutorService` bean", Place.BACKGROUND, 1, 200, 4000),

    /** An executor as what it is. */
    POOL("`ThreadPoolExecutor` bean", Place.BACKGROUND, 1, 200, 4000),

    /** An asynchronous listener. */
    EVENT("`@Async` `@EventListener`", Place.BACKGROUND, 1, 50, 300),

    /** A future without an executor. */
    COMMON_POOL("`CompletableFuture`, common pool", Place.BACKGROUND, 1, 50, 800),

    /** An asynchronous method that needs the data source at its very end. */
    DATABASE("`@Async`, `DataSource` at its end", Place.BACKGROUND, 1, 50, 400),

    /** A task given to the scheduler, to be run at once. */
    ONE_SHOT("`TaskScheduler`, one-shot", Place.BACKGROUND, 1, 30, 70),

    /** A schedule. */
    FIXED_RATE("`@Scheduled(fixedRate)`", Place.WITHIN, 0, 30, 100),

    /** A schedule. */
    FIXED_DELAY("`@Scheduled(fixedDelay)`", Place.WITHIN, 0, 30, 100),

    /** A schedule. */
    CRON("`@Scheduled(cron)`", Place.WITHIN, 0, 50, 150);

    private final String title;

    private final Place place;

    private final int units;

    private final int shortest;

    private final int longest;

    Source(String title, Place place, int units, int shortest, int longest) {
        this.title = title;
        this.place = place;
        this.units = units;
        this.shortest = shortest;
        this.longest = longest;
    }

    /**
     * The sources that a request can reach.
     * @param servlet whether the server has servlets
     * @return the sources
     */
    public static List<Source> requested(boolean servlet) {
        Place foreign = servlet ? Place.REACTIVE : Place.SERVLET;
        return Arrays.stream(values())
            .filter((source) -> source.place != Place.WITHIN && source.place != foreign)
            .toList();
    }

    /**
     * What it is called in tables.
     * @return the title
     */
    public String title() {
        return this.title;
    }

    /**
     * Where requests for it go.
     * @return the path
     */
    public String path() {
        return ((this.place == Place.BACKGROUND) ? "/task/" : "/") + name();
    }

    /**
     * How many units one answer promises.
     * @return the number
     */
    public int units() {
        return this.units;
    }

    /**
     * How long a unit takes at least.
     * @return the time in milliseconds
     */
    public int shortest() {
        return this.shortest;
    }

    /**
     * How long a unit takes at most.
     * @return the time in milliseconds
     */
    public int longest() {
        return this.longest;
    }

    /** Where work comes from. */
    private enum Place {

        SERVLET, REACTIVE, ANY, BACKGROUND, WITHIN

    }

}
