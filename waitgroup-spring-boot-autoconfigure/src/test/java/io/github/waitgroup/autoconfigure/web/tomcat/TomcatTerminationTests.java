// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.web.tomcat;

import org.apache.catalina.connector.Connector;
import org.apache.catalina.core.StandardContext;
import org.apache.catalina.core.StandardWrapper;
import org.apache.coyote.AbstractProtocol;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class TomcatTerminationTests {

    private static final String EXECUTOR = "executorTerminationTimeoutMillis";

    @ParameterizedTest
    @CsvSource({ "2000,100,100", "50,100,50", "2000,5000,2000", "0,100,20" })
    void limitServletsShouldLimitThoseThatExist(long own, long limit, long expected) {
        StandardContext context = new StandardContext();
        context.setUnloadDelay(own);
        Wrapper wrapper = new Wrapper();
        wrapper.setName("servlet");
        context.addChild(wrapper);
        assertThat(wrapper.unloadDelay()).isEqualTo(own);
        TomcatTermination.limitServlets(context, limit);
        assertThat(wrapper.unloadDelay()).isEqualTo(expected);
        assertThat(context.getUnloadDelay()).isEqualTo(expected);
        assertThat(wrapper.getParent()).isSameAs(context);
    }

    @ParameterizedTest
    @CsvSource({ ",100,100", ",5000,", "50,100,50", "0,100,0", "9000,100,100" })
    void limitThreadsShouldKeepWhatIsShorter(@Nullable String own, long limit, @Nullable String expected) {
        Connector connector = new Connector();
        if (own != null) {
            connector.setProperty(EXECUTOR, own);
        }
        TomcatTermination.limitThreads(connector, limit);
        assertThat(((AbstractProtocol<?>) connector.getProtocolHandler()).getProperty(EXECUTOR)).isEqualTo(expected);
    }

    // By its name: a version of Tomcat that knows it no more would go on waiting
    @Test
    void limitThreadsShouldSetWhatTomcatKnows() {
        assertThat(new Connector().setProperty(EXECUTOR, "100")).isTrue();
        assertThat(new Connector().setProperty(EXECUTOR + "?", "100")).isFalse();
    }

    private static final class Wrapper extends StandardWrapper {

        long unloadDelay() {
            return this.unloadDelay;
        }

    }

}
