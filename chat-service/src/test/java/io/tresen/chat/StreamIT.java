package io.tresen.chat;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.tresen.contracts.Topics;
import io.tresen.contracts.chat.v1.MessagePushed;
import io.tresen.messaging.Ids;
import io.tresen.messaging.db.Database;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Streams over real WebSockets. */
@QuarkusTest
class StreamIT extends OnEngines {

    private static final Duration PATIENCE = Duration.ofSeconds(45);

    @TestHTTPResource("/")
    URI origin;

    @Inject
    Neighbours neighbours;

    @Inject
    MeterRegistry metrics;

    @Inject
    Streams streams;

    @Inject
    Database database;

    @Inject
    MessageLog log;

    private static final class Listener implements WebSocket.Listener {
        final List<String> frames = new CopyOnWriteArrayList<>();
        volatile int closed;
        private final StringBuilder part = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
            part.append(data);
            if (last) {
                frames.add(part.toString());
                part.setLength(0);
            }
            socket.request(1);
            return null;
        }

        @Override
        public CompletionStage<?> onClose(WebSocket socket, int statusCode, String reason) {
            closed = statusCode;
            return null;
        }

        List<String> ids() {
            return frames.stream().map(Listener::id).toList();
        }

        /** Of the frames that are no messages; "" for messages. */
        List<String> types() {
            return frames.stream().map(it -> field(it, "type")).toList();
        }

        private static String id(String frame) {
            return field(frame, "id");
        }

        private static String field(String frame, String name) {
            try {
                return new ObjectMapper().readTree(frame).path(name).asText();
            } catch (IOException e) {
                throw new AssertionError(frame, e);
            }
        }
    }

    private WebSocket open(Talker talker, Listener listener, String query, String... protocols) {
        WebSocket.Builder builder = HttpClient.newHttpClient().newWebSocketBuilder();
        if (protocols.length > 0) {
            builder.subprotocols(protocols[0], java.util.Arrays.copyOfRange(protocols, 1, protocols.length));
        }
        URI uri = URI.create("ws://" + origin.getAuthority() + talker.path() + "/stream" + query);
        return builder.buildAsync(uri, listener).join();
    }

    @Test
    void aPingIsAnsweredSoThatAClientKnowsThatTheLineIsThere() {
        Talker ada = Api.register("en").shopper();
        Listener listener = new Listener();
        WebSocket socket = open(ada, listener, "", "tresen.v1", ada.token());
        socket.sendText("{\"type\":\"ping\"}", true).join();
        await().atMost(PATIENCE).until(() -> listener.frames.equals(List.of("{\"type\":\"pong\"}")));
        socket.sendText("{\"type\":\"song\"}", true).join();
        socket.sendText("{\"type\":\"ping\"}", true).join();
        await().atMost(PATIENCE).until(() -> listener.frames.size() == 2);
        socket.sendClose(WebSocket.NORMAL_CLOSURE, "").join();
        assertEquals(
                List.of(),
                metrics.find("http.server.requests").timers().stream()
                        .map(timer -> timer.getId().getTag("uri"))
                        .filter(uri -> uri.contains(ada.conversationId().toString()))
                        .toList(),
                "streams are counted by their route");
    }

    @Test
    void aMessageThatIsTooLargeEndsItsStreamAndNoOther() {
        Talker ada = Api.register("en").shopper();
        Listener other = new Listener();
        WebSocket small = open(ada, other, "", "tresen.v1", ada.token());
        Listener listener = new Listener();
        WebSocket large = open(ada, listener, "", "tresen.v1", ada.token());
        String piece = "x".repeat(10_000);
        for (int i = 0; i < 200 && !large.isOutputClosed() && !large.isInputClosed(); i++) {
            large.sendText(piece, false).exceptionally(closed -> large).join();
        }
        await().atMost(PATIENCE).until(() -> large.isInputClosed() || listener.closed != 0);
        small.sendText("{\"type\":\"ping\"}", true).join();
        await().atMost(PATIENCE).until(() -> other.frames.equals(List.of("{\"type\":\"pong\"}")));
        small.sendClose(WebSocket.NORMAL_CLOSURE, "").join();
    }

    @Test
    void aStreamPushesTheObjectsOfTheListInTheirOrder() {
        Api shop = Api.register("en");
        Talker ada = shop.shopper().says("hello");
        String first = ada.history().get(0).path("id").asText();
        Listener listener = new Listener();
        WebSocket socket = open(ada, listener, "?after=" + first, "tresen.v1", ada.token());
        assertEquals("tresen.v1", socket.getSubprotocol());
        await().atMost(PATIENCE).until(() -> listener.frames.size() == 2);
        ada.says("help");
        OrderTold.of(neighbours, shop, ada).placed(450).confirmed(450);
        await().atMost(PATIENCE).until(() -> listener.frames.size() == 5);
        List<String> listed =
                ada.history().stream().map(it -> it.path("id").asText()).toList();
        assertEquals(listed.subList(1, listed.size()), listener.ids());
        assertTrue(listener.frames.get(4).contains("\"kind\":\"order_confirmation\""));
        await().atMost(PATIENCE)
                .until(() -> neighbours
                                .heard(Topics.CHAT_PUSHED, ada.conversationId(), MessagePushed.class)
                                .size()
                        == 3);
        await().atMost(PATIENCE)
                .until(() ->
                        database
                                .read(tx -> log.behind(tx, shop.businessId(), ada.conversationId(), 0, 10))
                                .messages()
                                .stream()
                                .filter(it -> it.direction() == StoredMessage.Direction.OUTBOUND)
                                .allMatch(it -> it.status() == StoredMessage.Status.DELIVERED));
        socket.sendClose(WebSocket.NORMAL_CLOSURE, "").join();
    }

    @Test
    void aPeerThatTakesNothingIsCutOff() throws IOException {
        Talker ada = Api.register("en").shopper().says("hello");
        String first = ada.history().get(0).path("id").asText();
        // 7 MB in all, more than the buffers between the two ends hold
        String large = cart(100);
        for (int i = 0; i < 180; i++) {
            ada.post(large).then().statusCode(201);
        }
        double before = cut();
        try (Socket socket = new Socket()) {
            socket.setReceiveBufferSize(4096);
            socket.connect(new InetSocketAddress(origin.getHost(), origin.getPort()));
            socket.getOutputStream()
                    .write(("GET " + ada.path() + "/stream?after=" + first + " HTTP/1.1\r\nHost: "
                                    + origin.getAuthority()
                                    + "\r\n"
                                    + "Upgrade: websocket\r\n"
                                    + "Connection: Upgrade\r\n"
                                    + "Sec-WebSocket-Version: 13\r\n"
                                    + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
                                    + "Sec-WebSocket-Protocol: tresen.v1, "
                                    + ada.token() + "\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            await().atMost(PATIENCE).until(() -> cut() == before + 1);
        }
    }

    /** An order message of so many products with the longest ids there are; without consent nobody looks them up. */
    private static String cart(int products) {
        return IntStream.range(0, products)
                .mapToObj(i -> "{\"product_retailer_id\": \"" + "\uD83C\uDF75".repeat(97) + (100 + i)
                        + "\", \"quantity\": 1, \"item_price\": 1, \"currency\": \"EUR\"}")
                .collect(Collectors.joining(
                        ", ", "{\"type\": \"order\", \"order\": {\"catalog_id\": \"c\", \"product_items\": [", "]}}"));
    }

    @Test
    void theSixthStreamOfATokenEndsTheFirst() {
        Talker ada = Api.register("en").shopper().says("hello");
        List<Listener> listeners = Stream.generate(Listener::new).limit(6).toList();
        listeners.forEach(listener -> open(ada, listener, "", "tresen.v1", ada.token()));
        await().atMost(PATIENCE).until(() -> listeners.get(0).closed == 4429);
        ada.says("help");
        await().atMost(PATIENCE).until(() -> listeners.subList(1, 6).stream().noneMatch(it -> it.frames.isEmpty()));
    }

    /** Not how many are open: other tests' clients go when the collector finds them. */
    private double cut() {
        return metrics.counter("tresen.streams.cut").count();
    }

    @Test
    void theTokenMayComeAloneAsSubprotocolOrAsTheFirstFrame() {
        Talker ada = Api.register("en").shopper();
        Listener alone = new Listener();
        assertEquals(ada.token(), open(ada, alone, "", ada.token()).getSubprotocol());
        Listener byFrame = new Listener();
        open(ada, byFrame, "")
                .sendText("{\"token\": \"" + ada.token() + "\"}", true)
                .join();
        await().atMost(PATIENCE).until(() -> {
            ada.says("hello");
            return !alone.frames.isEmpty() && !byFrame.frames.isEmpty();
        });
    }

    @Test
    void aWakeUpFromAnotherReplicaIsHeardThroughTheTopic() {
        UUID elsewhere = Ids.v7();
        List<Long> woken = new CopyOnWriteArrayList<>();
        LongConsumer wake = woken::add;
        streams.listen(elsewhere, wake);
        pushed(elsewhere, 9);
        pushed(elsewhere, 0);
        await().atMost(PATIENCE).until(() -> woken.equals(List.of(9L, 0L)));
        streams.leave(elsewhere, wake);
    }

    /** By the look that each stream takes every ten seconds one of three marks would come as fast, and no more. */
    @Test
    void marksOfAnotherReplicaAreToldThoughTheirMessagesWereSentLongAgo() {
        Talker ada = Api.register("en").shopper().says("hello").says("help").says("menu");
        Listener listener = new Listener();
        open(ada, listener, "", ada.token());
        List<String> own = ada.history().stream()
                .filter(it -> it.path("direction").asText().equals("inbound"))
                .map(it -> it.path("id").asText())
                .toList();
        for (int i = 0; i < 3; i++) {
            String id = own.get(i);
            database.run(tx -> tx.update(
                    "update conversation c set business_read_position = m.position from message m"
                            + " where c.conversation_id = $1 and m.conversation_id = $1 and m.message_id = $2",
                    ada.conversationId(),
                    id));
            pushed(ada.conversationId(), 0);
            int told = i + 1;
            await().atMost(Duration.ofSeconds(3)).until(() -> listener.frames.size() == told);
            assertEquals("{\"type\":\"read\",\"up_to\":\"" + id + "\"}", listener.frames.get(i));
        }
    }

    /** As another replica tells of it. */
    private void pushed(UUID conversationId, long position) {
        UUID businessId = Ids.v7();
        neighbours.publish(
                Topics.CHAT_PUSHED,
                conversationId,
                businessId,
                MessagePushed.newBuilder()
                        .setConversationId(conversationId)
                        .setBusinessId(businessId)
                        .setPosition(position)
                        .build());
    }

    @Test
    void aShopperSeesThatTheShopHasReadAndIsWritingUntilItAnswers() {
        CloudApi app = CloudApi.register();
        Talker ada = app.business().shopper().says("hello");
        ada.says("is the tea fresh?");
        List<String> own = ada.history().stream()
                .filter(it -> it.path("direction").asText().equals("inbound"))
                .map(it -> it.path("id").asText())
                .toList();
        Listener shopper = new Listener();
        Listener shop = new Listener();
        open(ada, shopper, "", "tresen.v1", ada.token());
        open(ada, shop, "", "tresen.v1", app.business().token());
        mark(app, own.get(0), "");
        await().atMost(PATIENCE).until(() -> shopper.frames.size() == 1);
        assertEquals("{\"type\":\"read\",\"up_to\":\"" + own.get(0) + "\"}", shopper.frames.get(0));
        assertEquals(List.of(true, false), read(ada));
        await().atMost(PATIENCE).until(() -> pushed(ada).size() == 3);
        assertEquals(List.of(3L, (long) ada.history().size(), 0L), pushed(ada), "a mark has no message's position");
        mark(app, own.get(1), ", 'typing_indicator': {'type': 'text'}");
        await().atMost(PATIENCE).until(() -> shopper.frames.size() == 3);
        assertEquals("{\"type\":\"read\",\"up_to\":\"" + own.get(1) + "\"}", shopper.frames.get(1));
        assertTrue(shopper.frames.get(2).matches("\\{\"type\":\"typing\",\"seconds\":2[45]}"), shopper.frames.get(2));
        Listener late = new Listener();
        open(ada, late, "", "tresen.v1", ada.token());
        await().atMost(PATIENCE).until(() -> late.frames.size() == 2);
        assertTrue(late.frames.get(1).contains("\"typing\""), "who comes back meanwhile sees it too");
        app.sent(ada.waId(), "text", "'text': {'body': 'Very fresh'}");
        await().atMost(PATIENCE).until(() -> shopper.frames.size() == 4 && !shop.frames.isEmpty());
        mark(app, own.get(0), "");
        Listener after = new Listener();
        open(ada, after, "", "tresen.v1", ada.token());
        await().atMost(PATIENCE).until(() -> !after.frames.isEmpty());
        ada.says("help");
        await().atMost(PATIENCE).until(() -> after.frames.size() == 3 && shop.frames.size() == 3);
        assertEquals(
                List.of("read", "", ""),
                after.types(),
                "what was answered is no longer being written, nothing is unread");
        assertEquals(List.of("", "", ""), shop.types(), "the shop knows what it has read itself");
        assertEquals(List.of(true, true, false), read(ada));
        assertTrue(ada.history().stream()
                .filter(it -> it.path("direction").asText().equals("inbound"))
                .allMatch(it -> it.path("status").asText().equals("received")));
    }

    /** The positions that other replicas hear of. */
    private List<Long> pushed(Talker talker) {
        return neighbours.heard(Topics.CHAT_PUSHED, talker.conversationId(), MessagePushed.class).stream()
                .map(MessagePushed::getPosition)
                .toList();
    }

    private static void mark(CloudApi app, String id, String more) {
        app.post("{'messaging_product': 'whatsapp', 'status': 'read', 'message_id': '" + id + "'" + more + "}")
                .then()
                .statusCode(200);
    }

    private static List<Boolean> read(Talker talker) {
        return talker.history().stream()
                .filter(it -> it.path("direction").asText().equals("inbound"))
                .map(it -> it.path("read").asBoolean())
                .toList();
    }

    @Test
    void aStrangerOrARevokedTokenIsShutOut() {
        Api shop = Api.register("en");
        Talker ada = shop.shopper();
        Talker bob = shop.shopper();
        Listener stranger = new Listener();
        open(ada, stranger, "", bob.token());
        await().atMost(PATIENCE).until(() -> stranger.closed == 4404);
        Listener nonsense = new Listener();
        open(ada, nonsense, "").sendText("no token", true).join();
        await().atMost(PATIENCE).until(() -> nonsense.closed == 4401);
        Listener revoked = new Listener();
        open(ada, revoked, "", ada.token());
        await().atMost(PATIENCE).until(() -> {
            if (revoked.frames.isEmpty()) {
                ada.says("hello");
            }
            return !revoked.frames.isEmpty();
        });
        io.restassured.RestAssured.given()
                .formParams(java.util.Map.of(
                        "token", ada.token(), "client_id", shop.clientId(), "client_secret", shop.secret()))
                .post("/chat/oauth2/revoke")
                .then()
                .statusCode(200);
        await().atMost(Duration.ofSeconds(5)).until(() -> revoked.closed == 4401);
    }
}
