// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.proof.rolling;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class LedgerTests {

    private final Ledger ledger = new Ledger();

    @Test
    void everyRequestCountsOnce() {
        this.ledger.answered();
        this.ledger.accepted(new Order("shop-1", 1));
        this.ledger.failed("503");
        assertThat(this.ledger.requests()).isEqualTo(3);
        assertThat(this.ledger.orders()).isEqualTo(1);
        assertThat(this.ledger.failed()).isEqualTo(1);
    }

    @Test
    void failuresAreTold() {
        this.ledger.failed("503");
        this.ledger.failed("No complete answer");
        this.ledger.failed("503");
        assertThat(this.ledger.failures()).isEqualTo(Map.of("503", 2, "No complete answer", 1));
        assertThat(this.ledger.failed()).isEqualTo(3);
    }

    @Test
    void ordersOfTwoShopsAreTwoOrders() {
        this.ledger.accepted(new Order("shop-1", 1));
        this.ledger.accepted(new Order("shop-2", 1));
        assertThat(this.ledger.lost(Set.of(new Order("shop-2", 1)))).containsExactly(new Order("shop-1", 1));
    }

    @Test
    void ordersNobodyWasPromisedAreNotLost() {
        this.ledger.accepted(new Order("shop-1", 1));
        assertThat(this.ledger.lost(Set.of(new Order("shop-1", 1), new Order("shop-1", 2)))).isEmpty();
    }

    @Test
    void oneNumberIsNotGivenTwice() {
        this.ledger.accepted(new Order("shop-1", 1));
        assertThatIllegalStateException().isThrownBy(() -> this.ledger.accepted(new Order("shop-1", 1)))
            .withMessageContaining("shop-1");
    }

    @Test
    void everyRequestBringsMore() {
        this.ledger.answered();
        CountDownLatch more = this.ledger.more(4);
        this.ledger.answered();
        this.ledger.accepted(new Order("shop-1", 1));
        this.ledger.failed("503");
        assertThat(more.getCount()).isOne();
        this.ledger.answered();
        assertThat(more.getCount()).isZero();
    }

}
