package io.tresen.local.gateway;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketConnectOptions;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;

/** Bodies and sockets pass through the gateway without lying in it. */
class GatewayStreamingTest extends GatewayTestBed {

    @Test
    void anImportOf100MbIsStreamedAndOneByteMoreRefused() throws Exception {
        UPLOADED.set(0);
        HttpRequest declared = HttpRequest.newBuilder(uri("/catalog/v1/imports"))
                .POST(BodyPublishers.fromPublisher(
                        BodyPublishers.ofInputStream(() -> zeros(Exchange.BODY_LIMIT)), Exchange.BODY_LIMIT))
                .build();
        assertEquals(202, HTTP.send(declared, BodyHandlers.ofString()).statusCode());
        assertEquals(Exchange.BODY_LIMIT, UPLOADED.get());

        HttpRequest chunked = HttpRequest.newBuilder(uri("/catalog/v1/imports"))
                .POST(BodyPublishers.ofInputStream(() -> zeros(Exchange.BODY_LIMIT + 1)))
                .build();
        assertProblem(413, "content-too-large", HTTP.send(chunked, BodyHandlers.ofString()));
        HttpRequest tooMuch = HttpRequest.newBuilder(uri("/catalog/v1/imports"))
                .POST(BodyPublishers.fromPublisher(
                        BodyPublishers.ofInputStream(() -> zeros(Exchange.BODY_LIMIT + 1)), Exchange.BODY_LIMIT + 1))
                .build();
        assertProblem(413, "content-too-large", HTTP.send(tooMuch, BodyHandlers.ofString()));
    }

    @Test
    void anEarlyRefusalReachesAClientThatIsStillSending() throws Exception {
        HttpRequest request = HttpRequest.newBuilder(uri("/catalog/early"))
                .POST(BodyPublishers.ofInputStream(() -> zeros(5_000_000)))
                .build();
        assertEquals(401, HTTP.send(request, BodyHandlers.ofString()).statusCode());
    }

    @Test
    void anAnswerCutShortNeverLooksWhole() {
        assertThrows(IOException.class, () -> get("/catalog/cut"));
    }

    @Test
    void aClientThatExpectsToBeAskedIsAsked() throws Exception {
        try (Socket socket = new Socket("127.0.0.1", gateway.port())) {
            OutputStream out = socket.getOutputStream();
            out.write(("POST /catalog/x HTTP/1.1\r\nHost: localhost\r\nExpect: 100-continue\r\nContent-Length: 2\r\n"
                            + "Connection: X-Claim\r\nX-Claim: mine\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            byte[] answer = new byte[4096];
            int read = socket.getInputStream().read(answer);
            assertTrue(new String(answer, 0, read, StandardCharsets.US_ASCII).startsWith("HTTP/1.1 100 Continue"));
            out.write("{}".getBytes(StandardCharsets.US_ASCII));
            read = socket.getInputStream().read(answer);
            String head = new String(answer, 0, read, StandardCharsets.US_ASCII);
            assertTrue(head.startsWith("HTTP/1.1 200 OK"), head);
            assertTrue(head.contains("X-Expect: null"), "a header named by Connection belongs to that connection");
        }
    }

    @Test
    void aWebSocketPassesWithItsSubprotocol() {
        WebSocketConnectOptions options = new WebSocketConnectOptions()
                .setHost("localhost")
                .setPort(gateway.port())
                .setURI("/chat/v1/conversations/1/stream")
                .addSubProtocol("tresen-token");
        WebSocket socket = join(vertx.createWebSocketClient().connect(options));
        assertEquals("tresen-token", socket.subProtocol());
        ConcurrentLinkedQueue<String> heard = new ConcurrentLinkedQueue<>();
        socket.textMessageHandler(heard::add);
        socket.writeTextMessage("one");
        socket.writeTextMessage("x".repeat(50_000));
        await().atMost(5, SECONDS).until(heard::size, is(2));
        assertEquals("echo one", heard.poll());
        join(socket.close());
    }

    private static InputStream zeros(long length) {
        return new InputStream() {
            private long left = length;

            @Override
            public int read() {
                return left-- > 0 ? 0 : -1;
            }

            @Override
            public int read(byte[] bytes, int offset, int size) {
                int read = (int) Math.min(size, left);
                left -= read;
                return read == 0 && size > 0 ? -1 : read;
            }
        };
    }
}
