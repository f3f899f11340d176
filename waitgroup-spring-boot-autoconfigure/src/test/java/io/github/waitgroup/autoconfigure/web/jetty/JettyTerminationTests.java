// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.web.jetty;

import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.thread.ExecutorThreadPool;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class JettyTerminationTests {

    @ParameterizedTest
    @CsvSource({ "5000,0,100", "50,0,50", "0,0,0", "5000,300,300", "5000,9000,5000" })
    void limitShouldKeepWhatIsShorterForThreads(long own, long left, long expected) {
        QueuedThreadPool pool = new QueuedThreadPool();
        pool.setStopTimeout(own);
        JettyTermination.limit(new Server(pool), left);
        assertThat(pool.getStopTimeout()).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({ "0,0,0", "30000,0,0", "30000,300,300", "200,300,200" })
    void limitShouldKeepWhatIsShorterForGracefulStop(long own, long left, long expected) {
        Server server = new Server();
        server.setStopTimeout(own);
        JettyTermination.limit(server, left);
        assertThat(server.getStopTimeout()).isEqualTo(expected);
    }

    @Test
    void limitShouldLeaveOtherPoolsAlone() {
        Server server = new Server(new ExecutorThreadPool());
        JettyTermination.limit(server, 0);
        assertThat(server.getThreadPool()).isInstanceOf(ExecutorThreadPool.class);
    }

}
