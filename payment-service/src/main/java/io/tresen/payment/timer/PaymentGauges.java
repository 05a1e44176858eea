package io.tresen.payment.timer;

import io.quarkus.runtime.StartupEvent;
import io.tresen.messaging.time.BusinessClock;
import io.tresen.messaging.watch.Watch;
import io.tresen.messaging.watch.Watches;
import io.tresen.payment.Attention;
import io.tresen.payment.PaymentAges;
import io.tresen.payment.PaymentAges.Money;
import io.tresen.payment.PaymentAges.Transfers;
import io.tresen.payment.PaymentDesk;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Map;

/** Shows operators what money waits for: {@code tresen_payment_…} and {@code tresen_wallet_…}. */
@ApplicationScoped
public class PaymentGauges {

    private final Watches watches;
    private final PaymentAges ages;
    private final PaymentDesk desk;
    private final BusinessClock clock;

    PaymentGauges(Watches watches, PaymentAges ages, PaymentDesk desk, BusinessClock clock) {
        this.watches = watches;
        this.ages = ages;
        this.desk = desk;
        this.clock = clock;
    }

    void start(@Observes StartupEvent event) {
        desk.startCounting();
        watches.watch("payments and refunds under way", ages::money)
                .gauge("tresen.payment.unknown", null, Money::unknown)
                .gauge("tresen.payment.unknown.oldest.age", "seconds", Money::oldestUnknownS)
                .gauge("tresen.payment.refunds.under.way", null, Money::refunds)
                .gauge("tresen.payment.refunds.oldest.age", "seconds", Money::oldestRefundS)
                .gauge("tresen.payment.refunds.behind.unknown", null, Money::behindUnknown)
                .gauge("tresen.payment.refunds.oldest.due", "seconds", Money::oldestDueS);
        Watch<Map<String, Long>> attention = watches.watch("what waits for a person", ages::attention);
        Attention.CODES.forEach(code -> attention.gauge(
                "tresen.payment.attention.open", null, found -> found.getOrDefault(code, 0L), "code", code));
        watches.watch("transfers under way", tx -> ages.transfers(tx, clock.now()))
                .gauge("tresen.wallet.transfers.overdue", null, Transfers::overdue)
                .gauge("tresen.wallet.transfers.overdue.oldest.age", "seconds", Transfers::oldestOverdueS)
                .gauge("tresen.wallet.asks.waiting", null, Transfers::asksWaiting);
    }
}
