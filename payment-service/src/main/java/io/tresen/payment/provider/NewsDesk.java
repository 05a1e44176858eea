package io.tresen.payment.provider;

import io.micrometer.core.instrument.MeterRegistry;
import io.tresen.messaging.Failpoint;
import io.tresen.messaging.db.Database;
import io.tresen.messaging.db.Tx;
import io.tresen.payment.ChargeBook;
import io.tresen.payment.DueWork;
import io.tresen.payment.OrderPayments;
import io.tresen.payment.Outcome;
import io.tresen.payment.OutcomeRules;
import io.tresen.payment.PaymentDesk;
import io.tresen.payment.Payments;
import io.tresen.payment.ProviderEvents;
import io.tresen.payment.WorkDue;
import io.tresen.payment.topup.TopUp;
import io.tresen.payment.topup.TopUpBook;
import io.tresen.payment.topup.TopUpDues;
import io.tresen.payment.topup.TopUpKey;
import io.tresen.payment.topup.TopUpSteps;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Applies a provider's events: each once, whatever order they come in, also before our own call was answered. Most say of a charge
 * what its own call was answered: they are looked at, and write nothing.
 */
@ApplicationScoped
public class NewsDesk {

    private static final Logger LOG = Logger.getLogger(NewsDesk.class);

    private final Database database;
    private final Database ofEvents;
    private final ProviderEvents seen;
    private final Payments payments;
    private final ChargeBook book;
    private final MeterRegistry metrics;
    private final DueWork work;
    private final TopUpBook topUpBook;
    private final TopUpDues dues;
    private final Event<WorkDue> due;

    NewsDesk(
            Database database,
            ProviderEvents seen,
            Payments payments,
            ChargeBook book,
            MeterRegistry metrics,
            DueWork work,
            TopUpBook topUpBook,
            TopUpDues dues,
            Event<WorkDue> due) {
        this.database = database;
        this.ofEvents = database.forEvents();
        this.seen = seen;
        this.payments = payments;
        this.book = book;
        this.metrics = metrics;
        this.work = work;
        this.topUpBook = topUpBook;
        this.dues = dues;
        this.due = due;
    }

    /** Applies one event, whose signature holds; returns once it is committed. */
    public void apply(String provider, ProviderNews news) {
        Failpoint.reached(MoneySteps.NEWS_READ);
        // what stands here already needs no lock, and does not change any more: no transaction is opened for it
        boolean told = isOfCharge(news) && ofEvents.read(tx -> isTold(tx, news));
        String result = told ? "duplicate" : ofEvents.inTransaction(tx -> applied(tx, provider, news));
        Failpoint.reached(news.topUp() == null ? MoneySteps.NEWS_APPLIED : TopUpSteps.NEWS_APPLIED);
        metrics.counter("tresen.payment.provider.events", "result", result).increment();
    }

    /** The card holder came back from the provider: what they say is not trusted, the provider is asked. */
    public void mayHaveNews(OrderPayments held) {
        database.run(tx -> {
            work.soon(tx, held.order().businessId(), held.last().id());
            tx.afterCommit(() -> due.fire(new WorkDue()));
        });
    }

    /** As {@link #mayHaveNews(OrderPayments)}. */
    public void mayHaveNews(TopUpKey topUp) {
        database.run(tx -> {
            dues.soon(tx, topUp);
            tx.afterCommit(() -> due.fire(new WorkDue()));
        });
    }

    private String appliedToTopUp(Tx tx, String provider, ProviderNews news) {
        Optional<TopUp> topUp = topUpBook.lock(tx, news.topUp());
        if (topUp.isEmpty()) {
            return foreignTopUp(news);
        }
        if (!seen.isNew(tx, provider, news.eventId())) {
            return "duplicate";
        }
        if (news.isRefund()) {
            topUpBook.heardRefund(tx, news.topUp(), news.id(), news.ref(), news.outcome());
        } else {
            topUpBook.heard(tx, news.topUp(), news.ref(), news.outcome());
        }
        return "applied";
    }

    /** Money may have been taken of which the ledger knows nothing, such as after a restore. */
    private String foreignTopUp(ProviderNews news) {
        if (!news.isRefund() && news.outcome() instanceof Outcome.Succeeded) {
            metrics.counter(PaymentDesk.IMPOSSIBLE).increment();
            LOG.errorf("Event %s: charge %s was taken for a top-up that is not known", news.eventId(), news.ref());
        } else {
            LOG.warnf("Event %s is about a top-up that is not ours", news.eventId());
        }
        return "foreign";
    }

    private String applied(Tx tx, String provider, ProviderNews news) {
        if (news.topUp() != null) {
            return appliedToTopUp(tx, provider, news);
        }
        Optional<OrderPayments> held = payments.lock(tx, news.order());
        if (held.isEmpty() || !isKnown(held.get(), news)) {
            LOG.warnf("Event %s is about a payment or refund that is not ours", news.eventId());
            return "foreign";
        }
        if (!seen.isNew(tx, provider, news.eventId())) {
            return "duplicate";
        }
        if (news.isRefund()) {
            book.heardRefund(tx, news.order(), news.id(), news.ref(), news.outcome());
        } else {
            book.heard(tx, held.get(), news.id(), news.ref(), news.outcome());
        }
        return "applied";
    }

    /** About an order's charge; what is told of top-ups and of refunds is looked at under the lock. */
    private static boolean isOfCharge(ProviderNews news) {
        return news.topUp() == null && !news.isRefund();
    }

    /** Whether the charge's end stands here already. */
    private boolean isTold(Tx tx, ProviderNews news) {
        return payments.find(tx, news.order())
                .flatMap(held -> held.payment(news.id()))
                .filter(payment -> OutcomeRules.isKnown(payment, news.ref(), news.outcome()))
                .isPresent();
    }

    private static boolean isKnown(OrderPayments held, ProviderNews news) {
        return news.isRefund()
                ? held.refund(news.id()).isPresent()
                : held.payment(news.id()).isPresent();
    }
}
