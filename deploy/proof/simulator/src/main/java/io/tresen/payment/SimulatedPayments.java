package io.tresen.payment;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import io.tresen.messaging.By;
import io.tresen.messaging.db.SimulatedDatabase;
import io.tresen.messaging.db.Tx;
import io.tresen.messaging.event.Event;
import io.tresen.messaging.time.BusinessClock;
import io.tresen.messaging.time.SimulatedClock;
import io.tresen.payment.provider.Provider;
import io.tresen.payment.provider.SimulatedDesk;
import io.tresen.payment.topup.NoTopUps;
import io.tresen.proof.simulator.Service;
import io.tresen.proof.simulator.Tasks;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** payment-service's own classes from desk to rules, on stores in memory: only what is SQL there is another class here. */
public final class SimulatedPayments {

    private static final MeterRegistry METRICS = new CompositeMeterRegistry();

    public final MemoryPayments payments;
    public final MemoryLedger ledger;
    public final SimulatedDesk desk;
    public final WalletPaying paying;
    private final Service service;
    private final SimulatedDatabase database;
    private final BusinessClock clock;
    private final OrderRequests requests;
    private final PaymentCommands commands;
    private final ChargeBook book;
    private final SteppedBook stepped;
    private OrderAsks asks;

    /**
     * @param tell puts an event of an order into the outbox
     * @param fees rules of what the platform takes
     */
    public SimulatedPayments(
            Service service, Tasks tasks, Provider provider, List<FeeRule> fees, BiConsumer<UUID, PaymentFact> tell) {
        this.service = service;
        this.database = new SimulatedDatabase(service);
        this.clock = new SimulatedClock(service.world);
        this.payments = new MemoryPayments(service);
        this.ledger = new MemoryLedger(service);
        MemoryDueWork work = new MemoryDueWork(payments, service);
        Fees memoryFees = new Fees() {
            @Override
            Decision.Act charge(Tx tx, OrderPayments before, Decision.Act act, Instant at) {
                return FeeRules.charge(before, act, () -> fees, at);
            }
        };
        PaymentEvents events = (Tx tx, PaymentOrder order, List<PaymentEvent> told, Instant at, Event cause) ->
                told.forEach(event -> tell.accept(order.orderId(), new PaymentFact(order, event)));
        PaymentDesk paymentDesk = new PaymentDesk(
                payments,
                ledger,
                memoryFees,
                events,
                (Tx tx, OrderKey order, Instant now, Event cause) -> asks.end(tx, order, now, cause),
                METRICS,
                Rung.nowhere());
        PayTokens tokens = new PayTokens() {
            @Override
            PaymentOrder given(PaymentOrder asked) {
                return withToken(asked);
            }
        };
        this.requests = new OrderRequests(payments, paymentDesk, tokens, clock);
        this.commands = new PaymentCommands(payments, paymentDesk, clock);
        this.book = new ChargeBook(database, payments, new PayKeys(), paymentDesk, work, clock) {
            @Override
            public OrderPayments heard(Tx tx, OrderPayments locked, UUID paymentId, String ref, Outcome outcome) {
                OrderKey key = OrderKey.of(locked.order());
                return super.heard(tx, locked, paymentId, ref, payments.heard(key, outcome));
            }
        };
        this.paying = new WalletPaying(book, payments, paymentDesk, null, clock);
        this.stepped = new SteppedBook(book, tasks, payments);
        NoTopUps topUps = new NoTopUps(database, ledger, tokens, clock, METRICS, Rung.nowhere());
        this.desk = new SimulatedDesk(
                service, tasks, database, payments, work, book, stepped, provider, topUps, METRICS, Rung.nowhere());
    }

    /** @param ending what asks for an order's money elsewhere, and has to hear that the order takes none any more */
    public void endAsksBy(OrderAsks ending) {
        asks = ending;
    }

    /** Named after the order, so that a run repeats. */
    private static PaymentOrder withToken(PaymentOrder asked) {
        return new PaymentOrder(
                asked.orderId(),
                asked.businessId(),
                asked.orderNo(),
                asked.shopperId(),
                asked.conversationId(),
                asked.method(),
                asked.amount(),
                asked.parts(),
                asked.method() == PaymentMethod.COD ? null : asked.orderId().toString(),
                asked.payBy(),
                asked.withdrawn(),
                asked.collectionOpen(),
                asked.refundWanted(),
                asked.allAsked());
    }

    /** @param ring told of each time at which the janitor has something to do */
    public void whenDue(Consumer<Instant> ring) {
        payments.whenDue(ring);
    }

    /** When the janitor has something to do next. */
    public Optional<Instant> firstDue() {
        return payments.firstDue();
    }

    public void request(PaymentOrder asked) {
        requests.request(service.tx(), asked, null);
    }

    public void withdraw(OrderKey key, String reason) {
        requests.withdraw(service.tx(), key, reason, null);
    }

    public void openCollection(OrderKey key) {
        requests.openCollection(service.tx(), key, null);
    }

    public void refundEverything(OrderKey key, RefundReason reason) {
        requests.refundEverything(service.tx(), key, reason, null);
    }

    /** The shopper pays from the wallet; the PIN was right. @throws RejectedException 409 */
    public void payFromWallet(String payToken) {
        book.payFromWallet(payToken, null, () -> {});
    }

    /** The shop gives some money back. @throws RejectedException 404, 409, 422 */
    public void refund(OrderKey key, UUID paymentId, long amountMinor, By by) {
        database.run(tx -> {
            if (service.world.machinery.boundsRefunds()) {
                commands.refund(tx, key.businessId(), paymentId, amountMinor, null, by);
            } else {
                refundUnbounded(tx, key, paymentId, amountMinor, by);
            }
        });
    }

    /** As the rule would decide if it did not see what went back before. */
    private void refundUnbounded(Tx tx, OrderKey key, UUID paymentId, long amountMinor, By by) {
        OrderPayments held = payments.lock(tx, key).orElseThrow();
        Payment payment = held.payment(paymentId).orElseThrow();
        OrderPayments blind = new OrderPayments(held.order(), held.payments(), List.of());
        if (RefundRules.part(blind, payment, amountMinor, null, by) instanceof Decision.Act act) {
            OrderPayments next = held;
            for (Payment changed : act.next().payments()) {
                next = next.with(changed);
            }
            for (Refund refund : act.next().refunds()) {
                next = next.with(refund);
            }
            payments.save(tx, held, next);
            ledger.post(tx, key.businessId(), act.transfers(), clock.now());
        }
    }

    /** The carrier took the cash. @throws RejectedException 404, 409, 422 */
    public void collect(OrderKey key, UUID paymentId, long amountMinor) {
        database.run(tx -> commands.collect(tx, key.businessId(), paymentId, amountMinor, By.SYSTEM));
    }

    public Optional<OrderPayments> find(OrderKey key) {
        return payments.find(null, key);
    }

    /** Everything that is known of payments. */
    public List<OrderPayments> all() {
        return payments.rows.values().stream().map(MemoryPayments.Rows::held).toList();
    }

    public SimulatedDatabase database() {
        return database;
    }

    public BusinessClock clock() {
        return clock;
    }

    public static MeterRegistry metrics() {
        return METRICS;
    }

    /** As when the provider had been called inside the transaction that a death rolls back. */
    public void rollBackClaims() {
        stepped.rollBackClaims();
    }
}
