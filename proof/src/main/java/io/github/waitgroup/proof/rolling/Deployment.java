// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.proof.rolling;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The deployment of one setup: its instances are replaced one after the other, round
 * after round, under load.
 */
final class Deployment implements AutoCloseable {

    /* A second or two in which all instances serve */
    private static final int SETTLED = 150;

    private final Setup setup;

    private final Terminal terminal;

    private final Path directory;

    private final int port;

    private final List<Integer> ports;

    private final List<Shop> shops = new ArrayList<>();

    private final Ledger ledger = new Ledger();

    private final List<Duration> stops = new ArrayList<>();

    Deployment(Setup setup, int instances, Path output, Terminal terminal) throws IOException {
        this.setup = setup;
        this.terminal = terminal;
        this.directory = Files.createDirectories(output.resolve(setup.id()));
        List<Integer> free = Ports.free(instances + 1);
        this.port = free.get(0);
        this.ports = free.subList(1, free.size());
    }

    Result run(ShopJars jars, int rounds) throws Exception {
        start(jars);
        HaProxyConfig config = new HaProxyConfig(this.port, this.ports, this.setup.redispatch());
        try (HaProxy proxy = HaProxy.start(config, this.directory)) {
            for (Shop shop : this.shops) {
                proxy.awaitChecked(shop.name());
            }
            this.terminal.say("%s: %d instances up behind HAProxy", this.setup.id(), this.shops.size());
            try (Load load = new Load(this.port, this.ledger)) {
                this.ledger.awaitMore(SETTLED);
                for (int round = 1; round <= rounds; round++) {
                    replaceAll(round, proxy);
                }
                load.end();
            }
        }
        return count();
    }

    private void start(ShopJars jars) throws Exception {
        this.terminal.say("%s: starting %d instances", this.setup.id(), this.ports.size());
        String classPath = jars.classPath(this.setup.starter());
        for (int i = 0; i < this.ports.size(); i++) {
            this.shops.add(new Shop(HaProxyConfig.name(i), this.ports.get(i), classPath, this.setup.arguments(),
                    this.directory));
        }
        for (Shop shop : this.shops) {
            shop.awaitStarted();
        }
    }

    private void replaceAll(int round, HaProxy proxy) throws Exception {
        for (Shop shop : this.shops) {
            long start = System.nanoTime();
            int told = proxy.now();
            Duration stop = stop(shop);
            this.stops.add(stop);
            shop.startAnew();
            proxy.awaitBack(shop.name(), told);
            double up = (System.nanoTime() - start) / 1e9;
            this.ledger.awaitMore(SETTLED);
            this.terminal.say(
                    "%s: round %d: %s told to stop, gone after %.1f s, its successor UP after %.1f s;"
                            + " so far %,d requests over %d connections, %,d failed",
                    this.setup.id(), round, shop.name(), stop.toMillis() / 1000.0, up, this.ledger.requests(),
                    this.ledger.connections(), this.ledger.failed());
        }
    }

    private Duration stop(Shop shop) throws Exception {
        Duration taken = shop.stop();
        if (shop.drained() != this.setup.starter()) {
            throw new IllegalStateException("The starter is where it should not be, or not where it should: " + shop);
        }
        return taken;
    }

    /**
     * Stops what is left, which is no replacement but may lose orders, too.
     * @return what came of it all
     * @throws Exception if an instance does not stop
     */
    private Result count() throws Exception {
        Set<Order> fulfilled = new HashSet<>();
        for (Shop shop : this.shops) {
            stop(shop);
            fulfilled.addAll(shop.fulfilled());
        }
        int lost = this.ledger.lost(fulfilled).size();
        this.terminal.say("%s: all stopped: %,d orders accepted, %,d of them lost", this.setup.id(),
                this.ledger.orders(), lost);
        return new Result(this.setup, List.copyOf(this.stops), this.ledger.requests(), this.ledger.failures(),
                this.ledger.orders(), lost);
    }

    @Override
    public void close() {
        this.shops.forEach(Shop::close);
    }

}
