package io.tresen.local.sandbox;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.stripe.exception.InvalidRequestException;
import com.stripe.model.PaymentIntent;
import com.stripe.model.Refund;
import com.stripe.param.RefundListParams;
import org.junit.jupiter.api.Test;

/** Refunds, seen through the official library. */
class SandboxRefundsTest extends SandboxTestBed {

    @Test
    void refundsNeverExceedWhatWasReceived() throws Exception {
        PaymentIntent paid = confirm(create("order-refund"), "pm_card_visa");
        Refund part = refund(paid, 1000L);
        assertEquals("succeeded", part.getStatus());
        assertThrows(InvalidRequestException.class, () -> refund(paid, 991L));
        assertEquals(990L, refund(paid, null).getAmount());
        InvalidRequestException nothingLeft = assertThrows(InvalidRequestException.class, () -> refund(paid, null));
        assertEquals("charge_already_refunded", nothingLeft.getCode());

        assertEquals(part.getId(), stripe.v1().refunds().retrieve(part.getId()).getId());
        RefundListParams params =
                RefundListParams.builder().setPaymentIntent(paid.getId()).build();
        assertEquals(2, stripe.v1().refunds().list(params).getData().size());
        await().atMost(5, SECONDS)
                .until(() -> webhook.of("refund.updated", part.getId()).size(), is(1));
    }

    @Test
    void aRefundMayTakeTimeOrFailAfterwards() throws Exception {
        PaymentIntent slow = confirm(create("order-slow-refund"), "pm_card_pendingRefund");
        Refund pending = refund(slow, null);
        assertEquals("pending", pending.getStatus());
        await().atMost(5, SECONDS)
                .until(() -> stripe.v1().refunds().retrieve(pending.getId()).getStatus(), is("succeeded"));

        PaymentIntent failing = confirm(create("order-failing-refund"), "pm_card_refundFail");
        Refund refund = refund(failing, null);
        assertEquals("succeeded", refund.getStatus());
        await().atMost(5, SECONDS)
                .until(() -> webhook.of("refund.failed", refund.getId()).size(), is(1));
        assertEquals(1990L, refund(failing, 1990L).getAmount());
    }
}
