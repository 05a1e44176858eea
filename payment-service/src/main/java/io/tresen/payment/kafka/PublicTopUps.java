package io.tresen.payment.kafka;

import io.tresen.contracts.Topics;
import io.tresen.contracts.common.v1.Money;
import io.tresen.contracts.payment.v1.TopUpRefundFailed;
import io.tresen.contracts.payment.v1.TopUpRefunded;
import io.tresen.contracts.payment.v1.TopUpSucceeded;
import io.tresen.messaging.db.Tx;
import io.tresen.messaging.event.Outgoing;
import io.tresen.messaging.outbox.Outbox;
import io.tresen.payment.PaymentState;
import io.tresen.payment.topup.TopUp;
import io.tresen.payment.topup.TopUpEvents;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import org.apache.avro.specific.SpecificRecord;

/** Maps top-ups by card to the records of {@code payment.transfer.v1}, whose reader tells shoppers of their wallets. */
@ApplicationScoped
public class PublicTopUps implements TopUpEvents {

    private final Outbox outbox;

    PublicTopUps(Outbox outbox) {
        this.outbox = outbox;
    }

    @Override
    public void settled(Tx tx, TopUp topUp, Instant at) {
        boolean credited = topUp.state() instanceof PaymentState.Captured;
        tell(tx, topUp, credited ? succeeded(topUp, at) : refunded(topUp, at));
    }

    @Override
    public void refundFailed(Tx tx, TopUp topUp, Instant at) {
        tell(
                tx,
                topUp,
                TopUpRefundFailed.newBuilder()
                        .setTopUpId(topUp.id())
                        .setBusinessId(topUp.businessId())
                        .setOccurredAt(at)
                        .setShopperId(topUp.shopperId())
                        .setAmount(money(topUp.refund().amount()))
                        .build());
    }

    private void tell(Tx tx, TopUp topUp, SpecificRecord record) {
        outbox.add(tx, Outgoing.of(Topics.PAYMENT_TRANSFER, topUp.id(), topUp.businessId(), record));
    }

    private static TopUpSucceeded succeeded(TopUp topUp, Instant at) {
        return TopUpSucceeded.newBuilder()
                .setTopUpId(topUp.id())
                .setBusinessId(topUp.businessId())
                .setOccurredAt(at)
                .setShopperId(topUp.shopperId())
                .setAmount(money(topUp.state().taken()))
                .build();
    }

    private static TopUpRefunded refunded(TopUp topUp, Instant at) {
        return TopUpRefunded.newBuilder()
                .setTopUpId(topUp.id())
                .setBusinessId(topUp.businessId())
                .setOccurredAt(at)
                .setShopperId(topUp.shopperId())
                .setAmount(money(topUp.refund().amount()))
                .build();
    }

    private static Money money(io.tresen.messaging.Money money) {
        return new Money(money.amountMinor(), money.currency());
    }
}
