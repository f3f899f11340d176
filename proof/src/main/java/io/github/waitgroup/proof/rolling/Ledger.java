// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.proof.rolling;

import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * What the clients were told: the orders that were accepted, and how often a request had
 * no answer or a bad one.
 */
final class Ledger {

    private final Set<Order> accepted = new HashSet<>();

    private final Map<String, Integer> failures = new TreeMap<>();

    private int requests;

    private int connections;

    private CountDownLatch awaited = new CountDownLatch(0);

    synchronized void connected() {
        this.connections++;
    }

    synchronized void answered() {
        this.requests++;
        this.awaited.countDown();
    }

    synchronized void accepted(Order order) {
        if (!this.accepted.add(order)) {
            throw new IllegalStateException("Accepted twice: " + order);
        }
        answered();
    }

    synchronized void failed(String how) {
        this.failures.merge(how, 1, Integer::sum);
        answered();
    }

    /**
     * Waits until so many more requests have been sent, and answered or not.
     * @param more how many
     * @throws InterruptedException if interrupted
     */
    void awaitMore(int more) throws InterruptedException {
        if (!more(more).await(1, TimeUnit.MINUTES)) {
            throw new IllegalStateException("The load has come to a halt: " + failures());
        }
    }

    synchronized CountDownLatch more(int more) {
        this.awaited = new CountDownLatch(more);
        return this.awaited;
    }

    synchronized int requests() {
        return this.requests;
    }

    synchronized int connections() {
        return this.connections;
    }

    synchronized int failed() {
        return this.failures.values().stream().mapToInt(Integer::intValue).sum();
    }

    synchronized Map<String, Integer> failures() {
        return new TreeMap<>(this.failures);
    }

    synchronized int orders() {
        return this.accepted.size();
    }

    /**
     * The orders that were promised to a customer and not kept.
     * @param fulfilled those that went all the way
     * @return the others
     */
    synchronized Set<Order> lost(Collection<Order> fulfilled) {
        Set<Order> lost = new HashSet<>(this.accepted);
        lost.removeAll(fulfilled);
        return lost;
    }

}
