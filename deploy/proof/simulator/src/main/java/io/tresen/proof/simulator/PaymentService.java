package io.tresen.proof.simulator;

import io.tresen.costs.Costs;
import io.tresen.order.Order;
import io.tresen.order.OrderEvent;
import io.tresen.payment.FeeRule;
import io.tresen.payment.OrderKey;
import io.tresen.payment.Parts;
import io.tresen.payment.PaymentMethod;
import io.tresen.payment.PaymentOrder;
import io.tresen.payment.RefundReason;
import io.tresen.payment.SimulatedPayments;
import io.tresen.payment.provider.ProviderNews;
import io.tresen.payment.wallet.SimulatedWallets;
import java.time.Instant;
import java.util.List;

/** payment-service with its janitor, its timer of transfers and the provider's news. */
final class PaymentService extends Service {

    private static final FeeRule FEE = new FeeRule("standard", null, null, "EUR", 50_000, 0, 40, Instant.EPOCH, null);

    final SimulatedPayments payments;
    final SimulatedWallets wallets;
    final CardProvider provider;
    final Process requests;

    PaymentService(World world, Topics topics) {
        super(world, "payment");
        Tasks tasks = new Tasks(this);
        this.provider = new CardProvider(world, this::hear);
        this.payments = new SimulatedPayments(
                this,
                tasks,
                new CalledProvider(tasks, provider, world.machinery),
                List.of(FEE),
                (order, fact) -> tell(topics.payment, order, fact));
        Alarm janitor = new Alarm(this, "janitor", payments::firstDue, payments.desk::lookAround);
        payments.whenDue(janitor::at);
        Alarm[] ends = new Alarm[1];
        this.wallets = new SimulatedWallets(this, payments, (id, transfer) -> {
            tell(topics.transfer, id, transfer);
            if (transfer.status().isOpen()) {
                ends[0].at(transfer.expiresAt());
            }
        });
        ends[0] = new Alarm(this, "transfers", wallets::firstEnd, wallets::expireDue);
        this.requests = new Process(this, "payment.request", topics.request, all -> all.forEach(this::asked));
        onDeath(() -> {
            if (world.machinery.callsInsideATransaction()) {
                payments.rollBackClaims();
            }
        });
    }

    /** As {@code kafka.PaymentRequestTopic}. */
    private void asked(Message message) {
        Facts.Asked it = (Facts.Asked) message.value();
        OrderKey key = key(it.order());
        if (it.event() instanceof OrderEvent.PaymentRequested asked) {
            payments.request(order(it.order(), asked.payBy()));
        } else if (it.event() instanceof OrderEvent.PaymentWithdrawn asked) {
            payments.withdraw(key, asked.reason());
        } else if (it.event() instanceof OrderEvent.CollectionOpened) {
            payments.openCollection(key);
        } else if (it.event() instanceof OrderEvent.RefundRequested asked) {
            if (payments.find(key)
                    .filter(held -> !world.machinery.hearsOfRefunds(held))
                    .isEmpty()) {
                payments.refundEverything(
                        key, RefundReason.valueOf(asked.reason().name()));
            }
        }
    }

    static OrderKey key(Order order) {
        return new OrderKey(order.businessId(), order.id());
    }

    private static PaymentOrder order(Order order, Instant payBy) {
        Costs costs = order.facts().amounts();
        return new PaymentOrder(
                order.id(),
                order.businessId(),
                order.facts().orderNo(),
                order.facts().shopperId(),
                order.facts().conversationId(),
                PaymentMethod.valueOf(order.facts().paymentMethod().name()),
                order.total(),
                Parts.of(costs.taxMinor() + costs.taxIncludedMinor(), costs.shippingMinor(), costs.discountMinor()),
                null,
                payBy,
                null,
                false,
                null,
                false);
    }

    /** The provider tells something; without an answer it tells it again. */
    private void hear(ProviderNews told) {
        boolean heard = isUp()
                && living("news", () -> {
                    payments.desk.hear(told);
                    world.trace(() -> name + " heard " + told.outcome() + " of " + told.ref());
                    mayDie();
                });
        if (!heard) {
            world.in(world.between(2_000, 60_000), "news again", () -> hear(told));
        }
    }

    /** Something by REST, which may be refused or find nobody. */
    void command(String what, Runnable work) {
        if (isUp()) {
            living(what, () -> {
                try {
                    work.run();
                    world.trace(() -> "somebody: " + what);
                } catch (io.tresen.messaging.RejectedException refused) {
                    world.trace(() -> "somebody: " + what + " is refused: " + refused.getMessage());
                }
            });
        }
    }
}
