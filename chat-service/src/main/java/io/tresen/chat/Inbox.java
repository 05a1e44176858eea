package io.tresen.chat;

import io.tresen.messaging.db.Tx;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/** A business's conversations as its people look at them: filtered, searched, one in detail. */
@ApplicationScoped
public class Inbox {

    /** So many of the latest hits of a search are looked at. */
    static final int MOST_HITS = 1_000;

    private static final int PREVIEW = 160;

    /** Looked for, since a restored conversation's {@code last_position} is above it. */
    private static final String PREVIEW_OF_LAST =
            " left join lateral (select l.* from message l where l.business_id = c.business_id"
                    + " and l.conversation_id = c.conversation_id order by l.position desc limit 1) m on true";

    private static final String SAID =
            "coalesce(m.body -> 'text' ->> 'body', m.body -> 'interactive' -> 'body' ->> 'text', '')";

    private static final String TEXT = "left(" + SAID + ", " + PREVIEW + ") as preview";

    /** What a message is found by; the index message_search is of this expression and serves no other. */
    static final String SEARCHED = "lower(left(" + SAID + ", 4096))";

    private static final String COLUMNS =
            "c.conversation_id, c.shopper_id, s.display_name, c.status, c.last_message_at,"
                    + " c.assigned_to, c.tags, s.test, m.message_id, m.direction, m.author,"
                    + " m.body ->> 'type' as type, " + TEXT;

    /**
     * What to look for; null for anything.
     *
     * @param assignedTo somebody's
     * @param unassigned true for nobody's alone
     * @param text some letters of what was said or of the shopper's name
     */
    public record Filter(String status, UUID assignedTo, boolean unassigned, String tag, String text) {

        public static final Filter ALL = new Filter(null, null, false, null, null);
    }

    /** One line of the list; {@code lastMessage} null while nobody has written; {@code test}: the merchant's own shopper. */
    public record Line(
            UUID conversationId,
            UUID shopperId,
            String displayName,
            String status,
            Instant lastMessageAt,
            UUID assignedTo,
            List<String> tags,
            boolean test,
            LastMessage lastMessage) {}

    /**
     * @param type Meta's word for what it is
     * @param preview the beginning of its text, empty where it has none
     */
    public record LastMessage(String id, String direction, String author, String type, String preview) {}

    /**
     * One conversation.
     *
     * @param lastPosition of its last message, 0 for none
     * @param phone the shopper's, in digits alone, as somebody made sure of it; or null
     * @param statedPhone as the shopper wrote it into their last address; or null
     * @param statedCountry that address's; or null
     */
    public record Detail(
            Line line,
            String waId,
            String locale,
            boolean marketingAllowed,
            Integer termsVersion,
            Instant openedAt,
            Instant lastInboundAt,
            long lastPosition,
            String phone,
            String statedPhone,
            String statedCountry) {}

    /** A page, the last written in first; {@code before} and {@code beforeId} null for the beginning. */
    public List<Line> page(Tx tx, UUID businessId, Filter filter, Instant before, UUID beforeId, int limit) {
        List<Object> parameters = new ArrayList<>(List.of(businessId));
        StringBuilder sql = new StringBuilder(
                "select " + COLUMNS + " from conversation c join shopper s using (business_id, shopper_id)"
                        + PREVIEW_OF_LAST + " where c.business_id = $1");
        if (filter.status() != null) {
            sql.append(" and c.status = ").append(parameter(parameters, filter.status()));
        }
        if (filter.assignedTo() != null) {
            sql.append(" and c.assigned_to = ").append(parameter(parameters, filter.assignedTo()));
        }
        if (filter.unassigned()) {
            sql.append(" and c.assigned_to is null");
        }
        if (filter.tag() != null) {
            sql.append(" and c.tags @> ").append(parameter(parameters, new String[] {filter.tag()}));
        }
        if (filter.text() != null) {
            String pattern = parameter(parameters, pattern(filter.text()));
            sql.append(" and c.conversation_id = any(array(")
                    .append(hits(pattern))
                    .append("))");
        }
        if (before != null) {
            sql.append(" and (c.last_message_at, c.conversation_id) < (")
                    .append(parameter(parameters, Times.utc(before)))
                    .append(", ")
                    .append(parameter(parameters, beforeId))
                    .append(')');
        }
        sql.append(" order by c.last_message_at desc, c.conversation_id desc limit ")
                .append(parameter(parameters, limit));
        return tx.list(sql.toString(), parameters.toArray()).stream()
                .map(Inbox::line)
                .toList();
    }

    private static String hits(String pattern) {
        return "(select m.conversation_id from message m where m.business_id = $1 and " + SEARCHED + " like " + pattern
                + " order by m.sent_at desc limit " + MOST_HITS + ") union all"
                + " (select h.conversation_id from shopper n join conversation h using (business_id, shopper_id)"
                + " where n.business_id = $1 and lower(n.display_name) like " + pattern
                + " order by h.last_message_at desc limit " + MOST_HITS + ")";
    }

    /** Anywhere in a text, any case; LIKE's own signs stand for themselves. */
    static String pattern(String text) {
        return "%" + text.strip().toLowerCase(Locale.ROOT).replaceAll("([\\\\%_])", "\\\\$1") + "%";
    }

    private static String parameter(List<Object> parameters, Object value) {
        parameters.add(value);
        return "$" + parameters.size();
    }

    /** One; empty when the tenant has no such one. */
    public Optional<Detail> find(Tx tx, UUID businessId, UUID conversationId) {
        return tx.one(
                        "select " + COLUMNS + ", s.wa_id, s.marketing_allowed, s.terms_version, c.locale, c.created_at,"
                                + " c.last_inbound_at, coalesce(m.position, 0) as last_position, s.phone, s.address ->> 'phone' as stated_phone,"
                                + " s.address ->> 'country' as stated_country"
                                + " from conversation c join shopper s using (business_id, shopper_id)"
                                + PREVIEW_OF_LAST
                                + " where c.business_id = $1 and c.conversation_id = $2",
                        businessId,
                        conversationId)
                .map(row -> new Detail(
                        line(row),
                        row.getString("wa_id"),
                        row.getString("locale"),
                        row.getBoolean("marketing_allowed"),
                        row.getInteger("terms_version"),
                        Times.of(row, "created_at"),
                        Times.of(row, "last_inbound_at"),
                        row.getLong("last_position"),
                        row.getString("phone"),
                        row.getString("stated_phone"),
                        row.getString("stated_country")));
    }

    private static Line line(Row row) {
        String last = row.getString("message_id");
        return new Line(
                row.getUUID("conversation_id"),
                row.getUUID("shopper_id"),
                row.getString("display_name"),
                row.getString("status"),
                Times.of(row, "last_message_at"),
                row.getUUID("assigned_to"),
                List.of(row.getArrayOfStrings("tags")),
                row.getBoolean("test"),
                last == null
                        ? null
                        : new LastMessage(
                                last,
                                row.getString("direction"),
                                row.getString("author"),
                                row.getString("type"),
                                row.getString("preview")));
    }
}
