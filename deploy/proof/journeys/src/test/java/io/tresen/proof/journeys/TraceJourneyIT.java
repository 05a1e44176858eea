package io.tresen.proof.journeys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.tresen.proof.OnThePlatform;
import io.tresen.proof.OtlpReceiver;
import io.tresen.proof.OtlpReceiver.Span;
import io.tresen.proof.client.Pause;
import io.tresen.proof.client.Shop;
import io.tresen.proof.client.Shopper;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** One trace from the shopper's message to the confirmation, over outboxes, Kafka and inboxes; and nothing of them in it. */
class TraceJourneyIT extends OnThePlatform {

    private static final String MESSAGE = "POST /chat/v1/conversations/{id}/messages";
    private static final String CHARGED = "create payment.payment.v1";
    private static final String CONFIRMED = "chat.order-notices OrderConfirmed";

    /** What every order's trace has. */
    private static final List<String> STEPS = List.of(
            MESSAGE,
            "order.conversation CheckoutRequested",
            "catalog.stock OrderPlaced",
            "order.reservation StockReserved",
            "payment.payment-request PaymentRequested");

    /** What spans may say. A new one is put here once it is sure that it holds nothing of anybody. */
    private static final Set<String> SAID = Set.of(
            "http.request.method",
            "http.route",
            "http.response.status_code",
            "messaging.system",
            "messaging.destination.name",
            "messaging.consumer.group.name",
            "messaging.operation.type",
            "tresen.event.type",
            "tresen.event.key",
            "tresen.event.sequence",
            "error.type");

    private static final OtlpReceiver RECEIVER = receiver();

    @BeforeAll
    static void begin() {
        RECEIVER.keep();
    }

    @AfterAll
    static void end() {
        RECEIVER.close();
    }

    @Test
    void theShoppersMessageAndTheConfirmationAreOneTrace() {
        Shop shop = Shop.register(platform().origin(), "Traced shop");
        shop.product("mug", "Mug", 900, 10, "goods");
        Shopper ada = shop.shopper().consenting();
        ada.order("k", "mug", 1, 900);
        ada.address("50667");
        ada.tapOffered("pay:cod");
        String order = order(shop, ada.awaitNotice("order_confirmation"));
        shop.http().get("/payments/v1/pay/a-token-of-somebody");

        await("GET /payments/v1/pay/{pay_token}", span -> true);
        oneTrace(order);
        nothingOfAnybody(ada);
    }

    @Test
    void aCardPaymentIsPartOfThatTraceAndLinkedWithThePagesRequest() {
        Shop shop = Shop.register(platform().origin(), "Traced shop with cards");
        shop.product("jug", "Jug", 1900, 10, "goods");
        Shopper ada = shop.shopper().consenting();
        ada.order("k", "jug", 1, 1900);
        ada.address("50667");
        ada.tapOffered("pay:now");
        JsonNode asked = ada.awaitNotice("payment_request");
        String order = order(shop, asked);
        CardJourneyIT.pay(asked, "pm_card_visa").expect(200);
        ada.awaitNotice("order_confirmation");

        List<Span> trace = oneTrace(order, CHARGED, "order.payment PaymentSucceeded");
        Set<String> linked = trace.stream()
                .filter(span -> span.name().equals(CHARGED))
                .flatMap(span -> span.links().stream())
                .collect(Collectors.toSet());
        // others pay too: theirs come from the journeys before
        Span request = await("POST /payments/v1/pay/{pay_token}", span -> linked.contains(span.id()));
        assertNotEquals(trace.get(0).trace(), request.trace(), "a stranger's request is a trace of its own");
        nothingOfAnybody(ada);
    }

    private static String order(Shop shop, JsonNode notice) {
        String orderNo = notice.path("notice").path("order_no").asText();
        return shop.orderByNo(orderNo).path("order_id").asText();
    }

    /** The spans of the trace that confirmed the order: it begins with the message, is whole, and has these steps too. */
    private static List<Span> oneTrace(String order, String... steps) {
        Span told = await(CONFIRMED, span -> order.equals(span.attributes().get("tresen.event.key")));
        Stream.concat(STEPS.stream(), Stream.of(steps))
                .forEach(step -> await(step, span -> span.trace().equals(told.trace())));
        List<Span> trace = RECEIVER.spans().stream()
                .filter(span -> span.trace().equals(told.trace()))
                .toList();
        assertEquals(MESSAGE, first(trace, told).name(), "where the confirmation comes from");
        assertEquals(
                Set.of("chat-service", "order-service", "catalog-service", "payment-service"),
                trace.stream()
                        .map(Span::service)
                        .filter(name -> !name.startsWith("notif"))
                        .collect(Collectors.toSet()));
        return trace;
    }

    private static void nothingOfAnybody(Shopper shopper) {
        for (Span span : RECEIVER.spans()) {
            assertTrue(SAID.containsAll(span.attributes().keySet()), span.said());
            for (String word : List.of("Ada", "Weg 1", "50667", "a-token-of-somebody", shopper.shopperId())) {
                assertFalse(span.said().contains(word), span.said());
            }
        }
    }

    /** Goes up from parent to parent. */
    private static Span first(List<Span> trace, Span from) {
        Span at = from;
        while (!at.parent().isEmpty()) {
            String parent = at.parent();
            at = trace.stream()
                    .filter(span -> span.id().equals(parent))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("the trace is broken above " + from.name()));
        }
        return at;
    }

    private static Span await(String name, Predicate<Span> wanted) {
        Pause pause = new Pause(Duration.ofSeconds(60));
        do {
            Optional<Span> found = RECEIVER.spans().stream()
                    .filter(span -> span.name().equals(name) && wanted.test(span))
                    .findFirst();
            if (found.isPresent()) {
                return found.get();
            }
        } while (pause.again());
        throw new AssertionError("no span " + name + " came; there are\n"
                + RECEIVER.spans().stream()
                        .map(span -> span.trace() + " " + span.name())
                        .collect(Collectors.toCollection(TreeSet::new))
                        .stream()
                        .collect(Collectors.joining("\n")));
    }
}
