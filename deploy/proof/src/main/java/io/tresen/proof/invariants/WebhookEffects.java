package io.tresen.proof.invariants;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tresen.proof.topics.Reader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * I4 of what businesses' apps are told. By notification-service: each event of orders and payments that an endpoint wants has its
 * webhook. That is asked only of what happened in the time for which deliveries are kept, and behind the endpoint's last change, as
 * no book says what it wanted before. By chat-service: what was told of a message goes forward only, and no further than the
 * message. That something was told is not asked, as the endpoint may be younger than the message.
 */
final class WebhookEffects {

    /** A day less than what has ended is kept by WebhookHousekeeping. */
    private static final Duration KEPT = Duration.ofDays(29);

    /** Milliseconds of business time since the epoch. Ten seconds are more than putting it takes, so who reads it then sees it. */
    private static final String ENDPOINTS =
            """
            select business_id, array_to_string(events, ' ') as events,
              (extract(epoch from greatest(put_at + interval '10 s', %s)) * 1000)::bigint as since_ms from webhook_endpoint""";

    private static final String TOLD_STATUSES =
            "select lane, payload from webhook_delivery where kind = 'status' order by business_id, lane, number";

    private static final List<String> FORWARD = List.of("sent", "delivered", "read");

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private WebhookEffects() {}

    static List<String> wrong(Evidence evidence) {
        List<String> found = new ArrayList<>();
        untold(evidence, found);
        statuses(evidence, found);
        return found;
    }

    private static void untold(Evidence evidence, List<String> found) {
        Map<String, Map<String, Object>> endpoints = new HashMap<>();
        evidence.books()
                .rows("notification", ENDPOINTS.formatted(evidence.books().before(KEPT)))
                .forEach(row -> endpoints.put(row.get("business_id").toString(), row));
        if (endpoints.isEmpty()) {
            return;
        }
        Set<String> told = new HashSet<>();
        evidence.books()
                .rows("notification", "select business_id, delivery_id from webhook_delivery")
                .forEach(row -> told.add(row.get("business_id") + " " + row.get("delivery_id")));
        wanted(evidence)
                .filter(fact -> wants(endpoints.get(business(fact)), fact))
                .filter(fact -> !told.contains(business(fact) + " " + fact.id()))
                .forEach(fact -> found.add(
                        "business " + business(fact) + " was never told " + fact.type() + " of order " + fact.key()));
    }

    /** All that notification-service can tell. */
    private static Stream<Fact> wanted(Evidence evidence) {
        return Reader.ALL.stream()
                .filter(reader -> reader.consumer().matches("notification\\.(order|payment)-webhooks"))
                .flatMap(reader -> evidence.first(reader.topic())
                        .filter(fact -> reader.types().contains(fact.type())));
    }

    private static String business(Fact fact) {
        return String.valueOf(fact.value().get("business_id"));
    }

    /** @param endpoint null where the business has none */
    private static boolean wants(Map<String, Object> endpoint, Fact fact) {
        if (endpoint == null || (Long) fact.value().get("occurred_at") < (Long) endpoint.get("since_ms")) {
            return false;
        }
        Object kinds = endpoint.get("events");
        return kinds == null || List.of(kinds.toString().split(" ")).contains(fact.type());
    }

    private static void statuses(Evidence evidence, List<String> found) {
        Map<String, List<String>> told = new LinkedHashMap<>();
        for (Map<String, Object> row : evidence.books().rows("chat", TOLD_STATUSES)) {
            JsonNode status = status((byte[]) row.get("payload"));
            told.computeIfAbsent(
                            "message " + status.path("id").asText() + " of conversation " + row.get("lane"),
                            message -> new ArrayList<>())
                    .add(status.path("status").asText());
        }
        if (told.isEmpty()) {
            return;
        }
        evidence.books()
                .rows("chat", "select conversation_id, message_id, status from message where direction = 'outbound'")
                .forEach(row -> {
                    String message =
                            "message " + row.get("message_id") + " of conversation " + row.get("conversation_id");
                    List<String> its = told.remove(message);
                    String is = row.get("status").toString();
                    if (its != null && !isOnTheWay(its, is)) {
                        found.add(message + " is " + is + " and an app was told " + its);
                    }
                });
        told.forEach((message, its) -> found.add(message + " is not there and an app was told " + its));
    }

    /** Each is behind the one before it, and the last is where the message is or on its way there. */
    private static boolean isOnTheWay(List<String> told, String is) {
        for (int i = 1; i < told.size(); i++) {
            if (!isBehind(told.get(i - 1), told.get(i))) {
                return false;
            }
        }
        String last = told.get(told.size() - 1);
        return last.equals(is) || isBehind(last, is);
    }

    /** What was delivered does not fail any more, and what failed ends there. */
    private static boolean isBehind(String before, String after) {
        return after.equals("failed")
                ? before.equals("sent")
                : FORWARD.contains(before) && FORWARD.indexOf(after) > FORWARD.indexOf(before);
    }

    /** What an envelope says of one message. */
    private static JsonNode status(byte[] payload) {
        try {
            return MAPPER.readTree(payload).at("/entry/0/changes/0/value/statuses/0");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
