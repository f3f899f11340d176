// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.proof.chaos;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

import io.github.waitgroup.proof.process.JavaProcess;

/**
 * Something that is done to a process.
 */
interface Step {

    /** Sends SIGTERM. */
    Step TERMINATE = (process, report) -> process.terminate();

    /** Sends SIGKILL. */
    Step KILL = (process, report) -> process.kill();

    /** Has the time to the exit count from now on. */
    Step CLOCK = (process, report) -> process.clock();

    void run(JavaProcess process, Path report) throws Exception;

    static Step await(String line) {
        return (process, report) -> process.log().await(line);
    }

    static Step tell(String line) {
        return (process, report) -> process.tell(line);
    }

    /**
     * Sends a request that nobody waits for.
     * @param path its path
     * @return the step
     */
    static Step get(String path) {
        return (process, report) -> {
            HttpRequest request = request(process, path).timeout(Duration.ofSeconds(30)).build();
            var ignored = HttpClient.newHttpClient().sendAsync(request, BodyHandlers.ofString());
        };
    }

    static Step post(String path) {
        return (process, report) -> {
            HttpRequest request = request(process, path).POST(HttpRequest.BodyPublishers.noBody()).build();
            int status = HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).statusCode();
            if (status >= 300 && status != 503) {
                throw new IllegalStateException("Status " + status + " of " + path + ": " + process.log());
            }
        };
    }

    private static HttpRequest.Builder request(JavaProcess process, String path) throws Exception {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + process.awaitPort() + path));
    }

    /** Puts a full disk under the report file. */
    static Step fillDisk() {
        return (process, report) -> Files.createSymbolicLink(report, Path.of("/dev/full"));
    }

    /** Puts a directory in the place of the report file. */
    static Step replaceByDirectory() {
        return (process, report) -> Files.createDirectory(report);
    }

}
