// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.proof.rolling;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.OperatingSystemMXBean;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import io.github.waitgroup.proof.process.Jvm;

/**
 * The proof that a rolling deployment fails no request and loses no order. Run by
 * {@code proof/rolling}.
 */
public final class RollingDeployment {

    private final Options options;

    private final Terminal terminal = new Terminal();

    private RollingDeployment(Options options) {
        this.options = options;
    }

    private Report run() throws Exception {
        List<Result> results = new ArrayList<>();
        for (Setup setup : this.options.setups()) {
            try (Deployment deployment = new Deployment(setup, this.options.instances(), this.options.output(),
                    this.terminal)) {
                results.add(deployment.run(new ShopJars(this.options.shop()), this.options.rounds()));
            }
        }
        return new Report(this.options.instances(), this.options.rounds(), machine(), results);
    }

    private static String machine() throws IOException {
        OperatingSystemMXBean system = ManagementFactory.getOperatingSystemMXBean();
        return String.format(Locale.ROOT, "%s, Java %s, %d cores with a load of %.1f", HaProxy.version(), Jvm.version(),
                system.getAvailableProcessors(), system.getSystemLoadAverage());
    }

    private static Options options() throws IOException {
        try {
            Options options = Options.read(System.getProperties());
            if (options.document() != null) {
                new Document(options.document()).check();
            }
            return options;
        }
        catch (IllegalArgumentException ex) {
            System.err.println(ex.getMessage());
            System.exit(2);
            throw ex;
        }
    }

    /**
     * Runs the proof. Exits with 1 if the starter has failed a request or lost an order,
     * with 2 if something was asked for that makes no sense.
     * @param args none
     * @throws Exception if a process does not do what it should
     */
    public static void main(String[] args) throws Exception {
        Options options = options();
        // However this ends: no process is left behind
        Runtime.getRuntime()
            .addShutdownHook(
                    new Thread(() -> ProcessHandle.current().descendants().forEach(ProcessHandle::destroyForcibly)));
        Report report = new RollingDeployment(options).run();
        System.out.printf("%n%s%n", report.text());
        if (options.document() != null) {
            new Document(options.document()).write(report.text());
        }
        report.results().forEach(System.out::println);
        System.exit(report.kept() ? 0 : 1);
    }

}
