package io.tresen.chat;

import io.tresen.chat.assistant.Language;
import io.tresen.chat.assistant.PaymentWay;
import io.tresen.messaging.db.Asked;
import io.tresen.messaging.db.Tx;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/** Businesses; each change publishes the snapshot in the same transaction. */
@ApplicationScoped
public class Businesses {

    private static final String COLUMNS = "business_id, name, handle, country, currency, language, waba_id,"
            + " phone_number_id, assistant_enabled, languages, payment_methods, terms, terms_version, version,"
            + " coalesce((select p.is_catalog_visible from business_profile p"
            + " where p.business_id = business.business_id), true) as is_catalog_visible,"
            + " coalesce((select p.is_cart_enabled from business_profile p"
            + " where p.business_id = business.business_id), true) as is_cart_enabled";

    private static final String OF_TENANT = "select " + COLUMNS + " from business where business_id = $1";

    private final ChatEvents events;

    Businesses(ChatEvents events) {
        this.events = events;
    }

    /** Registers one with both languages and card and cash switched on. @throws RejectedException handle-taken */
    public Business register(
            Tx tx,
            Instant now,
            UUID id,
            String name,
            String handle,
            String country,
            String currency,
            Language language) {
        Language other = language == Language.DE ? Language.EN : Language.DE;
        Business business = tx.one(
                        "insert into business (business_id, name, handle, country, currency, language, languages,"
                                + " payment_methods, created_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)"
                                + " on conflict (handle) do nothing returning " + COLUMNS,
                        id,
                        name,
                        handle,
                        country,
                        currency,
                        language.code(),
                        words(List.of(language, other)),
                        new String[] {"card", "cod"},
                        Times.utc(now))
                .map(Businesses::business)
                .orElseThrow(ChatRejection.HANDLE_TAKEN::exception);
        return published(tx, now, business);
    }

    /** The business of a tenant. */
    public Optional<Business> find(Tx tx, UUID businessId) {
        return tx.one(OF_TENANT, businessId).map(Businesses::business);
    }

    /** The business of a token; it exists, since nobody deletes one. */
    public Business get(Tx tx, UUID businessId) {
        return find(tx, businessId).orElseThrow(Businesses::missing);
    }

    /** As {@link #get}: asked at once, together with what is sent next, and looked at when it is needed. */
    Supplier<Business> ask(Tx tx, UUID businessId) {
        Asked asked = tx.ask(OF_TENANT, businessId);
        return () -> asked.one().map(Businesses::business).orElseThrow(Businesses::missing);
    }

    /** The business of a token, locked against other changes. */
    public Business lock(Tx tx, UUID businessId) {
        return tx.one("select " + COLUMNS + " from business where business_id = $1 for update", businessId)
                .map(Businesses::business)
                .orElseThrow(Businesses::missing);
    }

    /** The business that shoppers find under a handle. */
    public Optional<Business> byHandle(Tx tx, String handle) {
        return tx.one("select " + COLUMNS + " from business where handle = $1", handle)
                .map(Businesses::business);
    }

    /** Changes name, language and terms; other terms are a new version of them. */
    public Business rename(Tx tx, Instant now, Business locked, String name, Language language, String terms) {
        return change(
                tx,
                now,
                "name = $2, language = $3, terms = $4,"
                        + " terms_version = terms_version + case when terms is distinct from $4 then 1 else 0 end",
                locked.id(),
                name,
                language.code(),
                terms);
    }

    /** Changes what the assistant does. */
    public Business instruct(
            Tx tx, Instant now, Business locked, boolean enabled, List<Language> languages, List<PaymentWay> methods) {
        return change(
                tx,
                now,
                "assistant_enabled = $2, languages = $3, payment_methods = $4",
                locked.id(),
                enabled,
                words(languages),
                words(methods));
    }

    private Business change(Tx tx, Instant now, String assignments, Object... parameters) {
        Business changed = tx.one(
                        "update business set version = version + 1, " + assignments
                                + " where business_id = $1 returning " + COLUMNS,
                        parameters)
                .map(Businesses::business)
                .orElseThrow();
        return published(tx, now, changed);
    }

    private Business published(Tx tx, Instant now, Business business) {
        events.publish(tx, null, now, List.of(new ChatEvent.BusinessChanged(business)));
        return business;
    }

    private static IllegalStateException missing() {
        return new IllegalStateException("A token's business is missing");
    }

    private static String[] words(List<? extends Enum<?>> list) {
        return list.stream().map(it -> it.name().toLowerCase(Locale.ROOT)).toArray(String[]::new);
    }

    private static Business business(Row row) {
        return new Business(
                row.getUUID("business_id"),
                row.getString("name"),
                row.getString("handle"),
                row.getString("country"),
                row.getString("currency"),
                Language.valueOf(row.getString("language").toUpperCase(Locale.ROOT)),
                row.getString("waba_id"),
                row.getString("phone_number_id"),
                row.getBoolean("assistant_enabled"),
                Arrays.stream(row.getArrayOfStrings("languages"))
                        .map(word -> Language.valueOf(word.toUpperCase(Locale.ROOT)))
                        .toList(),
                Arrays.stream(row.getArrayOfStrings("payment_methods"))
                        .map(word -> PaymentWay.valueOf(word.toUpperCase(Locale.ROOT)))
                        .toList(),
                row.getString("terms"),
                row.getInteger("terms_version"),
                row.getLong("version"),
                row.getBoolean("is_catalog_visible"),
                row.getBoolean("is_cart_enabled"));
    }
}
