package io.tresen.chat;

import io.tresen.messaging.db.Tx;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Texts that people of a business send again and again. */
@ApplicationScoped
public class CannedAnswers {

    /** So many a business has at most. */
    public static final int MOST = 200;

    private static final String COLUMNS = "canned_answer_id, title, body, changed_at";

    /** @param title by which it is found, @param text that is sent */
    public record CannedAnswer(UUID cannedAnswerId, String title, String text, Instant changedAt) {}

    /** All of them, by title. */
    public List<CannedAnswer> all(Tx tx, UUID businessId) {
        return tx
                .list(
                        "select " + COLUMNS + " from canned_answer where business_id = $1"
                                + " order by lower(title), canned_answer_id limit " + MOST,
                        businessId)
                .stream()
                .map(CannedAnswers::answer)
                .toList();
    }

    /** Adds one; empty when there are too many. */
    public Optional<CannedAnswer> add(Tx tx, Instant now, UUID businessId, UUID id, String title, String text) {
        tx.one("select 1 from business where business_id = $1 for no key update", businessId);
        return tx.one(
                        "insert into canned_answer (business_id, canned_answer_id, title, body, changed_at)"
                                + " select $1, $2, $3, $4, $5 where (select count(*) from canned_answer"
                                + " where business_id = $1) < " + MOST + " returning " + COLUMNS,
                        businessId,
                        id,
                        title,
                        text,
                        Times.utc(now))
                .map(CannedAnswers::answer);
    }

    /** Changes one; empty when there is none. */
    public Optional<CannedAnswer> change(Tx tx, Instant now, UUID businessId, UUID id, String title, String text) {
        return tx.one(
                        "update canned_answer set title = $3, body = $4, changed_at = $5"
                                + " where business_id = $1 and canned_answer_id = $2 returning " + COLUMNS,
                        businessId,
                        id,
                        title,
                        text,
                        Times.utc(now))
                .map(CannedAnswers::answer);
    }

    /** Removes one; false when there is none. */
    public boolean remove(Tx tx, UUID businessId, UUID id) {
        return tx.update("delete from canned_answer where business_id = $1 and canned_answer_id = $2", businessId, id)
                == 1;
    }

    private static CannedAnswer answer(Row row) {
        return new CannedAnswer(
                row.getUUID("canned_answer_id"),
                row.getString("title"),
                row.getString("body"),
                Times.of(row, "changed_at"));
    }
}
