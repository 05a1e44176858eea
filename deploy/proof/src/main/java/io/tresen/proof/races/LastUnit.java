package io.tresen.proof.races;

import com.fasterxml.jackson.databind.JsonNode;
import io.tresen.proof.client.Shop;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Supplier;

/**
 * One unit, and many who order it at once: one order is confirmed, every other is rejected as sold out. One repetition in fifty,
 * the first one too, has the whole crowd; the others have a few buyers, or a thousand repetitions would be 200,000 orders.
 *
 * @param crowd how many buyers the great ones have
 */
public record LastUnit(Shop shop, int crowd) implements Race {

    private static final int EVERY = 50;
    private static final int FEW = 10;
    private static final int PAY_WITHIN_S = 3_600;

    @Override
    public String name() {
        return "last unit: one of 10 buyers, in every 50th race of " + crowd;
    }

    @Override
    public int lanes() {
        return 2;
    }

    @Override
    public List<String> once(int number, SplittableRandom random, Ends ends) {
        int buyers = number % EVERY == 0 ? crowd : FEW;
        Case last = Case.of(shop, "last-" + number, 1);
        Supplier<String> buyer = () -> last.place("cod", PAY_WITHIN_S);
        List<String> wrong = new ArrayList<>();
        int confirmed = 0;
        for (String order : AtOnce.of(Collections.nCopies(buyers, buyer))) {
            JsonNode end = last.decided(order);
            boolean soldOut = end.path("status").asText().equals("rejected")
                    && end.at("/rejection/code").asText().equals("sold-out");
            if (end.path("status").asText().equals("confirmed")) {
                confirmed++;
            } else if (!soldOut) {
                wrong.add("order " + order + " is " + end.path("status").asText() + " " + end.path("rejection"));
            }
        }
        ends.saw(confirmed + " of " + buyers + " confirmed");
        if (confirmed != 1) {
            wrong.add("of " + last.product() + " " + confirmed + " of " + buyers + " orders are confirmed");
        }
        wrong.addAll(last.available(0));
        return wrong;
    }
}
