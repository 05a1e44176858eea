package io.tresen.order;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import io.tresen.contracts.Topics;
import io.tresen.contracts.chat.v1.CancellationRequested;
import io.tresen.contracts.chat.v1.CheckoutRequested;
import io.tresen.contracts.common.v1.PaymentMethod;
import io.tresen.contracts.common.v1.ProductKind;
import io.tresen.contracts.order.v1.CancellationRefused;
import io.tresen.contracts.order.v1.CheckoutDeclined;
import io.tresen.contracts.order.v1.DeliveryAddressCorrected;
import io.tresen.contracts.order.v1.DeliveryAddressRefused;
import io.tresen.contracts.order.v1.OrderCancelled;
import io.tresen.contracts.order.v1.OrderPlaced;
import io.tresen.messaging.Ids;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Orders placed, cancelled and corrected in a chat, over real Kafka. */
@QuarkusTest
class ChatOrdersIT extends InChat {

    @Test
    void the_same_checkout_delivered_twenty_times_makes_one_order() {
        UUID order = Ids.v5(conversation, "1");
        CheckoutRequested checkout = checkout(order, 1, "mug", 1_990, 1, HOME);
        UUID event = UUID.randomUUID();
        for (int i = 0; i < 20; i++) {
            send(Topics.CHAT_CONVERSATION, conversation, checkout, event, 1);
        }
        send(Topics.CHAT_CONVERSATION, conversation, checkout, UUID.randomUUID(), 2);
        OrderPlaced placed = told(Topics.ORDER_ORDER, order, OrderPlaced.class);
        assertEquals(conversation, placed.getConversationId());
        assertEquals(shopper, placed.getShopperId());
        assertEquals(1L, placed.getCheckoutNumber());
        UUID second = Ids.v5(conversation, "2");
        send(Topics.CHAT_CONVERSATION, conversation, checkout(second, 2, "mug", 1_990, 1, HOME), UUID.randomUUID(), 3);
        told(Topics.ORDER_ORDER, second, OrderPlaced.class);
        assertEquals(List.of("OrderPlaced"), types(Topics.ORDER_ORDER, order));
        assertEquals("10115", order(order).getString("delivery_address.postcode"));
        assertEquals(
                2,
                asShop().get("/orders/v1/orders?shopper_id=" + shopper)
                        .jsonPath()
                        .getList("data")
                        .size());
    }

    @Test
    void a_checkout_waits_for_a_product_version_that_has_not_come_yet() {
        UUID order = Ids.v5(conversation, "1");
        send(Topics.CHAT_CONVERSATION, conversation, checkout(order, 1, "mug", 1_790, 2, HOME));
        await().atMost(SOON).until(() -> waiting(order) == 1);
        assertEquals(List.of(), types(Topics.ORDER_ORDER, order));
        product("mug", 1_790, ProductKind.GOODS);
        assertEquals(
                1_790,
                told(Topics.ORDER_ORDER, order, OrderPlaced.class).getTotal().getAmountMinor());
        assertEquals(0, waiting(order));
    }

    @Test
    void a_product_that_never_comes_declines_the_checkout() {
        UUID order = Ids.v5(conversation, "1");
        send(Topics.CHAT_CONVERSATION, conversation, checkout(order, 1, "ghost", 1_000, 1, HOME));
        CheckoutDeclined declined = told(Topics.ORDER_ORDER, order, CheckoutDeclined.class);
        assertEquals("unknown-product", declined.getCode());
        assertEquals(List.of("ghost"), declined.getRetailerIds());
        assertNull(declined.getLines().get(0).getUnitPriceMinor());
        asShop().get("/orders/v1/orders/" + order).then().statusCode(404);
        assertEquals(0, waiting(order));
    }

    @Test
    void a_stale_price_declines_the_checkout_with_the_new_total() {
        product("mug", 2_100, ProductKind.GOODS);
        UUID order = Ids.v5(conversation, "1");
        send(Topics.CHAT_CONVERSATION, conversation, checkout(order, 1, "mug", 1_990, 2, HOME));
        CheckoutDeclined declined = told(Topics.ORDER_ORDER, order, CheckoutDeclined.class);
        assertEquals("price-changed", declined.getCode());
        assertEquals(2_100, declined.getTotal().getAmountMinor());
        assertEquals(2_100L, declined.getLines().get(0).getUnitPriceMinor());
        assertEquals(1L, declined.getCheckoutNumber());
    }

    @Test
    void goods_without_an_address_and_a_method_not_taken_are_declined_by_name() {
        UUID bare = Ids.v5(conversation, "1");
        send(Topics.CHAT_CONVERSATION, conversation, checkout(bare, 1, "mug", 1_990, 1, null));
        assertEquals(
                "invalid-address",
                told(Topics.ORDER_ORDER, bare, CheckoutDeclined.class).getCode());
        UUID wallet = Ids.v5(conversation, "2");
        CheckoutRequested byWallet = checkout(wallet, 2, "mug", 1_990, 1, PaymentMethod.WALLET, sealed(wallet, HOME));
        send(Topics.CHAT_CONVERSATION, conversation, byWallet);
        assertEquals(
                "payment-method-unavailable",
                told(Topics.ORDER_ORDER, wallet, CheckoutDeclined.class).getCode());
    }

    @Test
    void a_shopper_orders_by_wallet_once_the_shop_has_switched_it_on() {
        business(PaymentMethod.CARD, PaymentMethod.WALLET);
        asShop().header("Idempotency-Key", UUID.randomUUID().toString())
                .body(
                        """
                        {"lines": [{"retailer_id": "haircut", "quantity": 1}], "payment_method": "wallet",
                         "shopper_id": "%s"}"""
                                .formatted(shopper))
                .post("/orders/v1/orders")
                .then()
                .statusCode(202); // held until the switch has come
        UUID order = Ids.v5(conversation, "1");
        send(
                Topics.CHAT_CONVERSATION,
                conversation,
                checkout(order, 1, "mug", 1_990, 1, PaymentMethod.WALLET, sealed(order, HOME)));
        assertEquals(
                PaymentMethod.WALLET,
                told(Topics.ORDER_ORDER, order, OrderPlaced.class).getPaymentMethod());
    }

    @Test
    void an_address_sealed_for_another_order_is_a_dead_letter() {
        UUID order = Ids.v5(conversation, "1");
        String foreign = sealed(UUID.randomUUID(), HOME);
        CheckoutRequested checkout = checkout(order, 1, "mug", 1_990, 1, PaymentMethod.CARD, foreign);
        UUID event = send(Topics.CHAT_CONVERSATION, conversation, checkout);
        await().atMost(SOON).until(() -> database.read(
                        tx -> tx.one("select 1 from dead_letter where event_id = $1 and reason = 'unsealable'", event))
                .isPresent());
        assertEquals(List.of(), types(Topics.ORDER_ORDER, order));
    }

    @Test
    void a_shopper_corrects_the_address_and_another_country_is_refused() {
        UUID order = placedInChat();
        send(
                Topics.CHAT_CONVERSATION,
                conversation,
                submitted(order, new Address("Ada", "Weg 2", "20095", "Hamburg", "DE", "", "")));
        assertEquals(
                2L,
                told(Topics.ORDER_ORDER, order, DeliveryAddressCorrected.class).getVersion());
        assertEquals("20095", order(order).getString("delivery_address.postcode"));
        assertEquals("10115", order(order).getString("history[1].previous_delivery_address.postcode"));
        send(
                Topics.CHAT_CONVERSATION,
                conversation,
                submitted(order, new Address("Ada", "Gasse 2", "1010", "Wien", "AT", null, null)));
        assertEquals(
                "country-fixed",
                told(Topics.ORDER_ORDER, order, DeliveryAddressRefused.class).getCode());
        assertEquals("20095", order(order).getString("delivery_address.postcode"));
        assertEquals(2, order(order).getInt("version"));
    }

    @Test
    void a_shopper_cancels_their_own_order_once() {
        UUID order = placedInChat();
        send(Topics.CHAT_CONVERSATION, conversation, cancellation(shopper, order));
        send(Topics.CHAT_CONVERSATION, conversation, cancellation(shopper, order));
        told(Topics.ORDER_ORDER, order, OrderCancelled.class);
        UUID marker = Ids.v5(conversation, "2");
        send(Topics.CHAT_CONVERSATION, conversation, checkout(marker, 2, "mug", 1_990, 1, HOME));
        told(Topics.ORDER_ORDER, marker, OrderPlaced.class);
        assertEquals(List.of("OrderPlaced", "OrderCancelled"), types(Topics.ORDER_ORDER, order));
    }

    @Test
    void a_strangers_order_is_refused_like_one_that_is_not_there() {
        UUID order = placedInChat();
        UUID stranger = UUID.randomUUID();
        UUID theirChat = UUID.randomUUID();
        for (UUID named : List.of(order, UUID.randomUUID())) {
            CancellationRequested request = CancellationRequested.newBuilder(cancellation(stranger, named))
                    .setConversationId(theirChat)
                    .build();
            send(Topics.CHAT_CONVERSATION, theirChat, request);
            CancellationRefused refused = told(Topics.ORDER_ORDER, request.getRequestId(), CancellationRefused.class);
            assertEquals("not-found", refused.getCode());
            assertEquals(theirChat, refused.getConversationId());
            assertEquals(request.getOrderId(), refused.getOrderId());
            assertEquals("UNKNOWN", refused.getOrderNo());
        }
        assertEquals(List.of("OrderPlaced"), types(Topics.ORDER_ORDER, order));
        assertEquals("placed", order(order).getString("status"));
    }

    @Test
    void after_the_parcel_left_neither_cancelling_nor_correcting_is_possible() {
        UUID order = placedInChat();
        send(Topics.CATALOG_RESERVATION, order, reserved(order));
        awaitStatus(order, "awaiting_payment");
        send(Topics.PAYMENT_PAYMENT, order, Paid.succeeded(shop, order, false));
        awaitStatus(order, "confirmed");
        asShop().body("{\"carrier\": \"DHL\", \"tracking_number\": \"1\"}")
                .post("/orders/v1/orders/" + order + "/shipments")
                .then()
                .statusCode(201);
        send(Topics.CHAT_CONVERSATION, conversation, cancellation(shopper, order));
        send(Topics.CHAT_CONVERSATION, conversation, submitted(order, HOME));
        assertEquals(
                "already-shipped",
                told(Topics.ORDER_ORDER, order, CancellationRefused.class).getCode());
        assertEquals(
                "already-shipped",
                told(Topics.ORDER_ORDER, order, DeliveryAddressRefused.class).getCode());
        List<String> told = types(Topics.ORDER_ORDER, order);
        assertEquals(told, order(order).getList("history.event"));
        assertTrue(told.contains("OrderShipped"));
    }
}
