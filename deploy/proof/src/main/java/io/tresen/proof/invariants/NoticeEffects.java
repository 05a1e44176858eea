package io.tresen.proof.invariants;

import io.tresen.contracts.Topics;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * I4 of notification-service: who wished has or had a place in line; each notice was told once, as what it is, and ended by the
 * chat's answer; nothing was told of a notice that is not there; a webhook has its event.
 */
final class NoticeEffects {

    private static final String NOTICES =
            "select notice_id, conversation_id, state, reason, requested_at is not null as requested from notice";

    private NoticeEffects() {}

    static List<String> wrong(Evidence evidence) {
        List<String> found = new ArrayList<>();
        notices(evidence, found);
        wishes(evidence, found);
        webhooks(evidence, found);
        return found;
    }

    private static void notices(Evidence evidence, List<String> found) {
        Map<String, List<Fact>> told = evidence.first(Topics.NOTIFICATION_NOTICE)
                .filter(fact -> Set.of("NoticeRequested", "NoticeSuppressed").contains(fact.type()))
                .collect(Collectors.groupingBy(NoticeEffects::notice, TreeMap::new, Collectors.toList()));
        Map<String, Set<String>> answers = evidence.first(Topics.CHAT_CONVERSATION)
                .filter(fact ->
                        Set.of("NoticeSent", "NoticeRefused", "NoticeFailed").contains(fact.type()))
                .collect(Collectors.groupingBy(
                        NoticeEffects::notice, Collectors.mapping(Fact::type, Collectors.toSet())));
        for (Map<String, Object> row : evidence.books().rows("notification", NOTICES)) {
            String id = row.get("notice_id").toString();
            boolean requested = (Boolean) row.get("requested");
            List<String> types = types(told.getOrDefault(id, List.of()));
            told.remove(id);
            if (!types.equals(List.of(requested ? "NoticeRequested" : "NoticeSuppressed"))) {
                found.add("notice was told as " + types + ": " + row);
            }
            String answer = row.get("state").equals("sent")
                    ? "NoticeSent"
                    : "undelivered".equals(row.get("reason")) ? "NoticeFailed" : "NoticeRefused";
            boolean ended = requested && !row.get("state").equals("waiting");
            if (ended && !answers.getOrDefault(id, Set.of()).contains(answer)) {
                found.add("notice has ended and the chat has not told " + answer + ": " + row);
            }
        }
        told.forEach((id, facts) -> found.add("notice " + id + " of conversation "
                + facts.get(0).key() + " was told as " + types(facts) + " and is not there"));
    }

    private static String notice(Fact fact) {
        return fact.value().get("notice_id").toString();
    }

    private static List<String> types(List<Fact> facts) {
        return facts.stream().map(Fact::type).toList();
    }

    /** A wish beside an open place of the same conversation makes none; places are never removed. */
    private static void wishes(Evidence evidence, List<String> found) {
        Set<String> places = new HashSet<>();
        evidence.books()
                .rows("notification", "select distinct conversation_id, product_id from subscription")
                .forEach(row -> places.add(row.get("conversation_id") + " for product " + row.get("product_id")));
        evidence.first(Topics.CHAT_CONVERSATION, "BackInStockWished")
                .map(fact -> fact.key() + " for product " + fact.value().get("product_id"))
                .distinct()
                .filter(wish -> !places.contains(wish))
                .forEach(wish -> found.add("a wish that has no place in line: of conversation " + wish));
    }

    private static void webhooks(Evidence evidence, List<String> found) {
        Map<UUID, Fact> orders = evidence.byId(Topics.ORDER_ORDER);
        Map<UUID, Fact> payments = evidence.byId(Topics.PAYMENT_PAYMENT);
        for (Map<String, Object> row :
                evidence.books().rows("notification", "select delivery_id, lane, kind from webhook_delivery")) {
            UUID id = (UUID) row.get("delivery_id");
            Fact fact = orders.getOrDefault(id, payments.get(id));
            if (fact == null || !fact.type().equals(row.get("kind"))) {
                found.add("webhook without event: " + row);
            }
        }
    }
}
