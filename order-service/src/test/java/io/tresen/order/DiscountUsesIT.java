package io.tresen.order;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.tresen.contracts.Topics;
import io.tresen.contracts.catalog.v1.StockRejected;
import io.tresen.contracts.catalog.v1.StockReleased;
import io.tresen.contracts.chat.v1.CheckoutRequested;
import io.tresen.contracts.common.v1.CheckoutLine;
import io.tresen.contracts.common.v1.Money;
import io.tresen.contracts.common.v1.ProductKind;
import io.tresen.contracts.common.v1.RefundReason;
import io.tresen.contracts.order.v1.CheckoutDeclined;
import io.tresen.contracts.order.v1.DiscountChanged;
import io.tresen.contracts.order.v1.OrderPlaced;
import io.tresen.engines.TestTopics;
import io.tresen.messaging.Ids;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** A code's uses: taken with the order, given back when it comes to nothing, and never more than there are. */
@QuarkusTest
class DiscountUsesIT extends InChat {

    @Inject
    Discounts discounts;

    @Inject
    Orders orders;

    @Test
    void of_fifty_shoppers_one_gets_the_one_use() throws Exception {
        code("ONCE", 1);
        List<Response> answers = atOnce(50, () -> post("ONCE"));
        List<Response> placed =
                answers.stream().filter(it -> it.statusCode() == 202).toList();
        assertEquals(1, placed.size());
        assertEquals(
                49,
                answers.stream()
                        .filter(it -> it.statusCode() == 409
                                && it.path("type").toString().endsWith("/discount-used-up"))
                        .count());
        assertEquals(500, order(id(placed.get(0))).getInt("amounts.discount.amount_minor"));
        assertEquals(1, uses("ONCE"));
        assertEquals(
                1, asShop().get("/orders/v1/orders").jsonPath().getList("data").size());
    }

    @Test
    void of_ten_uses_under_fifty_shoppers_and_cancellations_none_is_lost_or_doubled() throws Exception {
        code("TEN", 10);
        List<Response> answers = atOnce(50, () -> {
            Response answer = post("TEN");
            if (answer.statusCode() == 202 && Math.floorMod(id(answer).hashCode(), 2) == 0) {
                answered(() -> asShop().post("/orders/v1/orders/" + id(answer) + "/cancellation"))
                        .then()
                        .statusCode(200);
            }
            return answer;
        });
        assertTrue(answers.stream().allMatch(it -> it.statusCode() == 202 || it.statusCode() == 409));
        long open = asShop().get("/orders/v1/orders?status=placed&limit=100")
                .jsonPath()
                .getList("data")
                .size();
        assertEquals(open, uses("TEN"));
        assertTrue(open <= 10);
    }

    @Test
    void a_rejected_and_a_cancelled_order_give_their_use_back_once() {
        code("ONCE", 1);
        UUID rejected = id(post("ONCE"));
        assertEquals(409, post("ONCE").statusCode());
        send(
                Topics.CATALOG_RESERVATION,
                rejected,
                StockRejected.newBuilder()
                        .setOrderId(rejected)
                        .setBusinessId(shop)
                        .setOccurredAt(Instant.now())
                        .setCode("sold-out")
                        .setLines(List.of())
                        .build());
        awaitStatus(rejected, "rejected");
        assertEquals(0, uses("ONCE"));
        UUID cancelled = id(post("ONCE"));
        for (int i = 0; i < 3; i++) {
            asShop().post("/orders/v1/orders/" + cancelled + "/cancellation")
                    .then()
                    .statusCode(200);
        }
        assertEquals(0, uses("ONCE"));
        assertEquals(202, post("ONCE").statusCode());
        assertEquals(1, uses("ONCE"));
    }

    @Test
    void a_use_given_back_twice_is_given_back_once() {
        code("TWICE", 2);
        UUID cancelled = id(post("TWICE"));
        post("TWICE").then().statusCode(202);
        for (int i = 0; i < 2; i++) {
            database.run(tx -> discounts.giveBack(
                    tx, orders.lock(tx, shop, cancelled).orElseThrow().facts(), Instant.now(), null));
        }
        assertEquals(1, uses("TWICE"));
    }

    @Test
    void the_limit_of_a_code_is_kept_with_every_use_of_it() {
        code("TWICE", 2);
        UUID order = id(post("TWICE"));
        code("TWICE", 1, 200);
        assertEquals(
                2,
                database.read(tx -> tx.one("select max_uses from discount_use where order_id = $1", order))
                        .orElseThrow()
                        .getInteger("max_uses"));
    }

    @Test
    void a_cancelled_confirmed_order_keeps_its_use_until_it_is_undone() {
        code("ONCE", 1);
        UUID order = id(post("ONCE"));
        send(Topics.CATALOG_RESERVATION, order, reserved(order));
        awaitStatus(order, "awaiting_payment");
        send(Topics.PAYMENT_PAYMENT, order, Paid.succeeded(shop, order, false));
        awaitStatus(order, "confirmed");
        asShop().post("/orders/v1/orders/" + order + "/cancellation").then().statusCode(200);
        assertEquals("cancelling", order(order).getString("status"));
        assertEquals(1, uses("ONCE"));
        send(
                Topics.CATALOG_RESERVATION,
                order,
                StockReleased.newBuilder()
                        .setOrderId(order)
                        .setBusinessId(shop)
                        .setOccurredAt(Instant.now())
                        .setLines(List.of())
                        .build());
        send(Topics.PAYMENT_PAYMENT, order, Paid.refunded(shop, order, RefundReason.CANCELLATION));
        awaitStatus(order, "cancelled");
        assertEquals(0, uses("ONCE"));
    }

    @Test
    void an_expired_order_gives_its_use_back() {
        code("ONCE", 1);
        UUID order = id(post("ONCE", 10));
        send(Topics.CATALOG_RESERVATION, order, reserved(order));
        awaitStatus(order, "expired");
        assertEquals(0, uses("ONCE"));
    }

    @Test
    void that_no_use_is_left_is_told_and_that_one_is_there_again() {
        code("ONCE", 1);
        UUID key = Ids.v5(shop, "discount:ONCE");
        UUID order = id(post("ONCE"));
        asShop().post("/orders/v1/orders/" + order + "/cancellation").then().statusCode(200);
        await().atMost(SOON).until(() -> usedUp(key), List.of(false, true, false)::equals);
    }

    @Test
    void a_code_taken_away_while_an_order_has_it_can_be_given_back_and_put_again() {
        code("ONCE", 1);
        UUID order = id(post("ONCE"));
        asShop().delete("/orders/v1/discounts/ONCE").then().statusCode(204);
        assertEquals(422, post("ONCE").statusCode());
        asShop().post("/orders/v1/orders/" + order + "/cancellation").then().statusCode(200);
        code("ONCE", 1);
        assertEquals(0, uses("ONCE"));
        assertEquals(202, post("ONCE").statusCode());
    }

    @Test
    void a_chat_checkout_takes_a_code_and_the_next_is_declined_with_the_total_without_it() {
        code("ONCE", 1);
        UUID first = Ids.v5(conversation, "1");
        send(Topics.CHAT_CONVERSATION, conversation, coded(first, 1, 1_490, "once"));
        OrderPlaced placed = told(Topics.ORDER_ORDER, first, OrderPlaced.class);
        assertEquals(1_490, placed.getTotal().getAmountMinor());
        assertEquals("ONCE", placed.getDiscountCode());
        UUID second = Ids.v5(conversation, "2");
        send(Topics.CHAT_CONVERSATION, conversation, coded(second, 2, 1_490, "ONCE"));
        CheckoutDeclined declined = told(Topics.ORDER_ORDER, second, CheckoutDeclined.class);
        assertEquals("discount-used-up", declined.getCode());
        assertEquals(1_990, declined.getTotal().getAmountMinor());
        UUID third = Ids.v5(conversation, "3");
        send(Topics.CHAT_CONVERSATION, conversation, coded(third, 3, 1_490, "nothing"));
        assertEquals(
                "unknown-discount",
                told(Topics.ORDER_ORDER, third, CheckoutDeclined.class).getCode());
    }

    @Test
    void a_checkout_that_waited_for_a_product_still_has_its_code() {
        code("ONCE", 1);
        UUID order = Ids.v5(conversation, "1");
        CheckoutRequested checkout = coded(order, 1, 1_290, "ONCE");
        CheckoutLine line = checkout.getLines().get(0);
        line.put("expected_unit_price_minor", 1_790L);
        line.put("product_version", 2L);
        send(Topics.CHAT_CONVERSATION, conversation, checkout);
        await().atMost(SOON).until(() -> waiting(order) == 1);
        product("mug", 1_790, ProductKind.GOODS);
        assertEquals(
                1_290,
                told(Topics.ORDER_ORDER, order, OrderPlaced.class).getTotal().getAmountMinor());
    }

    private CheckoutRequested coded(UUID order, long number, long totalMinor, String code) {
        CheckoutRequested checkout = checkout(order, number, "mug", 1_990, 1, HOME);
        checkout.put(checkout.getSchema().getField("expected_total").pos(), new Money(totalMinor, "EUR"));
        checkout.put(checkout.getSchema().getField("discount_code").pos(), code);
        return checkout;
    }

    private void code(String code, int uses) {
        code(code, uses, 201);
    }

    private void code(String code, int uses, int status) {
        asShop().body("{\"amount\": {\"amount_minor\": 500, \"currency\": \"EUR\"}, \"max_uses\": " + uses + "}")
                .put("/orders/v1/discounts/" + code)
                .then()
                .statusCode(status);
    }

    private int uses(String code) {
        return asShop().get("/orders/v1/discounts/" + code)
                .then()
                .statusCode(200)
                .extract()
                .path("uses");
    }

    private static List<Boolean> usedUp(UUID key) {
        return TestTopics.all(Topics.ORDER_DISCOUNT.name()).stream()
                .filter(record -> key.toString().equals(TestTopics.key(record)))
                .map(record -> read(record, DiscountChanged.class).getUsedUp())
                .toList();
    }

    private Response post(String code) {
        return post(code, 1_800);
    }

    private Response post(String code, int payWithinS) {
        String key = UUID.randomUUID().toString();
        return answered(() -> asShop().header("Idempotency-Key", key)
                .body(
                        """
                        {"lines": [{"retailer_id": "mug", "quantity": 1}], "payment_method": "card", "pay_within_s": %d,
                         "delivery_address": %s, "discount_code": "%s"}"""
                                .formatted(payWithinS, ADDRESS, code))
                .post("/orders/v1/orders"));
    }

    /** As every client does: a 503 is asked again, under the same key. */
    private static Response answered(Callable<Response> call) {
        return await().atMost(Duration.ofSeconds(60)).until(call, it -> it.statusCode() != 503);
    }

    private static UUID id(Response placed) {
        return UUID.fromString(placed.then().statusCode(202).extract().path("order_id"));
    }

    private static List<Response> atOnce(int shoppers, Callable<Response> buy) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(shoppers);
        CountDownLatch start = new CountDownLatch(1);
        List<Future<Response>> futures = new ArrayList<>();
        for (int i = 0; i < shoppers; i++) {
            futures.add(threads.submit(() -> {
                start.await();
                return buy.call();
            }));
        }
        start.countDown();
        List<Response> answers = new ArrayList<>();
        for (Future<Response> future : futures) {
            answers.add(future.get());
        }
        threads.shutdown();
        return answers;
    }
}
