// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.proof.kill.load;

import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

import io.github.waitgroup.proof.kill.journal.Source;

/**
 * The load: some clients, until the last of them has been turned away.
 */
public final class Load {

    /** How many clients there are. */
    public static final int CLIENTS = 16;

    /* More than are sent before SIGTERM takes effect */
    private static final int REQUESTS = 10_000;

    private Load() {
    }

    /**
     * Runs it. Arguments: the port, and whether the server has servlets.
     * @param args the command line
     * @throws Exception if it comes to no end
     */
    public static void main(String[] args) throws Exception {
        int port = Integer.parseInt(args[0]);
        List<Source> sources = Source.requested(Boolean.parseBoolean(args[1]));
        Tally tally = new Tally(sources);
        ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
        try (Plan plan = new Plan(sources, REQUESTS)) {
            for (int i = 0; i < CLIENTS; i++) {
                clients.execute(new Client(port, plan, tally));
            }
            clients.shutdown();
            tally.awaitFirst();
            System.out.println(Result.RUNNING);
            if (!clients.awaitTermination(3, TimeUnit.MINUTES)) {
                throw new IllegalStateException("Not all clients were turned away: " + tally.result());
            }
            tally.result().lines().forEach(System.out::println);
        }
        finally {
            clients.shutdownNow();
        }
    }

}
