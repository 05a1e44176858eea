package io.tresen.proof.simulator;

import io.tresen.messaging.Money;
import io.tresen.payment.OrderKey;
import io.tresen.payment.Outcome;
import io.tresen.payment.Refund;
import io.tresen.payment.provider.Charge;
import io.tresen.payment.provider.Provider;
import io.tresen.payment.provider.ProviderNews;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * A card provider as payment-service knows one: keys make repeats harmless, a charge is created and then confirmed, and news
 * come late, twice, out of order, before the answer, or never. Its book is the truth about card money.
 */
final class CardProvider implements Provider {

    /** What a card does. */
    enum Card {
        GOOD,
        DECLINED,
        ASKS_THEN_GOOD,
        ASKS_THEN_BAD,
        ASKS_FOR_EVER,
        SLOW_THEN_GOOD,
        SLOW_THEN_BAD,
        TAKES_LESS
    }

    private enum Stand {
        UNCONFIRMED,
        ASKING,
        PROCESSING,
        SUCCEEDED,
        DECLINED,
        CANCELLED
    }

    /** A charge in the provider's book. */
    static final class Intent {
        final String ref;
        final Charge charge;
        final List<MadeRefund> refunds = new ArrayList<>();
        private Stand stand = Stand.UNCONFIRMED;
        long received;

        private Intent(String ref, Charge charge) {
            this.ref = ref;
            this.charge = charge;
        }

        /** What is left with the shop. */
        long kept() {
            return received - sum(RefundStand.SUCCEEDED);
        }

        private long sum(RefundStand... stands) {
            return refunds.stream()
                    .filter(it -> List.of(stands).contains(it.stand))
                    .mapToLong(it -> it.amount.amountMinor())
                    .sum();
        }
    }

    private enum RefundStand {
        PENDING,
        SUCCEEDED,
        FAILED
    }

    /** A refund in the provider's book. */
    static final class MadeRefund {
        private final String ref;
        private final UUID name;
        private final Intent intent;
        private final Money amount;
        private RefundStand stand;

        private MadeRefund(String ref, UUID name, Intent intent, Money amount, RefundStand stand) {
            this.ref = ref;
            this.name = name;
            this.intent = intent;
            this.amount = amount;
            this.stand = stand;
        }
    }

    private final World world;
    private final Consumer<ProviderNews> news;
    private final Map<UUID, Intent> byKey = new LinkedHashMap<>();
    private final Map<String, Intent> intents = new LinkedHashMap<>();
    private final Map<UUID, MadeRefund> refundsByKey = new LinkedHashMap<>();
    private final Map<String, MadeRefund> refunds = new LinkedHashMap<>();
    private int events;

    CardProvider(World world, Consumer<ProviderNews> news) {
        this.world = world;
        this.news = news;
    }

    Iterable<Intent> book() {
        return intents.values();
    }

    @Override
    public String name() {
        return "simulated";
    }

    @Override
    public Answer create(Charge charge) {
        Intent intent = byKey.computeIfAbsent(charge.paymentId(), key -> {
            Intent made = new Intent("pi_" + (intents.size() + 1), charge);
            intents.put(made.ref, made);
            return made;
        });
        return new Answer(intent.ref, new Outcome.Pending(null));
    }

    @Override
    public Outcome confirm(Charge charge, String ref, String card, String returnUrl) {
        Intent intent = intents.get(ref);
        if (intent.stand == Stand.UNCONFIRMED) {
            use(intent, Card.valueOf(card));
        }
        return outcome(intent);
    }

    private void use(Intent intent, Card card) {
        switch (card) {
            case GOOD -> to(intent, Stand.SUCCEEDED);
            case TAKES_LESS -> {
                intent.received = intent.charge.amount().amountMinor() - 1;
                to(intent, Stand.SUCCEEDED);
            }
            case DECLINED -> to(intent, Stand.DECLINED);
            case ASKS_FOR_EVER -> to(intent, Stand.ASKING);
            case ASKS_THEN_GOOD -> then(intent, Stand.ASKING, Stand.SUCCEEDED);
            case ASKS_THEN_BAD -> then(intent, Stand.ASKING, Stand.DECLINED);
            case SLOW_THEN_GOOD -> then(intent, Stand.PROCESSING, Stand.SUCCEEDED);
            case SLOW_THEN_BAD -> then(intent, Stand.PROCESSING, Stand.DECLINED);
        }
    }

    private void then(Intent intent, Stand now, Stand later) {
        to(intent, now);
        world.in(world.between(1_000, world.chance(200_000) ? 3_000_000 : 120_000), "card holder or bank", () -> {
            if (intent.stand == now) {
                to(intent, later);
            }
        });
    }

    private void to(Intent intent, Stand next) {
        intent.stand = next;
        if (next == Stand.SUCCEEDED && intent.received == 0) {
            intent.received = intent.charge.amount().amountMinor();
        }
        tell(intent.charge, intent.charge.paymentId(), false, intent.ref, outcome(intent));
    }

    private Outcome outcome(Intent intent) {
        return switch (intent.stand) {
            case UNCONFIRMED -> new Outcome.Unknown(UNCONFIRMED);
            case ASKING -> new Outcome.Pending("https://bank.example/" + intent.ref);
            case PROCESSING -> new Outcome.Pending(null);
            case SUCCEEDED ->
                new Outcome.Succeeded(
                        new Money(intent.received, intent.charge.amount().currency()));
            case DECLINED -> new Outcome.Failed("card_declined");
            case CANCELLED -> new Outcome.Cancelled();
        };
    }

    @Override
    public Outcome cancel(String ref) {
        Intent intent = intents.get(ref);
        if (intent.stand != Stand.SUCCEEDED && intent.stand != Stand.PROCESSING && intent.stand != Stand.CANCELLED) {
            to(intent, Stand.CANCELLED);
        }
        return outcome(intent);
    }

    @Override
    public Outcome read(String ref) {
        return outcome(intents.get(ref));
    }

    @Override
    public LookUp find(Charge charge) {
        return intents.values().stream()
                .filter(it -> it.charge.paymentId().equals(charge.paymentId()))
                .findFirst()
                .<LookUp>map(it -> new LookUp.Found(it.ref))
                .orElseGet(LookUp.Absent::new);
    }

    @Override
    public Answer refund(Charge charge, String chargeRef, Refund refund) {
        UUID key = world.machinery.keyOfRefund(world, refund.id());
        MadeRefund known = refundsByKey.get(key);
        if (known != null) {
            return answer(known);
        }
        Intent intent = intents.get(chargeRef);
        long gone = intent.sum(RefundStand.SUCCEEDED, RefundStand.PENDING);
        if (intent.received - gone < refund.amount().amountMinor()) {
            return new Answer(null, new Outcome.Failed(ALREADY_REFUNDED));
        }
        MadeRefund made = new MadeRefund(
                "re_" + (refunds.size() + 1), refund.id(), intent, refund.amount(), RefundStand.SUCCEEDED);
        intent.refunds.add(made);
        refunds.put(made.ref, made);
        refundsByKey.put(key, made);
        long way = world.between(0, 99);
        if (way < 8) {
            made.stand = RefundStand.FAILED;
        } else if (way < 25) {
            made.stand = RefundStand.PENDING;
            later(made, world.chance(300_000) ? RefundStand.FAILED : RefundStand.SUCCEEDED);
        } else if (way < 30) {
            later(made, RefundStand.FAILED);
        }
        tell(made);
        return answer(made);
    }

    private void later(MadeRefund made, RefundStand stand) {
        world.in(world.between(5_000, 3_600_000), "bank", () -> {
            made.stand = stand;
            tell(made);
        });
    }

    private Answer answer(MadeRefund made) {
        return new Answer(made.ref, outcome(made));
    }

    private static Outcome outcome(MadeRefund made) {
        return switch (made.stand) {
            case PENDING -> new Outcome.Pending(null);
            case SUCCEEDED -> new Outcome.Succeeded(made.amount);
            case FAILED -> new Outcome.Failed("bank_refused");
        };
    }

    @Override
    public Answer readRefund(String refundRef) {
        return answer(refunds.get(refundRef));
    }

    @Override
    public LookUp findRefund(String chargeRef, Refund refund) {
        return intents.get(chargeRef).refunds.stream()
                .filter(it -> it.name.equals(refund.id()))
                .findFirst()
                .<LookUp>map(it -> new LookUp.Found(it.ref))
                .orElseGet(LookUp.Absent::new);
    }

    /** Nobody gives money back by hand here. */
    @Override
    public LookUp findRefundByHand(String chargeRef, Refund refund, Set<String> taken) {
        return new LookUp.Absent();
    }

    private void tell(MadeRefund made) {
        tell(made.intent.charge, made.name, true, made.ref, outcome(made));
    }

    /** News as they stood when they were written: up to three deliveries, or none of an attempt whose end can be read. */
    private void tell(Charge charge, UUID id, boolean isRefund, String ref, Outcome outcome) {
        OrderKey order = new OrderKey(charge.businessId(), charge.orderId());
        ProviderNews it = new ProviderNews("evt_" + ++events, order, null, id, isRefund, ref, outcome);
        // what reading can't find out any more is delivered in the end: a refund that failed after its success
        boolean mustArrive = isRefund && outcome instanceof Outcome.Failed;
        long deliveries = mustArrive ? world.between(1, 3) : world.chance(150_000) ? 0 : world.between(1, 2);
        for (int i = 0; i < deliveries; i++) {
            long delay = world.chance(world.weather.slow()) ? world.between(5_000, 600_000) : world.between(1, 2_000);
            world.in(delay, "news of " + ref, () -> news.accept(it));
        }
    }
}
