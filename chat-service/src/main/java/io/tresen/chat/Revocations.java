package io.tresen.chat;

import io.tresen.messaging.db.Tx;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Revoked tokens, told to every service over {@code chat.token.v1}. Ends are wall-clock times. */
@ApplicationScoped
public class Revocations {

    private final ChatEvents events;

    Revocations(ChatEvents events) {
        this.events = events;
    }

    /** Revokes; a repeat changes nothing. */
    public void revoke(Tx tx, Instant now, UUID businessId, UUID tokenId, Instant endsAt) {
        int fresh = tx.update(
                "insert into revoked_token (token_id, business_id, ends_at) values ($1, $2, $3) on conflict do nothing",
                tokenId,
                businessId,
                Times.utc(endsAt));
        if (fresh > 0) {
            events.publish(tx, null, now, List.of(new ChatEvent.TokenRevoked(businessId, tokenId, endsAt)));
        }
    }

    /** Forgets at most 500 whose end has passed; answers how many. */
    public int forgetEnded(Tx tx, Instant wallClock) {
        List<Row> ended = tx.list(
                "delete from revoked_token where token_id = any(array("
                        + "select token_id from revoked_token where ends_at < $1 order by ends_at limit 500"
                        + " for update skip locked)) returning token_id, business_id",
                Times.utc(wallClock));
        events.publish(
                tx,
                null,
                wallClock,
                ended.stream()
                        .map(row -> new ChatEvent.TokenForgotten(row.getUUID("business_id"), row.getUUID("token_id")))
                        .toList());
        return ended.size();
    }
}
