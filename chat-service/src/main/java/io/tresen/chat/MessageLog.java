package io.tresen.chat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tresen.chat.BusinessApps.Moved;
import io.tresen.chat.StoredMessage.Author;
import io.tresen.chat.StoredMessage.Direction;
import io.tresen.chat.StoredMessage.Status;
import io.tresen.chat.assistant.NoticeMark;
import io.tresen.messaging.db.Tx;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

/** Messages in their order. They are added under their conversation's lock only, so that a reader skips none. */
@ApplicationScoped
public class MessageLog {

    private static final String COLUMNS = "message_id, position, direction, author, sent_at, status, notice_kind,"
            + " notice_order_no, notice_retailer_id, body::text as body, choices, about, event_id, staff_id,"
            + " errors::text as errors";

    /** Whoever marks several messages locks them in the order of the key, so that no two deadlock. */
    private static final String DELIVERED =
            """
            with waiting as materialized (
              select m.business_id, m.conversation_id, m.position
              from unnest($1::uuid[], $2::uuid[], $3::bigint[]) as r (business_id, conversation_id, up_to)
              join message m on m.business_id = r.business_id and m.conversation_id = r.conversation_id
                and m.position <= r.up_to
              where m.direction = 'outbound' and m.status = 'sent'
              order by m.business_id, m.conversation_id, m.position
              for update of m)
            update message m set status = 'delivered' from waiting w
            where m.business_id = w.business_id and m.conversation_id = w.conversation_id and m.position = w.position
              and m.status = 'sent'
            returning m.business_id, m.conversation_id, m.position, m.message_id""";

    /** What one reader holds in memory at a time; a single larger message goes alone. */
    private static final int BATCH_BYTES = 512 * 1024;

    private final Texts texts;
    private final BusinessApps apps;
    private final Progress progress;

    MessageLog(Texts texts, BusinessApps apps, Progress progress) {
        this.texts = texts;
        this.apps = apps;
        this.progress = progress;
    }

    void add(Tx tx, ChatEvent.Party party, List<StoredMessage> messages) {
        tx.batch(
                "insert into message (business_id, conversation_id, position, message_id, direction, author, sent_at,"
                        + " status, notice_kind, notice_order_no, notice_retailer_id, body, choices, about, event_id,"
                        + " staff_id)"
                        + " values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12::text::jsonb, $13, $14, $15, $16)",
                messages.stream().map(message -> row(party, message)).toList());
    }

    private Object[] row(ChatEvent.Party party, StoredMessage message) {
        NoticeMark notice = message.notice();
        return new Object[] {
            party.businessId(),
            party.conversationId(),
            message.position(),
            message.id(),
            word(message.direction()),
            word(message.author()),
            Times.utc(message.sentAt()),
            word(message.status()),
            notice == null ? null : notice.kind(),
            notice == null ? null : notice.orderNo(),
            notice == null ? null : notice.retailerId(),
            texts.write(message.message()),
            message.choices().toArray(String[]::new),
            message.about(),
            message.eventId(),
            message.staffId()
        };
    }

    /** A message of the conversation. */
    public Optional<StoredMessage> find(Tx tx, UUID businessId, UUID conversationId, String messageId) {
        return tx.one(
                        "select " + COLUMNS + " from message"
                                + " where business_id = $1 and conversation_id = $2 and message_id = $3",
                        businessId,
                        conversationId,
                        messageId)
                .map(this::message);
    }

    /** What the last address form of the conversation was about; null when there was none. */
    String lastAddressForm(Tx tx, UUID businessId, UUID conversationId) {
        return tx.one(
                        "select about from message where business_id = $1 and conversation_id = $2"
                                + " and direction = 'outbound' and body -> 'interactive' ->> 'type' = 'address_message'"
                                + " order by position desc limit 1",
                        businessId,
                        conversationId)
                .map(row -> row.getString("about"))
                .orElse(null);
    }

    /**
     * Messages in their order.
     *
     * @param more there are further ones behind them
     * @param readPosition up to which of the shopper's the business has read; 0 without messages
     */
    public record Batch(List<StoredMessage> messages, boolean more, long readPosition) {}

    /** Messages behind a position, ascending: at most {@code limit}, and about {@link #BATCH_BYTES} of them. */
    public Batch behind(Tx tx, UUID businessId, UUID conversationId, long position, int limit) {
        List<Row> rows = tx.list(
                "select * from (select *, row_number() over w as n, sum(octet_length(body)) over w as bytes,"
                        + " count(*) over () as found, (select c.business_read_position from conversation c"
                        + " where c.business_id = $1 and c.conversation_id = $2) as read_position from (select "
                        + COLUMNS + " from message where business_id = $1"
                        + " and conversation_id = $2 and position > $3 order by position limit $4) head"
                        + " window w as (order by position)) sized"
                        + " where n <= $5 and (n = 1 or bytes <= $6) order by position",
                businessId,
                conversationId,
                position,
                limit + 1,
                limit,
                BATCH_BYTES);
        boolean more = !rows.isEmpty() && rows.get(0).getLong("found") > rows.size();
        long readPosition = rows.isEmpty() ? 0 : rows.get(0).getLong("read_position");
        return new Batch(rows.stream().map(this::message).toList(), more, readPosition);
    }

    /** Position of the last message; 0 for none. */
    public long lastPosition(Tx tx, UUID businessId, UUID conversationId) {
        return tx.one(
                        "select last_position from conversation where business_id = $1 and conversation_id = $2",
                        businessId,
                        conversationId)
                .map(row -> row.getLong("last_position"))
                .orElse(0L);
    }

    /** The shopper has what was sent in the conversation, up to a position. */
    public record Reached(UUID businessId, UUID conversationId, long upTo) {}

    /** Marks what was sent as delivered, up to a position. */
    public void delivered(Tx tx, UUID businessId, UUID conversationId, long upTo) {
        delivered(tx, List.of(new Reached(businessId, conversationId, upTo)));
    }

    /** As its namesake, in several conversations. Locked are messages, then webhooks' lanes, then milestones, each in one order. */
    public void delivered(Tx tx, List<Reached> reached) {
        List<Row> rows = tx.list(
                DELIVERED,
                reached.stream().map(Reached::businessId).toArray(UUID[]::new),
                reached.stream().map(Reached::conversationId).toArray(UUID[]::new),
                reached.stream().map(Reached::upTo).toArray(Long[]::new));
        if (rows.isEmpty()) {
            return;
        }
        Map<Reached, List<String>> ids = rows.stream()
                .sorted(Comparator.comparing(row -> row.getLong("position")))
                .collect(Collectors.groupingBy(
                        row -> new Reached(row.getUUID("business_id"), row.getUUID("conversation_id"), 0),
                        Collectors.mapping(row -> row.getString("message_id"), Collectors.toList())));
        List<Moved> moved = new ArrayList<>();
        ids.forEach((where, messages) -> moved.add(new Moved(where.businessId(), where.conversationId(), messages)));
        apps.moved(tx, moved, Status.DELIVERED);
        progress.delivered(tx, moved.stream().map(Moved::businessId).collect(Collectors.toSet()));
    }

    /**
     * Takes in what the shopper's own client reported, as its namesake. What was read was delivered, though nobody may have marked it yet
     * ({@link DeliveredMarks}): apps are told so first. What waits to be marked can't fail any more.
     *
     * <p>Of another replica's streams nobody knows here what they have sent and not marked yet, a second's at most where nobody holds
     * the conversation: such a message fails where its client says so. It stays failed: whoever reports or marks a message decides under
     * its lock, and marks take what is sent and nothing else, so that it has one end, of which apps hear once. Nor is that end untrue: it
     * is the word of the client that has it. To know better, each message would cost what marks in turns save.
     *
     * @param reached up to which position the client has what was sent, though it may not be marked, 0 for nothing; asked when the
     *     message is locked, since what waits then is not marked before this ends
     */
    public Optional<Status> report(
            Tx tx, UUID businessId, UUID conversationId, String messageId, Status reported, LongSupplier reached) {
        return report(tx, businessId, conversationId, messageId, reported, null, new OwnClient(reached));
    }

    /** @param reached see {@link #report(Tx, UUID, UUID, String, Status, LongSupplier)} */
    private record OwnClient(LongSupplier reached) {

        /** What it says of a message, knowing what it has. */
        Status of(long position, Status reported) {
            return reported == Status.FAILED && position <= reached.getAsLong() ? Status.DELIVERED : reported;
        }
    }

    /**
     * Takes a reported status in, forward only; answers the status that holds, empty for an unknown message.
     *
     * @param errors Meta's error objects of a message that failed, kept with it, or null
     */
    public Optional<Status> report(
            Tx tx, UUID businessId, UUID conversationId, String messageId, Status reported, JsonNode errors) {
        return report(tx, businessId, conversationId, messageId, reported, errors, null);
    }

    private Optional<Status> report(
            Tx tx,
            UUID businessId,
            UUID conversationId,
            String messageId,
            Status reported,
            JsonNode errors,
            OwnClient client) {
        Optional<Row> row = tx.one(
                "select direction, status, position from message"
                        + " where business_id = $1 and conversation_id = $2 and message_id = $3 for update",
                businessId,
                conversationId,
                messageId);
        if (row.isEmpty()) {
            return Optional.empty();
        }
        if (row.get().getString("direction").equals("inbound")) {
            throw ChatRejection.NOT_OUTBOUND.exception();
        }
        Status now = Status.valueOf(row.get().getString("status").toUpperCase(Locale.ROOT));
        long position = row.get().getLong("position");
        Status next = now.after(client == null ? reported : client.of(position, reported));
        if (next != now) {
            tx.update(
                    "update message set status = $4, errors = $5::text::jsonb"
                            + " where business_id = $1 and conversation_id = $2 and position = $3",
                    businessId,
                    conversationId,
                    position,
                    word(next),
                    texts.write(errors));
            Moved moved = new Moved(businessId, conversationId, List.of(messageId));
            if (client != null && now == Status.SENT && next == Status.READ) {
                apps.moved(tx, moved, Status.DELIVERED, null);
            }
            apps.moved(tx, moved, next, errors);
            if (next != Status.FAILED) {
                progress.delivered(tx, Set.of(businessId));
            }
        }
        return Optional.of(next);
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    private StoredMessage message(Row row) {
        String kind = row.getString("notice_kind");
        return new StoredMessage(
                row.getString("message_id"),
                row.getLong("position"),
                Direction.valueOf(row.getString("direction").toUpperCase(Locale.ROOT)),
                Author.valueOf(row.getString("author").toUpperCase(Locale.ROOT)),
                Times.of(row, "sent_at"),
                Status.valueOf(row.getString("status").toUpperCase(Locale.ROOT)),
                kind == null
                        ? null
                        : new NoticeMark(kind, row.getString("notice_order_no"), row.getString("notice_retailer_id")),
                texts.read(row.getString("body"), JsonNode.class),
                List.of(row.getArrayOfStrings("choices")),
                row.getString("about"),
                row.getUUID("event_id"),
                row.getUUID("staff_id"),
                texts.read(row.getString("errors"), JsonNode.class),
                null);
    }
}
