package io.tresen.messaging.webhook;

import io.tresen.messaging.db.Asked;
import io.tresen.messaging.db.Tx;
import io.tresen.messaging.seal.KeptSecrets;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

/** Where each business wants to be told, and of what. */
@ApplicationScoped
public class WebhookEndpoints {

    private static final String NOBODY = "webhook-removed";

    private final KeptSecrets secrets;
    private final WebhookSender sender;

    WebhookEndpoints(KeptSecrets secrets, WebhookSender sender) {
        this.secrets = secrets;
        this.sender = sender;
    }

    /**
     * An endpoint as it may be shown: without its secret.
     *
     * @param events the kinds that are told; null for all
     */
    public record Endpoint(String url, List<String> events, Instant putAt) {}

    /** The business's endpoint. */
    public Optional<Endpoint> find(Tx tx, UUID businessId) {
        return tx.one("select url, events, put_at from webhook_endpoint where business_id = $1", businessId)
                .map(row -> new Endpoint(
                        row.getString("url"),
                        events(row),
                        row.getOffsetDateTime("put_at").toInstant()));
    }

    /** True when the business wants to be told of this kind, so that it is worth making the payload. */
    public boolean wants(Tx tx, UUID businessId, String kind) {
        return ask(tx, businessId, kind).getAsBoolean();
    }

    /** As {@link #wants}: asked at once, together with what is sent next, and looked at when it is needed. */
    public BooleanSupplier ask(Tx tx, UUID businessId, String kind) {
        Asked asked = tx.ask("select events from webhook_endpoint where business_id = $1", businessId);
        return () -> asked.one().map(row -> tells(row, kind)).orElse(false);
    }

    /** Those of the businesses that want to be told of this kind. */
    public Set<UUID> wanting(Tx tx, Collection<UUID> businessIds, String kind) {
        Object all = businessIds.toArray(UUID[]::new);
        return tx.list("select business_id, events from webhook_endpoint where business_id = any($1)", all).stream()
                .filter(row -> tells(row, kind))
                .map(row -> row.getUUID("business_id"))
                .collect(Collectors.toSet());
    }

    private static boolean tells(Row row, String kind) {
        List<String> events = events(row);
        return events == null || events.contains(kind);
    }

    /** Sets the endpoint. What waits goes there from now on, at once. @param events null for all kinds */
    public Endpoint put(Tx tx, Instant now, UUID businessId, String url, String secret, List<String> events) {
        tx.update(
                """
                insert into webhook_endpoint (business_id, url, secret, events, put_at) values ($1, $2, $3, $4, $5)
                on conflict (business_id) do update set url = excluded.url, secret = excluded.secret,
                  events = excluded.events, put_at = excluded.put_at""",
                businessId,
                url,
                secrets.keep(businessId, secret),
                events == null ? null : events.toArray(String[]::new),
                now.atOffset(ZoneOffset.UTC));
        tx.update(
                "update webhook_lane set due_at = $2 where business_id = $1 and due_at > $2",
                businessId,
                now.atOffset(ZoneOffset.UTC));
        tx.afterCommit(() -> sender.putAnew(businessId));
        return new Endpoint(url, events, now);
    }

    /** Stops telling the business; what waits is given up. False when there was no endpoint. */
    public boolean remove(Tx tx, Instant now, UUID businessId) {
        boolean removed = tx.update("delete from webhook_endpoint where business_id = $1", businessId) > 0;
        // what is queued meanwhile by somebody who still saw the endpoint is given up when its lane is looked at
        tx.update("delete from webhook_lane where business_id = $1", businessId);
        giveUp(tx, now, businessId, null);
        return removed;
    }

    /** Gives up what waits for a business without endpoint; {@code lane} null for all its lanes. */
    static void giveUp(Tx tx, Instant now, UUID businessId, UUID lane) {
        tx.update(
                """
                update webhook_delivery set state = 'failed', last_error = $4, ended_at = $3
                where business_id = $1 and state = 'waiting' and ($2::uuid is null or lane = $2)""",
                businessId,
                lane,
                now.atOffset(ZoneOffset.UTC),
                NOBODY);
    }

    private static List<String> events(Row row) {
        String[] events = row.getArrayOfStrings("events");
        return events == null ? null : List.of(events);
    }
}
