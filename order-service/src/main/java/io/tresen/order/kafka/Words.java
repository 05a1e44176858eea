package io.tresen.order.kafka;

import io.tresen.contracts.common.v1.LineQuantity;
import io.tresen.contracts.common.v1.Money;
import io.tresen.contracts.common.v1.OrderAmounts;
import io.tresen.costs.Costs;
import io.tresen.order.Actor;
import io.tresen.order.PaymentMethod;
import io.tresen.order.ProductKind;
import io.tresen.order.Units;
import java.util.List;

/** Small words of the domain as the contracts write them, and back. */
final class Words {

    private Words() {}

    static Money money(io.tresen.messaging.Money money) {
        return new Money(money.amountMinor(), money.currency());
    }

    static io.tresen.messaging.Money money(Money money) {
        return new io.tresen.messaging.Money(money.getAmountMinor(), money.getCurrency());
    }

    static OrderAmounts amounts(Costs amounts) {
        return OrderAmounts.newBuilder()
                .setSubtotalMinor(amounts.subtotalMinor())
                .setShippingMinor(amounts.shippingMinor())
                .setTaxMinor(amounts.taxMinor())
                .setTaxIncludedMinor(amounts.taxIncludedMinor())
                .setDiscountMinor(amounts.discountMinor())
                .build();
    }

    static List<LineQuantity> lines(List<Units> lines) {
        return lines.stream()
                .map(it -> LineQuantity.newBuilder()
                        .setProductId(it.productId())
                        .setRetailerId(it.retailerId())
                        .setQuantity(it.quantity())
                        .setKind(kind(it.kind()))
                        .build())
                .toList();
    }

    static io.tresen.contracts.common.v1.ProductKind kind(ProductKind kind) {
        return io.tresen.contracts.common.v1.ProductKind.valueOf(kind.name());
    }

    /** What this version does not know is shipped like goods. */
    static ProductKind kind(io.tresen.contracts.common.v1.ProductKind kind) {
        return kind == io.tresen.contracts.common.v1.ProductKind.SERVICE ? ProductKind.SERVICE : ProductKind.GOODS;
    }

    static io.tresen.contracts.common.v1.PaymentMethod method(PaymentMethod method) {
        return io.tresen.contracts.common.v1.PaymentMethod.valueOf(method.name());
    }

    /** Null for a method that this version does not know. */
    static PaymentMethod method(io.tresen.contracts.common.v1.PaymentMethod method) {
        return switch (method) {
            case CARD -> PaymentMethod.CARD;
            case WALLET -> PaymentMethod.WALLET;
            case COD -> PaymentMethod.COD;
            case UNKNOWN -> null;
        };
    }

    static io.tresen.contracts.common.v1.Actor actor(Actor actor) {
        return io.tresen.contracts.common.v1.Actor.valueOf(actor.name());
    }
}
