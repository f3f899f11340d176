// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.proof.kill;

import java.util.List;

import io.github.waitgroup.proof.process.Server;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link Options}.
 */
class OptionsTests {

    @Test
    void killsEachCellInEachRound() {
        List<Kill> kills = kills("--rounds", "3", "--servers", "tomcat|jetty", "--threads", "POOL");
        assertThat(kills).hasSize(3 * 2 * Setup.values().length);
        assertThat(kills).extracting((kill) -> kill.cell().server()).containsOnly(Server.TOMCAT, Server.JETTY);
        assertThat(kills).allSatisfy((kill) -> assertThat(kill.delay().toMillis()).isBetween(1000L, 4000L));
    }

    @Test
    void stockMayHaveFewerRounds() {
        List<Kill> kills = kills("--rounds", "3", "--stock-rounds", "1", "--servers", "netty", "--threads", "POOL");
        assertThat(kills).extracting((kill) -> kill.cell().setup())
            .containsExactly(Setup.STOCK, Setup.BEST, Setup.STARTER, Setup.STARTER, Setup.STARTER);
    }

    @Test
    void theSameSeedGivesTheSameMoments() {
        assertThat(kills("--seed", "7")).isEqualTo(kills("--seed", "7")).isNotEqualTo(kills("--seed", "8"));
    }

    @Test
    void whatIsUnknownIsNotPassedOver() {
        assertThatIllegalArgumentException().isThrownBy(() -> Options.parse("--round", "3"));
        assertThatIllegalArgumentException().isThrownBy(() -> Options.parse("--rounds"));
    }

    private static List<Kill> kills(String... options) {
        return Options.parse(options).kills();
    }

}
