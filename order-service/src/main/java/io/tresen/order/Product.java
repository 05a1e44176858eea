package io.tresen.order;

import io.tresen.messaging.Money;
import java.time.Instant;
import java.util.UUID;

/**
 * A product as this service knows it from the catalog.
 *
 * @param version the catalog's version of it
 * @param salePrice null without a sale
 * @param saleFrom null = already
 * @param saleTo exclusive; null = open
 * @param counted stock is counted
 * @param taxClass of the shop's rules; null for the ordinary one
 * @param removed the catalog has it no more
 */
public record Product(
        UUID productId,
        String retailerId,
        long version,
        String title,
        Money price,
        Money salePrice,
        Instant saleFrom,
        Instant saleTo,
        ProductKind kind,
        boolean visible,
        boolean counted,
        String taxClass,
        boolean removed) {

    /** The price of one unit at a moment of business time: the sale's from its start up to, not including, its end. */
    public Money priceAt(Instant now) {
        boolean onSale = salePrice != null
                && (saleFrom == null || !saleFrom.isAfter(now))
                && (saleTo == null || now.isBefore(saleTo));
        return onSale ? salePrice : price;
    }
}
