// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.proof.rolling;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Ports that stay the same from one instance to its successor. None of those that the
 * kernel gives to outgoing connections: one of these could take the port while the
 * instance is gone.
 */
final class Ports {

    private static final int FIRST = 20_000;

    private static final int LAST = 30_000;

    private Ports() {
    }

    /**
     * Looks for ports nobody listens on.
     * @param count how many
     * @return the ports
     */
    static List<Integer> free(int count) {
        List<Integer> ports = new ArrayList<>();
        int first = ThreadLocalRandom.current().nextInt(FIRST, (FIRST + LAST) / 2);
        for (int port = first; port < LAST && ports.size() < count; port++) {
            if (isFree(port)) {
                ports.add(port);
            }
        }
        if (ports.size() < count) {
            throw new IllegalStateException("No " + count + " free ports below " + LAST);
        }
        return ports;
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        }
        catch (IOException ex) {
            return false;
        }
    }

}
