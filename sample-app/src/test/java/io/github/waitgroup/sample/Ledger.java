// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.sample;

import java.util.Collection;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the clients were told: the orders answered 202, and the requests that were sent
 * and had no such answer.
 */
final class Ledger {

    private final Set<Long> accepted = ConcurrentHashMap.newKeySet();

    private final Queue<String> broken = new ConcurrentLinkedQueue<>();

    private final CountDownLatch middle;

    Ledger(int middle) {
        this.middle = new CountDownLatch(middle);
    }

    void accepted(Collection<Long> ids) {
        this.accepted.addAll(ids);
        ids.forEach((id) -> this.middle.countDown());
    }

    void broken(String what) {
        this.broken.add(what);
    }

    void awaitMiddle() throws InterruptedException {
        boolean reached = this.middle.await(3, TimeUnit.MINUTES);
        assertThat(reached).as("Half the orders accepted; broken requests: %s", this.broken).isTrue();
    }

    Set<Long> accepted() {
        return Set.copyOf(this.accepted);
    }

    List<String> broken() {
        return List.copyOf(this.broken);
    }

}
