package io.tresen.proof.invariants;

import io.tresen.contracts.Topics;
import io.tresen.messaging.Ids;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.avro.generic.GenericRecord;

/**
 * I4 of chat-service: a message that tells an event is of one that exists, and names that event's order; what a shopper has to be
 * told of an order and its money was told in one message, and a notice that was said to be sent is there.
 */
final class ChatEffects {

    /** What every conversation is told that these name. */
    private static final Set<String> TELLING = Set.of(
            "CheckoutDeclined",
            "OrderRejected",
            "OrderConfirmed",
            "OrderExpired",
            "OrderCancelled",
            "CancellationRefused",
            "OrderShipped",
            "OrderDelivered",
            "OrderReturned",
            "DeliveryAddressCorrected",
            "DeliveryAddressRefused",
            "PaymentFailed",
            "PaymentHeld",
            "CashCollected");

    private ChatEffects() {}

    static List<String> wrong(Evidence evidence) {
        List<String> found = new ArrayList<>();
        Set<UUID> told = messages(evidence, found);
        evidence.books()
                .rows(
                        "chat",
                        """
                        select notice_order_no, notice_kind, count(*) from message
                        where notice_kind in ('order_confirmation', 'payment_confirmation', 'expired', 'cancelled')
                        group by 1, 2 having count(*) > 1""")
                .forEach(row -> found.add("told twice: " + row));
        untold(evidence, told, found);
        notices(evidence, found);
        return found;
    }

    /** @return ids of the events that messages tell */
    private static Set<UUID> messages(Evidence evidence, List<String> found) {
        Set<UUID> known = evidence.facts().values().stream()
                .flatMap(List::stream)
                .map(Fact::id)
                .collect(Collectors.toSet());
        Map<UUID, Fact> orders = evidence.byId(Topics.ORDER_ORDER);
        Map<UUID, Fact> payments = evidence.byId(Topics.PAYMENT_PAYMENT);
        Set<UUID> told = new HashSet<>();
        for (Map<String, Object> row : evidence.books()
                .rows(
                        "chat",
                        "select message_id, event_id, conversation_id, notice_order_no from message"
                                + " where event_id is not null")) {
            UUID id = (UUID) row.get("event_id");
            told.add(id);
            String order = orderNo(orders.getOrDefault(id, payments.get(id)));
            if (!known.contains(id) && !isOfTransfer(evidence, row)) {
                found.add("message without event: " + row);
            } else if (order != null && !order.equals(Objects.requireNonNullElse(row.get("notice_order_no"), order))) {
                found.add("message of another order than " + order + ": " + row);
            }
        }
        return told;
    }

    /** The number of the order that an event names; null when it names none. */
    private static String orderNo(Fact fact) {
        Object orderNo = fact == null || fact.value().getSchema().getField("order_no") == null
                ? null
                : fact.value().get("order_no");
        return orderNo == null ? null : orderNo.toString();
    }

    /** Of a transfer's event two are told: the payee's message has an id that is made of event and conversation. */
    private static boolean isOfTransfer(Evidence evidence, Map<String, Object> message) {
        return evidence.first(Topics.PAYMENT_TRANSFER)
                .map(fact -> Ids.v5(fact.id(), message.get("conversation_id").toString()))
                .anyMatch(id -> id.equals(message.get("event_id")));
    }

    /** A conversation that is not there can't be told: what was restored without it, or an id of nobody's. */
    private static void untold(Evidence evidence, Set<UUID> told, List<String> found) {
        Set<String> conversations = evidence.books().rows("chat", "select conversation_id from conversation").stream()
                .map(row -> row.get("conversation_id").toString())
                .collect(Collectors.toSet());
        Stream.of(Topics.ORDER_ORDER, Topics.PAYMENT_PAYMENT)
                .flatMap(evidence::first)
                .filter(fact -> isToBeTold(fact) && !told.contains(fact.id()))
                .filter(fact ->
                        conversations.contains(String.valueOf(fact.value().get("conversation_id"))))
                .forEach(fact -> found.add("conversation " + fact.value().get("conversation_id") + " was never told "
                        + fact.type() + " of order " + fact.key()));
    }

    /** Late money goes back, and the refund tells; a refund of nothing tells nothing. */
    private static boolean isToBeTold(Fact fact) {
        return switch (fact.type()) {
            case "PaymentSucceeded" -> !(Boolean) fact.value().get("late");
            case "RefundSucceeded" -> {
                GenericRecord refunded = (GenericRecord) fact.value().get("refunded");
                yield (Long) refunded.get("amount_minor") > 0;
            }
            default -> TELLING.contains(fact.type());
        };
    }

    private static void notices(Evidence evidence, List<String> found) {
        Set<String> messages = new HashSet<>();
        evidence.books()
                .rows("chat", "select conversation_id, message_id from message where notice_kind = 'back_in_stock'")
                .forEach(row -> messages.add(row.get("message_id") + " of conversation " + row.get("conversation_id")));
        evidence.first(Topics.CHAT_CONVERSATION, "NoticeSent")
                .map(fact -> fact.value().get("message_id") + " of conversation " + fact.key())
                .filter(message -> !messages.contains(message))
                .forEach(message -> found.add("a notice was told in a message that is not there: " + message));
    }
}
