// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.proof.rolling;

import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class HaProxyConfigTests {

    private static final HaProxyConfig PLAIN = new HaProxyConfig(20_000, List.of(20_001, 20_002), false);

    @Test
    void clientsAndServersHaveTheirPorts() {
        assertThat(PLAIN.text().lines().map(String::strip)).contains("bind 127.0.0.1:20000",
                "server shop-1 127.0.0.1:20001", "server shop-2 127.0.0.1:20002");
    }

    @Test
    void everyServerIsCheckedForReadiness() {
        assertThat(PLAIN.text().lines().map(String::strip)).contains("option httpchk GET /actuator/health/readiness",
                "http-check expect status 200", "default-server check inter 500ms fall 2 rise 2");
    }

    @Test
    void answersNameTheirServer() {
        assertThat(PLAIN.text().lines().map(String::strip)).contains("http-response set-header X-Shop %s");
    }

    @Test
    void redispatchesOnlyIfAsked() {
        HaProxyConfig redispatching = new HaProxyConfig(20_000, List.of(20_001), true);
        assertThat(PLAIN.text()).doesNotContain("redispatch");
        assertThat(redispatching.text().lines()).contains("    option redispatch 1");
    }

    @Test
    void sectionsAreNotIndented() {
        assertThat(PLAIN.text().lines().filter((line) -> !line.startsWith(" ") && !line.isEmpty()))
            .containsExactly("global", "defaults", "frontend clients", "backend shops");
    }

}
