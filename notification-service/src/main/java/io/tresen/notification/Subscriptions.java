package io.tresen.notification;

import static io.tresen.notification.Times.instant;
import static io.tresen.notification.Times.utc;

import io.tresen.messaging.Ids;
import io.tresen.messaging.db.Tx;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** Places in line: taken by the business or by a shopper's wish, given up, lapsed, ended with the product. */
@ApplicationScoped
public class Subscriptions {

    /** The place in line, and whether it is new. */
    public record Subscribed(Subscription subscription, boolean created) {}

    /**
     * A shopper's wish (BackInStockWished).
     *
     * @param subscriptionId id of the subscription that it makes, derived from the event's
     * @param seenVersion version of the availability that the shopper saw; 0 = none
     * @param at business time of the wish
     */
    public record Wish(
            UUID subscriptionId,
            UUID conversationId,
            UUID shopperId,
            UUID productId,
            String retailerId,
            long seenVersion,
            Instant at) {}

    private final WaveRows waves;
    private final Products products;
    private final Shoppers shoppers;

    Subscriptions(WaveRows waves, Products products, Shoppers shoppers) {
        this.waves = waves;
        this.products = products;
        this.shoppers = shoppers;
    }

    /**
     * Puts a conversation's shopper in line for a product.
     *
     * @param newId id of the subscription, where one is made
     * @throws io.tresen.messaging.RejectedException a {@link SubscriptionRejection}
     */
    public Subscribed subscribe(
            Tx tx, UUID businessId, UUID newId, UUID conversationId, String retailerId, Instant now) {
        UUID productId = Ids.v5(businessId, retailerId);
        if (products.find(tx, businessId, productId)
                .filter(known -> !known.removed())
                .isEmpty()) {
            throw SubscriptionRejection.UNKNOWN_PRODUCT.exception();
        }
        UUID shopperId = shoppers.ofConversation(tx, businessId, conversationId)
                .orElseThrow(SubscriptionRejection.UNKNOWN_CONVERSATION::exception);
        WaveRows.Wave wave = waves.lock(tx, businessId, productId);
        Optional<Subscription> open = open(tx, businessId, productId, conversationId);
        if (open.isPresent()) {
            return new Subscribed(open.get(), false);
        }
        if (waves.known(tx, wave).any()) {
            throw SubscriptionRejection.AVAILABLE_NOW.exception();
        }
        Wish wish = new Wish(
                newId,
                conversationId,
                shopperId,
                productId,
                retailerId,
                wave.seen().version(),
                now);
        insert(tx, businessId, wish);
        return new Subscribed(new Subscription(newId, conversationId, retailerId, now), true);
    }

    /**
     * Puts a shopper in line. A product that is back in the meantime is told in its turn; one that was removed ends the
     * wish at once; whoever is in line already stays where they are.
     */
    public void wished(Tx tx, UUID businessId, Wish wish, Instant now) {
        WaveRows.Wave wave = waves.lock(tx, businessId, wish.productId());
        if (open(tx, businessId, wish.productId(), wish.conversationId()).isPresent()) {
            return;
        }
        insert(tx, businessId, wish);
        if (products.find(tx, businessId, wish.productId())
                .filter(Products.Known::removed)
                .isPresent()) {
            end(tx, businessId, wish.subscriptionId(), "removed", now);
            return;
        }
        Availability known = waves.known(tx, wave);
        Instant next = WaveRules.afterWish(known, wish.seenVersion(), wave.nextStepAt(), now);
        waves.save(tx, wave, wave.seen(), next);
    }

    private static Optional<Subscription> open(Tx tx, UUID businessId, UUID productId, UUID conversationId) {
        return tx.one(
                        """
                        select subscription_id, conversation_id, retailer_id, since from subscription
                        where business_id = $1 and product_id = $2 and conversation_id = $3
                          and state in ('waiting', 'requested')""",
                        businessId,
                        productId,
                        conversationId)
                .map(Subscriptions::subscription);
    }

    private static void insert(Tx tx, UUID businessId, Wish wish) {
        tx.update(
                """
                insert into subscription (business_id, subscription_id, product_id, retailer_id, conversation_id,
                  shopper_id, since, lapses_at, not_before)
                values ($1, $2, $3, $4, $5, $6, $7, $8, $7)""",
                businessId,
                wish.subscriptionId(),
                wish.productId(),
                wish.retailerId(),
                wish.conversationId(),
                wish.shopperId(),
                utc(wish.at()),
                utc(wish.at().plus(WaveRules.LAPSE)));
    }

    /** Ends it. @return false when the business has no such open subscription */
    public boolean delete(Tx tx, UUID businessId, UUID subscriptionId, Instant now) {
        return end(tx, businessId, subscriptionId, "deleted", now);
    }

    private static boolean end(Tx tx, UUID businessId, UUID subscriptionId, String because, Instant now) {
        return tx.update(
                        """
                        update subscription set state = 'ended', ended_because = $3, ended_at = $4
                        where business_id = $1 and subscription_id = $2 and state in ('waiting', 'requested')""",
                        businessId,
                        subscriptionId,
                        because,
                        utc(now))
                == 1;
    }

    /** Ends everybody's wait for a product that was removed. */
    public void productRemoved(Tx tx, UUID businessId, UUID productId, Instant now) {
        waves.lock(tx, businessId, productId);
        tx.update(
                """
                update subscription set state = 'ended', ended_because = 'removed', ended_at = $3
                where business_id = $1 and product_id = $2 and state in ('waiting', 'requested')""",
                businessId,
                productId,
                utc(now));
    }

    /** Ends at most {@link WaveRules#BATCH} of those that waited too long. @return how many */
    public int lapse(Tx tx, Instant now) {
        return tx.update(
                """
                update subscription s set state = 'ended', ended_because = 'lapsed', ended_at = $1
                from (select business_id, subscription_id from subscription
                      where state = 'waiting' and lapses_at <= $1
                      order by lapses_at limit $2 for update skip locked) as over
                where s.business_id = over.business_id and s.subscription_id = over.subscription_id""",
                utc(now),
                WaveRules.BATCH);
    }

    private static Subscription subscription(Row row) {
        return new Subscription(
                row.getUUID("subscription_id"),
                row.getUUID("conversation_id"),
                row.getString("retailer_id"),
                instant(row, "since"));
    }
}
