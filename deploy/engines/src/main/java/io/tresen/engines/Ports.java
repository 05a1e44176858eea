package io.tresen.engines;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/** Free ports on loopback. */
final class Ports {

    // below the range from which systems take ports for outgoing connections (32768 up, 49152 up): while an engine is
    // stopped nobody's outgoing connection may sit on its port, not even a client's that tries to reach it
    private static final int FIRST = 20_000;
    private static final int END = 32_000;

    private Ports() {}

    /** That many different ports on which nobody listens now. */
    static int[] free(int count) {
        Set<Integer> found = new HashSet<>();
        for (int tries = 0; found.size() < count; tries++) {
            if (tries > 2000) {
                throw new EngineFailure("no free port between " + FIRST + " and " + END);
            }
            int port = ThreadLocalRandom.current().nextInt(FIRST, END);
            try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                found.add(socket.getLocalPort());
            } catch (IOException taken) {
                // the next one
            }
        }
        return found.stream().mapToInt(Integer::intValue).toArray();
    }

    /** Whether somebody accepts connections there. */
    static boolean open(String host, int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(host, port), 1000);
            return true;
        } catch (IOException closed) {
            return false;
        }
    }
}
