package io.tresen.payment.wallet;

import io.tresen.messaging.Money;
import io.tresen.messaging.db.Tx;
import io.tresen.messaging.event.Event;
import io.tresen.payment.wallet.WalletTransfer.Kind;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What shoppers asked for in their chats and nobody has decided yet; wall clock throughout. Each is decided in a transaction of
 * its own, so that it locks one transfer and then its balances, whatever else came with the same poll; those of one transfer
 * wait in line.
 */
@ApplicationScoped
public class TransferAsks {

    /**
     * One that waits.
     *
     * @param cause the event that brought it, as far as what follows needs it
     * @param lastChance true once what is not known is refused
     */
    record Waiting(TransferAsk ask, Event cause, boolean lastChance) {}

    /** By the index on {@code look_at}: those that wait for later are not touched. */
    static final String HEADS =
            """
            select position from transfer_ask due
            where look_at <= now() and position = (
              select min(position) from transfer_ask line
              where line.business_id = due.business_id and line.transfer_id = due.transfer_id)
            order by look_at, position limit $1""";

    private static final double LOOK_AGAIN_S = 0.25;
    private static final double LOOK_MUCH_LATER_S = 30;

    private final jakarta.enterprise.event.Event<TransferAsked> asked;

    TransferAsks(jakarta.enterprise.event.Event<TransferAsked> asked) {
        this.asked = asked;
    }

    /**
     * Puts one at the end of its transfer's line; it is looked at with those before it.
     *
     * @param patience how long it waits for what is not known yet
     */
    public void add(Tx tx, TransferAsk ask, Event cause, Duration patience) {
        tx.update(
                """
                insert into transfer_ask (business_id, transfer_id, conversation_id, shopper_id, what, kind, counterpart_id,
                  amount_minor, currency, event_id, event_type, correlation_id, traceparent, look_at, give_up_at)
                values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13,
                  greatest(now(), (select max(look_at) from transfer_ask where business_id = $1 and transfer_id = $2)),
                  now() + $14 * interval '1 second')""",
                ask.businessId(),
                ask.transferId(),
                ask.conversationId(),
                ask.shopperId(),
                ask.what().word(),
                ask.kind() == null ? null : ask.kind().word(),
                ask.counterpartId(),
                ask.amount() == null ? null : ask.amount().amountMinor(),
                ask.amount() == null ? null : ask.amount().currency(),
                cause.id(),
                cause.type(),
                cause.correlationId(),
                cause.traceparent(),
                (double) patience.toSeconds());
        tx.afterCommit(() -> asked.fire(new TransferAsked()));
    }

    /** True while any waits. */
    public boolean any(Tx tx) {
        return tx.one("select 1 from transfer_ask limit 1").isPresent();
    }

    /** Places of those that are first in line and to be looked at, longest first. */
    public List<Long> heads(Tx tx, int limit) {
        return tx.list(HEADS, limit).stream()
                .map(row -> row.getLong("position"))
                .toList();
    }

    /** One that waits, its row locked; empty when it is decided, or another replica has it in hand. */
    Optional<Waiting> lock(Tx tx, long position) {
        return tx.one(
                        """
                        select *, give_up_at <= now() as last_chance from transfer_ask
                        where position = $1 for update skip locked""",
                        position)
                .map(TransferAsks::waiting);
    }

    /** Has it, and its line, looked at again in a moment. */
    void later(Tx tx, long position) {
        putOff(tx, position, LOOK_AGAIN_S);
    }

    /** Has it, and its line, looked at again after a while, since it can't be decided at the moment. */
    public void muchLater(Tx tx, long position) {
        putOff(tx, position, LOOK_MUCH_LATER_S);
    }

    /** Without waiting for those that somebody has in hand. */
    private static void putOff(Tx tx, long position, double seconds) {
        tx.update(
                """
                update transfer_ask set look_at = now() + $2 * interval '1 second' where position in (
                  select w.position from transfer_ask head join transfer_ask w using (business_id, transfer_id)
                  where head.position = $1 order by w.position for update of w skip locked)""",
                position,
                seconds);
    }

    /** It is decided: the next in line has its turn. */
    void remove(Tx tx, long position) {
        tx.update(
                """
                with gone as (delete from transfer_ask where position = $1 returning business_id, transfer_id)
                update transfer_ask set look_at = now() where position in (
                  select w.position from gone join transfer_ask w using (business_id, transfer_id)
                  where w.position <> $1 order by w.position limit 1 for update of w skip locked)""",
                position);
    }

    private static Waiting waiting(Row row) {
        String kind = row.getString("kind");
        Long amount = row.getLong("amount_minor");
        TransferAsk ask = new TransferAsk(
                row.getUUID("business_id"),
                row.getUUID("transfer_id"),
                row.getUUID("conversation_id"),
                row.getUUID("shopper_id"),
                TransferAsk.What.of(row.getString("what")),
                kind == null ? null : Kind.of(kind),
                row.getUUID("counterpart_id"),
                amount == null ? null : new Money(amount, row.getString("currency")));
        Event cause = new Event(
                row.getUUID("event_id"),
                row.getString("event_type"),
                null,
                ask.conversationId(),
                ask.businessId(),
                0,
                0,
                row.getUUID("correlation_id"),
                row.getString("traceparent"),
                null,
                null);
        return new Waiting(ask, cause, row.getBoolean("last_chance"));
    }
}
