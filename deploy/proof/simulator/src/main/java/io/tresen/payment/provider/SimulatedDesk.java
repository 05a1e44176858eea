package io.tresen.payment.provider;

import io.micrometer.core.instrument.MeterRegistry;
import io.tresen.messaging.db.Database;
import io.tresen.messaging.db.Tx;
import io.tresen.payment.ChargeBook;
import io.tresen.payment.DueWork;
import io.tresen.payment.DueWork.Due;
import io.tresen.payment.Payments;
import io.tresen.payment.ProviderEvents;
import io.tresen.payment.WorkDue;
import io.tresen.payment.topup.NoTopUps;
import io.tresen.proof.simulator.Service;
import io.tresen.proof.simulator.Table;
import io.tresen.proof.simulator.Tasks;
import jakarta.enterprise.event.Event;
import java.time.Duration;

/** The service's own {@link Charging}, {@link Lookups} and {@link NewsDesk}, and a janitor with as many hands as it needs. */
public final class SimulatedDesk {

    private static final Duration LEASE = Duration.ofSeconds(30);

    private final Service service;
    private final Tasks tasks;
    private final Database database;
    private final DueWork work;
    private final ChargeBook book;
    private final Charging charging;
    private final Lookups lookups;
    private final NewsDesk news;

    /** @param stepped the book for work with calls between its transactions */
    public SimulatedDesk(
            Service service,
            Tasks tasks,
            Database database,
            Payments payments,
            DueWork work,
            ChargeBook book,
            ChargeBook stepped,
            Provider provider,
            NoTopUps topUps,
            MeterRegistry metrics,
            Event<WorkDue> due) {
        this.service = service;
        this.tasks = tasks;
        this.database = database;
        this.work = work;
        this.book = book;
        this.charging =
                new Charging(stepped, provider, new CardPlaces(metrics, Integer.MAX_VALUE), "https://shop.example");
        this.lookups = new Lookups(stepped, provider, new Finding(provider), LEASE);
        Table<String, Boolean> seen = new Table<>(service);
        ProviderEvents events = new ProviderEvents() {
            @Override
            public boolean isNew(Tx tx, String name, String eventId) {
                return seen.insert(eventId, true);
            }
        };
        this.news = new NewsDesk(database, events, payments, book, metrics, work, topUps.book, topUps.dues, due);
    }

    /** Somebody pays on the page. */
    public void pay(String payToken, String card) {
        tasks.begin("pay " + payToken.substring(0, 6), () -> charging.pay(payToken, card, null, () -> {}));
    }

    /** The provider tells something. */
    public void hear(ProviderNews told) {
        news.apply("simulated", told);
    }

    /** One round: all that is due, each in a hand of its own. */
    public void lookAround() {
        database.inTransaction(tx -> work.payments(tx, Integer.MAX_VALUE, LEASE))
                .forEach(this::payment);
        database.inTransaction(tx -> work.refunds(tx, Integer.MAX_VALUE, LEASE)).forEach(this::refund);
        database.inTransaction(tx -> work.orders(tx, Integer.MAX_VALUE, LEASE))
                .forEach(due -> service.in(0, "repeats refunds", () -> book.repeatRefunds(due.key())));
    }

    private void payment(Due due) {
        service.in(
                0,
                "looks",
                () -> tasks.begin("look at a payment", () -> {
                    Duration pause = lookups.payment(due) ? Janitor.pause(due.tries()) : null;
                    tasks.step(() -> database.inTransaction(tx -> {
                        work.payment(tx, due, pause);
                        return true;
                    }));
                }));
    }

    private void refund(Due due) {
        service.in(
                0,
                "looks",
                () -> tasks.begin("look at a refund", () -> {
                    Duration pause = lookups.refund(due) ? Janitor.pause(due.tries()) : null;
                    tasks.step(() -> database.inTransaction(tx -> {
                        work.refund(tx, due, pause);
                        return true;
                    }));
                }));
    }
}
