package io.tresen.proof.invariants;

import java.util.ArrayList;
import java.util.List;

/**
 * I4: each effect row holds the id of its event, or the id that its event names, that event exists, no event has its effect twice
 * per consumer, and none that has to have one is without it. Asked of all five services; what they keep of top-ups and of transfers
 * between persons is {@link TopUps}' and {@link Wallets}'.
 */
final class Effects implements Invariant {

    @Override
    public String name() {
        return "I4 each effect has one event and each event one effect";
    }

    @Override
    public Subjects subjects(Evidence evidence) {
        long events = evidence.facts().keySet().stream()
                .mapToLong(topic -> evidence.first(topic).count())
                .sum();
        return new Subjects(events, "events");
    }

    @Override
    public List<String> violations(Evidence evidence) {
        List<String> found = new ArrayList<>();
        found.addAll(StockEffects.wrong(evidence));
        found.addAll(StockClaims.wrong(evidence));
        found.addAll(ChatEffects.wrong(evidence));
        found.addAll(PayLinks.wrong(evidence));
        found.addAll(OrderEffects.wrong(evidence));
        found.addAll(PaymentEffects.wrong(evidence));
        found.addAll(NoticeEffects.wrong(evidence));
        found.addAll(WebhookEffects.wrong(evidence));
        return found;
    }
}
