package io.tresen.chat;

import io.tresen.chat.assistant.Change;
import io.tresen.chat.assistant.TransferFacts;
import io.tresen.chat.assistant.TransferKind;
import io.tresen.messaging.db.Tx;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/** Transfers that a chat shows: whose they are and how far, so that a tap is answered at once. */
@ApplicationScoped
class Transfers {

    /** A shopper said so; payment-service answers. */
    void submitted(Tx tx, Instant now, ChatEvent.Party party, Change.SubmitTransfer transfer) {
        boolean sends = transfer.kind() == TransferKind.SEND;
        tx.update(
                "insert into transfer (business_id, transfer_id, kind, payer_id, payee_id, state, version, changed_at)"
                        + " values ($1, $2, $3, $4, $5, 'submitted', 0, $6)",
                party.businessId(),
                transfer.transferId(),
                word(transfer.kind()),
                sends ? party.shopperId() : transfer.counterpart(),
                sends ? transfer.counterpart() : party.shopperId(),
                Times.utc(now));
    }

    /** Payment-service told of it; answers how far it was before, empty for one not heard of. */
    Optional<TransferFacts.State> told(
            Tx tx, Instant now, UUID businessId, ToldTransfer transfer, TransferFacts.State state) {
        Optional<TransferFacts.State> before = tx.one(
                        "select state from transfer where business_id = $1 and transfer_id = $2 for update",
                        businessId,
                        transfer.id())
                .map(Transfers::state);
        tx.update(
                "insert into transfer as t (business_id, transfer_id, kind, payer_id, payee_id, state, version,"
                        + " changed_at) values ($1, $2, $3, $4, $5, $6, $7, $8)"
                        + " on conflict (business_id, transfer_id) do update set kind = excluded.kind,"
                        + " payer_id = excluded.payer_id, payee_id = excluded.payee_id, state = excluded.state,"
                        + " version = excluded.version, changed_at = excluded.changed_at"
                        + " where t.version < excluded.version",
                businessId,
                transfer.id(),
                word(transfer.kind()),
                transfer.payerId(),
                transfer.payeeId(),
                word(state),
                transfer.version(),
                Times.utc(now));
        return before;
    }

    /** What was submitted can't be; one that payment-service knows stays as it is. */
    void refused(Tx tx, Instant now, UUID businessId, UUID transferId) {
        tx.update(
                "update transfer set state = 'refused', changed_at = $3 where business_id = $1 and transfer_id = $2"
                        + " and state = 'submitted'",
                businessId,
                transferId,
                Times.utc(now));
    }

    /** A transfer that is the shopper's to pay or to get. */
    Optional<TransferFacts> find(Tx tx, UUID businessId, UUID shopperId, UUID transferId) {
        return tx.one(
                        "select kind, payer_id = $3 as pays, state from transfer where business_id = $1"
                                + " and transfer_id = $2 and $3 in (payer_id, payee_id)",
                        businessId,
                        transferId,
                        shopperId)
                .map(row -> new TransferFacts(
                        transferId,
                        TransferKind.valueOf(row.getString("kind").toUpperCase(Locale.ROOT)),
                        row.getBoolean("pays"),
                        state(row)));
    }

    private static TransferFacts.State state(Row row) {
        return TransferFacts.State.valueOf(row.getString("state").toUpperCase(Locale.ROOT));
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
