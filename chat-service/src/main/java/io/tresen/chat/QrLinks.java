package io.tresen.chat;

import io.tresen.messaging.db.Tx;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Links that open a chat with a text already written, each known by its code. */
@ApplicationScoped
public class QrLinks {

    /** One link. */
    public record QrLink(String code, String prefilledMessage) {}

    public QrLink add(Tx tx, Instant now, UUID businessId, String code, String prefilledMessage) {
        return tx.one(
                        "insert into qr_link (business_id, code, prefilled_message, created_at)"
                                + " values ($1, $2, $3, $4) returning code, prefilled_message",
                        businessId,
                        code,
                        prefilledMessage,
                        Times.utc(now))
                .map(QrLinks::link)
                .orElseThrow();
    }

    /** Empty when the tenant has no such link. */
    public Optional<QrLink> change(Tx tx, UUID businessId, String code, String prefilledMessage) {
        return tx.one(
                        "update qr_link set prefilled_message = $3 where business_id = $1 and code = $2"
                                + " returning code, prefilled_message",
                        businessId,
                        code,
                        prefilledMessage)
                .map(QrLinks::link);
    }

    public Optional<QrLink> find(Tx tx, UUID businessId, String code) {
        return tx.one(
                        "select code, prefilled_message from qr_link where business_id = $1 and code = $2",
                        businessId,
                        code)
                .map(QrLinks::link);
    }

    /** The first by age behind a code; null for the beginning. */
    public List<QrLink> page(Tx tx, UUID businessId, String afterCode, int limit) {
        return tx
                .list(
                        "select code, prefilled_message from qr_link where business_id = $1 and ($2::text is null"
                                + " or (created_at, code) > (select created_at, code from qr_link"
                                + " where business_id = $1 and code = $2)) order by created_at, code limit $3",
                        businessId,
                        afterCode,
                        limit)
                .stream()
                .map(QrLinks::link)
                .toList();
    }

    /** False when there was none. */
    public boolean remove(Tx tx, UUID businessId, String code) {
        return tx.update("delete from qr_link where business_id = $1 and code = $2", businessId, code) > 0;
    }

    private static QrLink link(Row row) {
        return new QrLink(row.getString("code"), row.getString("prefilled_message"));
    }
}
