package io.tresen.proof.races;

import com.fasterxml.jackson.databind.JsonNode;
import io.tresen.proof.client.Pause;
import io.tresen.proof.client.Shop;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * An order with the shortest deadline there is, paid around that moment: it is confirmed and its money is kept, or it has expired
 * and nothing is kept and the unit is back on sale.
 */
public final class PaymentAgainstExpiry implements Race {

    private static final int PAY_WITHIN_S = 10;
    private static final Duration SEEN_WITHIN = Duration.ofMinutes(2);
    private static final double FIRST_LEAD_MS = 500;

    private final Shop shop;
    private final Edge lead = new Edge(FIRST_LEAD_MS);

    public PaymentAgainstExpiry(Shop shop) {
        this.shop = shop;
    }

    @Override
    public String name() {
        return "payment against expiry";
    }

    /** Each does nothing but wait for most of its time. */
    @Override
    public int lanes() {
        return 24;
    }

    @Override
    public Set<String> outcomes() {
        return Set.of("confirmed", "expired");
    }

    @Override
    public List<String> once(int number, SplittableRandom random, Ends ends) {
        Case one = Case.of(shop, "expiry-" + number, 1);
        String order = one.place("card", PAY_WITHIN_S);
        // none where the machine is so busy that the deadline is over first
        Optional<JsonNode> payable = payable(order);
        if (payable.isPresent()) {
            Instant payBy = Instant.parse(payable.get().path("pay_by").asText());
            Case.moment(Duration.between(Instant.now(), payBy).toNanos() - lead.nanos(random));
            one.pay(shop.payPath(payable.get()));
        }
        JsonNode end = one.decided(order);
        String status = end.path("status").asText();
        boolean isPaid = status.equals("confirmed");
        if (payable.isPresent()) {
            lead.move(!isPaid);
            ends.saw(status);
        } else {
            ends.missed(status + " before it could be paid");
        }
        List<String> wrong = new ArrayList<>();
        if (!isPaid && !status.equals("expired")) {
            wrong.add("order " + order + " is " + status);
        }
        wrong.addAll(one.keeps(order, isPaid ? Case.PRICE_MINOR : 0));
        wrong.addAll(one.available(isPaid ? 0 : 1));
        return wrong;
    }

    private Optional<JsonNode> payable(String order) {
        Pause pause = new Pause(SEEN_WITHIN);
        do {
            for (JsonNode payment : shop.payments(order)) {
                if (payment.hasNonNull("pay_url")) {
                    return Optional.of(payment);
                }
            }
            if (shop.order(order).path("status").asText().equals("expired")) {
                return Optional.empty();
            }
        } while (pause.again());
        throw new IllegalStateException("order " + order + " can neither be paid nor expire");
    }
}
