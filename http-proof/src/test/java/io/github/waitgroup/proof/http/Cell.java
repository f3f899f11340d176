// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.proof.http;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * One process: a server under some settings, told to stop in the middle of all that its
 * clients do.
 *
 * @param server the server
 * @param setup the settings and the clients
 */
record Cell(Server server, Setup setup) {

    Outcome run(ProofJars jars) throws Exception {
        String classPath = jars.classPath(this.server, this.setup.starter());
        ExecutorService threads = Executors.newCachedThreadPool();
        try (ServerProcess process = ServerProcess.start(toString(), classPath, this.setup.arguments())) {
            Map<Kind, String> seen = play(Stage.of(process, this.setup.starter()), threads);
            Duration toExit = process.awaitExit();
            return new Outcome(this, seen, toExit, process.log());
        }
        finally {
            threads.shutdownNow();
        }
    }

    private Map<Kind, String> play(Stage stage, ExecutorService threads) throws Exception {
        Map<Kind, Client> clients = new LinkedHashMap<>();
        this.setup.kinds(this.server).forEach((kind) -> clients.put(kind, Clients.of(kind)));
        // Last, because its time runs from there
        Client timeout = clients.remove(Kind.TIMEOUT);
        each(clients, threads, (client) -> () -> {
            client.begin(stage);
            return "";
        });
        if (timeout != null) {
            timeout.begin(stage);
            clients.put(Kind.TIMEOUT, timeout);
        }
        stage.process().stop();
        stage.process().log().await(this.setup.stopping());
        if (clients.containsKey(Kind.LOAD) || clients.containsKey(Kind.TURNING)) {
            stage.awaitTurnedAway();
        }
        each(clients, threads, (client) -> () -> {
            client.meanwhile(stage);
            return "";
        });
        stage.process().goOn();
        return each(clients, threads, (client) -> client::end);
    }

    private Map<Kind, String> each(Map<Kind, Client> clients, ExecutorService threads,
            Function<Client, Callable<String>> step) throws Exception {
        Map<Kind, Future<String>> steps = new LinkedHashMap<>();
        clients.forEach((kind, client) -> steps.put(kind, threads.submit(step.apply(client))));
        Map<Kind, String> results = new LinkedHashMap<>();
        for (Map.Entry<Kind, Future<String>> entry : steps.entrySet()) {
            results.put(entry.getKey(), entry.getValue().get(90, TimeUnit.SECONDS));
        }
        return results;
    }

    static List<Cell> all() {
        return List.of(Setup.values())
            .stream()
            .flatMap((setup) -> Server.all().stream().filter(setup::isOf).map((server) -> new Cell(server, setup)))
            .toList();
    }

    @Override
    public String toString() {
        return this.server + "-" + this.setup;
    }

}
