package io.tresen.payment.topup;

import io.tresen.messaging.By;
import io.tresen.messaging.Ids;
import io.tresen.messaging.Money;
import io.tresen.payment.LedgerAccount;
import io.tresen.payment.Refund;
import io.tresen.payment.Transfer;
import io.tresen.payment.Transfer.About;
import io.tresen.payment.Transfer.Entry;
import io.tresen.payment.Transfer.Kind;
import java.util.List;
import java.util.UUID;

/** What top-ups by card book; ids derived, so that nothing is booked twice. */
final class TopUpLedger {

    private TopUpLedger() {}

    /** The provider has it: it is the shopper's. */
    static Transfer credit(TopUp topUp) {
        Money taken = topUp.state().taken();
        return transfer(
                Ids.v5(topUp.id(), "top-up"),
                Kind.TOP_UP,
                topUp,
                null,
                topUp.by(),
                new Entry(LedgerAccount.PROVIDER_CLEARING, true, taken),
                Entry.toWallet(topUp.shopperId(), taken));
    }

    /** The provider has it, and nobody asked for that. */
    static Transfer hold(TopUp topUp) {
        Money taken = topUp.state().taken();
        return transfer(
                Ids.v5(topUp.id(), "held"),
                Kind.TOP_UP,
                topUp,
                null,
                topUp.by(),
                new Entry(LedgerAccount.PROVIDER_CLEARING, true, taken),
                new Entry(LedgerAccount.HELD, false, taken));
    }

    /** Held money went back. */
    static Transfer refund(TopUp topUp) {
        Refund refund = topUp.refund();
        return transfer(
                Ids.v5(refund.id(), "refund"),
                Kind.REFUND,
                topUp,
                refund.id(),
                By.SYSTEM,
                new Entry(LedgerAccount.HELD, true, refund.amount()),
                new Entry(LedgerAccount.PROVIDER_CLEARING, false, refund.amount()));
    }

    /** Held money had gone back and returned. */
    static Transfer reversal(TopUp topUp) {
        Refund refund = topUp.refund();
        return transfer(
                Ids.v5(refund.id(), "reversal"),
                Kind.REFUND_REVERSAL,
                topUp,
                refund.id(),
                By.SYSTEM,
                new Entry(LedgerAccount.PROVIDER_CLEARING, true, refund.amount()),
                new Entry(LedgerAccount.HELD, false, refund.amount()));
    }

    private static Transfer transfer(UUID id, Kind kind, TopUp topUp, UUID refundId, By by, Entry... entries) {
        return new Transfer(id, kind, new About(null, null, refundId, null, topUp.id()), by, List.of(entries));
    }
}
