package io.tresen.benchmarks;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/**
 * Shoppers with a conversation each, who wait for products: written by COPY into chat-service's and notification-service's own
 * databases, as both have them after a shopper has wished. What other services copy of a shopper is left out; they are not asked.
 */
final class Subscribers {

    private static final long DAY_MS = 86_400_000L;
    private static final long LAPSE_DAYS = 90;

    private final Databases databases;
    private final UUID business;
    private final Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);

    Subscribers(Databases databases, String business) {
        this.databases = databases;
        this.business = UUID.fromString(business);
    }

    /** Shoppers 0 until so many. */
    void shoppers(long many) {
        Copy.sideBySide(databases.jdbc("chat"), 0, many, this::inChat);
        Copy.sideBySide(
                databases.jdbc("notification"),
                0,
                many,
                (connection, from, until) -> Copy.rows(
                        connection,
                        "shopper_copy (business_id, shopper_id, conversation_ids, marketing_allowed, sequence)",
                        from,
                        until,
                        n -> business + "\t" + shopper(n) + "\t{" + conversation(n) + "}\tt\t1"));
        databases.tidy("chat", "shopper", "conversation");
        databases.tidy("notification", "shopper_copy");
    }

    private void inChat(Connection connection, long from, long until) throws SQLException {
        Copy.rows(
                connection,
                "shopper (business_id, shopper_id, latest_conversation_id, version, created_at)",
                from,
                until,
                n -> business + "\t" + shopper(n) + "\t" + conversation(n) + "\t1\t" + at(n));
        Copy.rows(
                connection,
                "conversation (business_id, conversation_id, shopper_id, locale, last_message_at, last_inbound_at, created_at)",
                from,
                until,
                n -> business + "\t" + conversation(n) + "\t" + shopper(n) + "\ten\t" + at(n) + "\t" + at(n) + "\t"
                        + at(n));
    }

    /** The first so many of them wait for a product, in the order of their numbers. @param line tells lines apart */
    void waitFor(int line, String retailerId, long many) {
        UUID product = Copy.named(business, retailerId);
        Copy.sideBySide(
                databases.jdbc("notification"),
                0,
                many,
                (connection, from, until) -> Copy.rows(
                        connection,
                        "subscription (business_id, subscription_id, product_id, retailer_id, conversation_id, shopper_id, since,"
                                + " lapses_at, not_before)",
                        from,
                        until,
                        n -> business + "\t" + Copy.id(ms(n), line * 1_000_000_000L + n) + "\t" + product + "\t"
                                + retailerId + "\t"
                                + conversation(n) + "\t" + shopper(n) + "\t" + at(n) + "\t"
                                + now.plus(LAPSE_DAYS, ChronoUnit.DAYS) + "\t" + at(n)));
        databases.tidy("notification", "subscription");
    }

    /** Within the last day, in order. */
    private long ms(long number) {
        return now.toEpochMilli() - DAY_MS + number / 100;
    }

    private Instant at(long number) {
        return Instant.ofEpochMilli(ms(number));
    }

    private UUID shopper(long number) {
        return Copy.id(ms(number), 10_000_000_000L + number);
    }

    private UUID conversation(long number) {
        return Copy.id(ms(number), 20_000_000_000L + number);
    }
}
