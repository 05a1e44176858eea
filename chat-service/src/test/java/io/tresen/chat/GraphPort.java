package io.tresen.chat;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Map;

/** Where Meta is in tests: a port of this machine, on which a test starts a {@link GraphServer}; and short waits. */
public class GraphPort implements QuarkusTestResourceLifecycleManager {

    @Override
    public Map<String, String> start() {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return Map.of(
                    "tresen.whatsapp.graph-url", "http://127.0.0.1:" + free.getLocalPort(),
                    "tresen.whatsapp.first-wait", "200ms",
                    "tresen.whatsapp.silence", "2s",
                    "tresen.whatsapp.last-silence", "2s",
                    "tresen.whatsapp.answer-within", "1s");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void stop() {
        // a test closes its own server
    }
}
