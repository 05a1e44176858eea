package io.tresen.order;

/**
 * What payment-service says of money that went back; amounts in the minor units of the order's currency.
 *
 * @param amountMinor what this refund gave back
 * @param allMinor what all refunds of the order gave back so far, money that came too late or twice included
 * @param capturedMinor what was taken in all, the same included
 * @param complete everything taken went back
 */
public record MoneyBack(long amountMinor, long allMinor, long capturedMinor, RefundReason reason, boolean complete) {}
