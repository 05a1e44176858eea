package io.tresen.chat.whatsapp;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class GraphCallsTest {

    private final List<Socket> held = new CopyOnWriteArrayList<>();

    private static GraphCalls calling(int port) {
        return new GraphCalls(new ObjectMapper(), "http://127.0.0.1:" + port, "v23.0", Duration.ofSeconds(1));
    }

    /** Answers each connection with headers, a byte, and nothing more. */
    private void answer(ServerSocket server) {
        try {
            while (true) {
                Socket socket = server.accept();
                held.add(socket);
                socket.getInputStream().read();
                socket.getOutputStream()
                        .write("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{".getBytes(StandardCharsets.US_ASCII));
                socket.getOutputStream().flush();
            }
        } catch (IOException e) {
            if (!server.isClosed()) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @Test
    void anAnswerThatStopsBehindItsHeadersIsSilenceInTime() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            Thread answering = new Thread(() -> answer(server));
            answering.setDaemon(true);
            answering.start();
            GraphCalls calls = calling(server.getLocalPort());
            SendOutcome outcome =
                    calls.send("1", "t", new ObjectMapper().createObjectNode()).get(5, TimeUnit.SECONDS);
            assertInstanceOf(SendOutcome.Silence.class, outcome);
            assertThrows(IOException.class, () -> calls.displayPhoneNumber("1", "t"));
        } finally {
            for (Socket socket : held) {
                socket.close();
            }
        }
    }

    @Test
    void ofManyMarksAFewAreOnTheirWayAndTheRestIsLeftOut() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            Thread answering = new Thread(() -> answer(server));
            answering.setDaemon(true);
            answering.start();
            GraphCalls calls = calling(server.getLocalPort());
            for (int i = 0; i < 5 * GraphCalls.MARKS; i++) {
                calls.read("1", "t", "wamid." + i, true);
            }
            await().atMost(Duration.ofSeconds(5)).until(() -> held.size() == GraphCalls.MARKS);
            // those end with the limit, and make room again
            await().atMost(Duration.ofSeconds(5)).until(() -> {
                calls.read("1", "t", "wamid.later", true);
                return held.size() > GraphCalls.MARKS;
            });
        } finally {
            for (Socket socket : held) {
                socket.close();
            }
        }
    }

    @Test
    void whatNeverLeftMayBeRepeated() throws Exception {
        int port;
        try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = closed.getLocalPort();
        }
        assertEquals(
                new SendOutcome.Later(true, "unreachable"),
                calling(port)
                        .send("1", "t", new ObjectMapper().createObjectNode())
                        .get(5, TimeUnit.SECONDS));
    }
}
