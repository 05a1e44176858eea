package io.tresen.proof.races;

import com.fasterxml.jackson.databind.JsonNode;
import io.tresen.proof.client.ServerErrors;
import io.tresen.proof.client.Shop;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Supplier;

/**
 * One unit, and many who order it at once: one order is confirmed, every other is rejected as sold out. One repetition in some
 * has the whole crowd, behind others that have a few buyers: a crowd at a service that has just started is told to come again, and
 * does. A report's row is of those with as many.
 *
 * @param errors what watches the shop's answers: it hears of each great crowd
 * @param crowd how many buyers the great ones have
 * @param every of how many repetitions one is great, 1 or more
 */
public record LastUnit(Shop shop, ServerErrors errors, int crowd, int every) implements Race {

    private static final int FEW = 10;
    private static final int PAY_WITHIN_S = 3_600;

    /** @throws IllegalArgumentException when {@code every} is below 1 */
    public LastUnit {
        if (every < 1) {
            throw new IllegalArgumentException("one race in " + every + " can't have the whole crowd");
        }
    }

    @Override
    public String name() {
        return "last unit";
    }

    @Override
    public String row(int number) {
        return "last unit: one of %d buyers".formatted(buyers(number));
    }

    @Override
    public int lanes() {
        return 2;
    }

    /** How many race for it in the repetition of that number. */
    public int buyers(int number) {
        return number % every == every - 1 ? crowd : FEW;
    }

    @Override
    public List<String> once(int number, SplittableRandom random, Ends ends) {
        int buyers = buyers(number);
        Case last = Case.of(shop, "last-" + number, 1).known(1);
        Supplier<String> buyer = () -> last.place("cod", PAY_WITHIN_S);
        List<String> wrong = new ArrayList<>();
        int confirmed = 0;
        Supplier<List<String>> all = () -> AtOnce.of(Collections.nCopies(buyers, buyer));
        for (String order : buyers == crowd ? errors.crowd(all) : all.get()) {
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
