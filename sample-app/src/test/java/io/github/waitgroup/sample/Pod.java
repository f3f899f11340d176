// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.sample;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.fabric8.kubernetes.api.model.HTTPGetAction;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The sample as its Deployment starts it: the same files, command and environment, though
 * on free ports of this machine, and with a report file that can be written here.
 *
 * @param image its files
 * @param process its process
 * @param report its report file
 */
record Pod(Image image, SampleProcess process, Path report) implements AutoCloseable {

    private static final JsonMapper json = new JsonMapper();

    static Pod start(String name, Path root, Map<String, String> variables) throws Exception {
        Image image = Image.build(root);
        Path report = root.resolve("termination-log");
        List<String> command = new ArrayList<>(image.command());
        command.addAll(List.of("--server.address=127.0.0.1", "--management.server.address=127.0.0.1", "--server.port=0",
                "--management.server.port=0", "--waitgroup.shutdown.report-file=" + report));
        ProcessBuilder builder = new ProcessBuilder(command).directory(image.directory().toFile());
        builder.environment().clear();
        builder.environment().putAll(new PodEnvironment(variables).complete());
        return new Pod(image, SampleProcess.start(name, builder), report);
    }

    /**
     * Returns the port of this machine that stands for one of the container.
     * @param name its name in the Deployment
     * @return the port
     * @throws Exception if the sample has not started
     */
    int port(String name) throws Exception {
        List<Integer> ports = this.process.ports();
        assertThat(ports).hasSize(2);
        return ports.get(List.of("http", "management").indexOf(name));
    }

    HttpAnswer exchange(String port, String method, String path) throws Exception {
        try (HttpConnection connection = new HttpConnection(port(port))) {
            return connection.exchange(method, path);
        }
    }

    HttpAnswer probe(HTTPGetAction probe) throws Exception {
        return exchange(probe.getPort().getStrVal(), "GET", probe.getPath());
    }

    void order(int count) throws Exception {
        assertThat(exchange("http", "POST", "/orders?count=" + count).status()).isEqualTo(202);
    }

    /**
     * Holds the books after the end.
     * @param orders how many orders have been accepted
     * @throws Exception if they cannot be read
     */
    void assertNothingLost(int orders) throws Exception {
        JsonNode told = json.readTree(Files.readString(this.report));
        assertThat(told.path("outcome").asString()).as("%s%n%s", told, this.process.log()).isEqualTo("DRAINED");
        assertThat(new Database(this.image.data()).fulfilled()).hasSize(orders);
    }

    @Override
    public void close() {
        this.process.close();
    }

}
