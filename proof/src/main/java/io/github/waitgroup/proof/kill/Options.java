// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.proof.kill;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

import io.github.waitgroup.proof.process.Server;

/**
 * What is to be killed how often: a command line of names, each with its value.
 *
 * @param values the values by their names
 */
record Options(Map<String, String> values) {

    private static final int EARLIEST_MS = 1000;

    private static final int LATEST_MS = 4000;

    static Options parse(String... args) {
        Map<String, String> values = new HashMap<>();
        for (int i = 0; i < args.length; i += 2) {
            if (!args[i].matches("--(rounds|stock-rounds|parallel|servers|setups|threads|seed|target|doc)")
                    || i + 1 == args.length) {
                throw new IllegalArgumentException("Unknown or without a value: " + args[i]);
            }
            values.put(args[i].substring(2), args[i + 1]);
        }
        return new Options(values);
    }

    int parallel() {
        return Integer.parseInt(this.values.getOrDefault("parallel", "2"));
    }

    long seed() {
        return Long.parseLong(this.values.getOrDefault("seed", "1"));
    }

    Path target() {
        return Path.of(this.values.getOrDefault("target", "target"));
    }

    List<Kill> kills() {
        int rounds = Integer.parseInt(this.values.getOrDefault("rounds", "1"));
        int stockRounds = Integer.parseInt(this.values.getOrDefault("stock-rounds", Integer.toString(rounds)));
        Random random = new Random(seed());
        List<Kill> kills = new ArrayList<>();
        for (int round = 0; round < rounds; round++) {
            for (Cell cell : cells()) {
                if (cell.setup().starter() || round < stockRounds) {
                    kills.add(kill(kills.size() + 1, cell, random));
                }
            }
        }
        return kills;
    }

    static Kill kill(int number, Cell cell, Random random) {
        int delay = EARLIEST_MS + random.nextInt(LATEST_MS - EARLIEST_MS);
        return new Kill(number, cell, Duration.ofMillis(delay));
    }

    private List<Cell> cells() {
        List<Cell> cells = new ArrayList<>();
        for (Server server : of("servers", Server.values())) {
            for (Threads threads : of("threads", Threads.values())) {
                for (Setup setup : of("setups", Setup.values())) {
                    if (threads.available()) {
                        cells.add(new Cell(setup, server, threads));
                    }
                }
            }
        }
        return cells;
    }

    private <E extends Enum<E>> List<E> of(String name, E[] all) {
        String pattern = "(?i)" + this.values.getOrDefault(name, ".*");
        return Arrays.stream(all).filter((one) -> one.name().matches(pattern)).toList();
    }

}
