// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.proof.rolling;

import java.nio.file.Path;
import java.util.List;
import java.util.Properties;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class OptionsTests {

    private final Properties properties = new Properties();

    @BeforeEach
    void setUp() {
        set("shop", "jars");
        set("output", "output");
        set("instances", "3");
        set("rounds", "2");
        set("setups", "stock|starter");
        set("document", "");
    }

    @Test
    void areRead() {
        assertThat(read()).isEqualTo(
                new Options(Path.of("jars"), Path.of("output"), 3, 2, List.of(Setup.STOCK, Setup.STARTER), null));
    }

    @Test
    void setupsMatchAsAWhole() {
        set("setups", "best");
        assertThat(read().setups()).containsExactly(Setup.BEST);
        set("setups", ".*");
        assertThat(read().setups()).containsExactly(Setup.values());
    }

    @ParameterizedTest
    @CsvSource({ "instances, 1", "instances, 6", "instances, two", "rounds, 0", "rounds, 99999999999", "rounds, -1",
            "setups, nothing", "setups, (" })
    void whatMakesNoSenseIsNamed(String name, String value) {
        set(name, value);
        assertThatIllegalArgumentException().isThrownBy(this::read)
            .withMessageContaining("--" + name)
            .withMessageContaining(value);
    }

    private void set(String name, String value) {
        this.properties.setProperty("rolling." + name, value);
    }

    private Options read() {
        return Options.read(this.properties);
    }

}
