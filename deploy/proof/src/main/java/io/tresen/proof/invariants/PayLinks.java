package io.tresen.proof.invariants;

import io.tresen.contracts.Topics;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * I4 of chat-service: of an order that can be paid on a page, its conversation got the link in exactly one message, however many
 * attempts there are. A conversation that is not there can't be told.
 */
final class PayLinks {

    private PayLinks() {}

    static List<String> wrong(Evidence evidence) {
        Map<String, List<Fact>> payable = evidence.first(Topics.PAYMENT_PAYMENT, "PaymentPending")
                .filter(fact -> fact.value().get("pay_token") != null)
                .collect(Collectors.groupingBy(Fact::key, TreeMap::new, Collectors.toList()));
        Set<String> conversations = texts(evidence, "select conversation_id as text from conversation");
        Set<String> asked = texts(
                evidence,
                "select event_id as text from message where notice_kind = 'payment_request' and event_id is not null");
        List<String> found = new ArrayList<>();
        payable.forEach((order, pending) -> {
            String conversation = String.valueOf(pending.get(0).value().get("conversation_id"));
            long times = ids(pending).stream().filter(asked::contains).count();
            if (conversations.contains(conversation) && times != 1) {
                found.add("conversation " + conversation + " was told " + times + " times where to pay order " + order);
            }
        });
        return found;
    }

    private static Collection<String> ids(List<Fact> facts) {
        return facts.stream().map(Fact::id).map(UUID::toString).toList();
    }

    private static Set<String> texts(Evidence evidence, String sql) {
        return evidence.books().rows("chat", sql).stream()
                .map(row -> Objects.toString(row.get("text")))
                .collect(Collectors.toSet());
    }
}
