package io.tresen.order;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.junit.QuarkusTest;
import io.tresen.contracts.Topics;
import io.tresen.contracts.chat.v1.DeliveryAddressSubmitted;
import io.tresen.contracts.common.v1.PaymentMethod;
import io.tresen.contracts.order.v1.CheckoutDeclined;
import io.tresen.contracts.order.v1.DeliveryAddressCorrected;
import io.tresen.contracts.order.v1.DeliveryAddressRefused;
import io.tresen.contracts.order.v1.OrderPlaced;
import io.tresen.messaging.Ids;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The chat seals with a key that this service has not got yet: nothing is lost and nobody's conversation stands still. */
@QuarkusTest
class LateKeysIT extends InChat {

    private static final Address HAMBURG = new Address("Ada", "Weg 2", "20095", "Hamburg", "DE", null, null);
    private static final Address MUNICH = new Address("Ada", "Gasse 3", "80331", "München", "DE", null, null);

    @ConfigProperty(name = "tresen.seal.keys.location")
    Path keyFile;

    private LateKey late;

    @BeforeEach
    void rotate() throws Exception {
        late = new LateKey();
    }

    @AfterEach
    void nothing_waits_and_the_conversation_is_free() {
        assertEquals(0, count("select count(*) as n from dead_letter where key = $1", conversation));
        assertEquals(0, count("select count(*) as n from pending_checkout where conversation_id = $1", conversation));
        assertEquals(0, count("select count(*) as n from pending_address where conversation_id = $1", conversation));
    }

    @Test
    void a_checkout_waits_sealed_for_the_key_of_its_address() throws Exception {
        UUID order = checkOutSealed(1, Ids.v5(conversation, "1"));
        await().atMost(SOON).until(() -> waiting(order) == 1);
        assertEquals(List.of(), types(Topics.ORDER_ORDER, order));
        late.arrive(keyFile);
        told(Topics.ORDER_ORDER, order, OrderPlaced.class);
        assertEquals("20095", order(order).getString("delivery_address.postcode"));
    }

    @Test
    void a_key_that_never_comes_declines_the_checkout_and_the_conversation_goes_on() throws Exception {
        UUID order = checkOutSealed(1, Ids.v5(conversation, "1"));
        UUID next = Ids.v5(conversation, "2");
        send(Topics.CHAT_CONVERSATION, conversation, checkout(next, 2, "mug", 1_990, 1, HOME));
        told(Topics.ORDER_ORDER, next, OrderPlaced.class);
        CheckoutDeclined declined = told(Topics.ORDER_ORDER, order, CheckoutDeclined.class);
        assertEquals("invalid-address", declined.getCode());
        assertEquals(1L, declined.getCheckoutNumber());
        assertEquals(1_990L, declined.getLines().get(0).getUnitPriceMinor());
        asShop().get("/orders/v1/orders/" + order).then().statusCode(404);
    }

    @Test
    void a_checkout_that_waited_for_a_key_and_was_sealed_for_another_order_is_declined() throws Exception {
        UUID order = checkOutSealed(1, UUID.randomUUID());
        await().atMost(SOON).until(() -> waiting(order) == 1);
        late.arrive(keyFile);
        assertEquals(
                "invalid-address",
                told(Topics.ORDER_ORDER, order, CheckoutDeclined.class).getCode());
    }

    @Test
    void of_two_corrections_the_second_stands_though_only_the_first_had_to_wait() throws Exception {
        UUID order = placedInChat();
        send(Topics.CHAT_CONVERSATION, conversation, submitted(order, late.seal(order, shop, HAMBURG)));
        send(Topics.CHAT_CONVERSATION, conversation, submitted(order, MUNICH));
        await().atMost(SOON).until(() -> waitingAddresses(order) == 2);
        late.arrive(keyFile);
        await().atMost(SOON).until(() -> waitingAddresses(order) == 0);
        assertEquals("80331", order(order).getString("delivery_address.postcode"));
        assertEquals("20095", order(order).getString("history[2].previous_delivery_address.postcode"));
        await().atMost(SOON)
                .until(
                        () -> types(Topics.ORDER_ORDER, order),
                        List.of("OrderPlaced", "DeliveryAddressCorrected", "DeliveryAddressCorrected")::equals);
    }

    @Test
    void a_correction_whose_key_never_comes_is_refused_and_what_waits_behind_it_goes_on() throws Exception {
        UUID order = placedInChat();
        send(Topics.CHAT_CONVERSATION, conversation, submitted(order, late.seal(order, shop, HAMBURG)));
        send(Topics.CHAT_CONVERSATION, conversation, submitted(order, MUNICH));
        assertEquals(
                "invalid-address",
                told(Topics.ORDER_ORDER, order, DeliveryAddressRefused.class).getCode());
        told(Topics.ORDER_ORDER, order, DeliveryAddressCorrected.class);
        assertEquals(
                List.of("OrderPlaced", "DeliveryAddressRefused", "DeliveryAddressCorrected"),
                types(Topics.ORDER_ORDER, order));
        assertEquals("80331", order(order).getString("delivery_address.postcode"));
    }

    @Test
    void a_correction_that_waited_for_a_key_and_was_sealed_for_another_order_is_refused() throws Exception {
        UUID order = placedInChat();
        send(Topics.CHAT_CONVERSATION, conversation, submitted(order, late.seal(UUID.randomUUID(), shop, HAMBURG)));
        await().atMost(SOON).until(() -> waitingAddresses(order) == 1);
        late.arrive(keyFile);
        assertEquals(
                "invalid-address",
                told(Topics.ORDER_ORDER, order, DeliveryAddressRefused.class).getCode());
        assertEquals("10115", order(order).getString("delivery_address.postcode"));
    }

    @Test
    void a_strangers_address_is_refused_without_its_key() throws Exception {
        UUID order = placedInChat();
        DeliveryAddressSubmitted request = DeliveryAddressSubmitted.newBuilder(
                        submitted(order, late.seal(order, shop, HAMBURG)))
                .setShopperId(UUID.randomUUID())
                .build();
        send(Topics.CHAT_CONVERSATION, conversation, request);
        DeliveryAddressRefused refused = told(Topics.ORDER_ORDER, request.getRequestId(), DeliveryAddressRefused.class);
        assertEquals("not-found", refused.getCode());
        assertEquals(List.of("OrderPlaced"), types(Topics.ORDER_ORDER, order));
    }

    private UUID checkOutSealed(long number, UUID sealedFor) throws Exception {
        UUID order = Ids.v5(conversation, Long.toString(number));
        String sealed = late.seal(sealedFor, shop, HAMBURG);
        send(
                Topics.CHAT_CONVERSATION,
                conversation,
                checkout(order, number, "mug", 1_990, 1, PaymentMethod.CARD, sealed));
        return order;
    }

    private long waitingAddresses(UUID order) {
        return count("select count(*) as n from pending_address where order_id = $1", order);
    }

    private long count(String sql, UUID id) {
        return database.read(tx -> tx.one(sql, id)).orElseThrow().getLong("n");
    }
}
