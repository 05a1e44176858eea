package io.tresen.payment.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.tresen.messaging.rest.Page;
import io.tresen.payment.PayoutLine;
import io.tresen.payment.PayoutSum;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A payout statement: the sums of the period and a page of its lines.
 *
 * @param data one per currency
 * @param lines the oldest first
 */
public record PayoutsView(Instant from, Instant to, List<SumView> data, List<LineView> lines, Page.Paging paging) {

    /** One currency, in minor units: closing = opening + captured - refunded - fees + fees reversed + other. */
    public record SumView(
            String currency,
            long openingMinor,
            long capturedMinor,
            long refundedMinor,
            long feesMinor,
            long feesReversedMinor,
            long otherMinor,
            long closingMinor) {}

    /**
     * One transfer, in minor units: net = amount - fee.
     *
     * @param kind {@code capture}, {@code cash_collection}, {@code refund}, {@code refund_reversal} …
     * @param amountMinor before the fee; below zero where money left
     * @param feeMinor below zero where it went back
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record LineView(
            UUID transferId,
            Instant at,
            String kind,
            String orderNo,
            UUID orderId,
            UUID paymentId,
            UUID refundId,
            String currency,
            long amountMinor,
            long feeMinor,
            long netMinor) {}

    static SumView view(PayoutSum sum) {
        return new SumView(
                sum.currency(),
                sum.openingMinor(),
                sum.capturedMinor(),
                sum.refundedMinor(),
                sum.feesMinor(),
                sum.feesReversedMinor(),
                sum.otherMinor(),
                sum.closingMinor());
    }

    static LineView view(PayoutLine line) {
        return new LineView(
                line.transferId(),
                line.at(),
                line.kind(),
                line.orderNo(),
                line.orderId(),
                line.paymentId(),
                line.refundId(),
                line.currency(),
                line.amountMinor(),
                line.feeMinor(),
                line.netMinor());
    }
}
