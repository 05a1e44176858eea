package io.tresen.costs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What holds for every cart, on a million of them; the seed is fixed, so that a failure can be had again. */
class RandomCartsTest {

    private static final int CARTS = Integer.getInteger("tresen.carts", 1_000_000);
    private static final int[] RATES = {0, 21_000, 50_000, 70_000, 81_000, 88_750, 190_000, 255_000, 1_000_000};
    private static final String[] CLASSES = {null, "reduced", "zero", "unheard-of"};
    private static final CardCurrency[] CURRENCIES = Stream.of("EUR", "EUR", "JPY", "KWD", "TND", "ISK", "MGA")
            .map(CardCurrency::of)
            .toArray(CardCurrency[]::new);
    private static final String[] COUNTRIES = {"DE", "AT", "US"};

    private final Random random = new Random(14);
    private CardCurrency currency = CURRENCIES[0];
    private boolean payable;

    @Test
    void the_parts_add_up_to_the_cent_and_each_tax_is_right() {
        CostRules shops = CostRules.NONE;
        for (int i = 0; i < CARTS; i++) {
            if (i % 8 == 0) {
                currency = CURRENCIES[random.nextInt(CURRENCIES.length)];
                payable = random.nextInt(4) > 0;
                shops = rules();
            }
            CostRules rules = shops;
            List<Item> items = items();
            String country = COUNTRIES[random.nextInt(COUNTRIES.length)];
            Discount discount = random.nextInt(3) == 0 ? null : discount();
            Costs costs = Costs.of(rules, items, currency, country, discount);
            Supplier<String> seen = () -> currency.code() + rules + items + country + discount + costs;
            total(rules, costs, seen);
            taxes(rules, costs, seen);
            payable(costs, seen);
            if (discount != null) {
                Costs without = Costs.of(rules, items, currency, country, null);
                assertTrue(costs.totalMinor() <= without.totalMinor(), () -> "a code made it dearer " + seen.get());
                assertEquals(without.shippingMinor(), costs.shippingMinor());
            }
        }
    }

    private static void total(CostRules rules, Costs costs, Supplier<String> seen) {
        assertTrue(costs.totalMinor() >= costs.shippingMinor(), seen);
        assertTrue(costs.discountMinor() >= 0 && costs.discountMinor() <= costs.subtotalMinor(), seen);
        assertTrue(rules.pricesIncludeTax() ? costs.taxMinor() == 0 : costs.taxIncludedMinor() == 0, seen);
        long parts = costs.taxes().stream()
                .mapToLong(part -> part.netMinor() + part.taxMinor())
                .sum();
        assertEquals(rules.tax().isEmpty() ? 0 : costs.totalMinor(), parts, seen);
    }

    /** What a card can pay of the prices makes a total that a card can pay, whatever is reckoned in between. */
    private void payable(Costs costs, Supplier<String> seen) {
        if (payable) {
            assertEquals(0, costs.totalMinor() % currency.step(), seen);
            boolean within = costs.totalMinor() >= currency.leastMinor() && costs.totalMinor() <= 100_000;
            assertTrue(!within || currency.isPayable(costs.totalMinor()), seen);
        }
    }

    /** Half up by its definition: the exact tax less the told one is at least minus a half and below a half. */
    private void taxes(CostRules rules, Costs costs, Supplier<String> seen) {
        long sum = 0;
        for (TaxPart part : costs.taxes()) {
            assertTrue(part.netMinor() >= 0 && part.taxMinor() >= 0, seen);
            boolean included = rules.pricesIncludeTax();
            long whole = included ? 1_000_000 + part.ratePpm() : 1_000_000;
            long base = included ? part.netMinor() + part.taxMinor() : part.netMinor();
            long step = included ? 1 : currency.step();
            assertEquals(0, part.taxMinor() % step, seen);
            assertTrue(isHalfUp(base, part.ratePpm(), whole * step, part.taxMinor() / step), seen);
            sum += part.taxMinor();
        }
        assertEquals(sum, costs.taxMinor() + costs.taxIncludedMinor(), seen);
    }

    private static boolean isHalfUp(long base, long rate, long whole, long tax) {
        if (base < 1L << 41) {
            long twice = 2 * (base * rate - tax * whole);
            return twice >= -whole && twice < whole;
        }
        BigInteger twice = BigInteger.valueOf(base)
                .multiply(BigInteger.valueOf(rate))
                .subtract(BigInteger.valueOf(tax).multiply(BigInteger.valueOf(whole)))
                .shiftLeft(1);
        return twice.compareTo(BigInteger.valueOf(-whole)) >= 0 && twice.compareTo(BigInteger.valueOf(whole)) < 0;
    }

    @Test
    void a_spread_loses_nothing_and_nobody_is_a_whole_unit_off() {
        for (int i = 0; i < CARTS / 10; i++) {
            long[] weights = random.longs(1 + random.nextInt(6), 0, i % 2 == 0 ? 7 : 1L << 50)
                    .toArray();
            long amount = random.nextLong(i % 2 == 0 ? 20 : 1L << 52);
            long[] shares = Shares.spread(amount, weights);
            BigDecimal whole = BigDecimal.ZERO;
            long sum = 0;
            for (int j = 0; j < weights.length; j++) {
                whole = whole.add(BigDecimal.valueOf(weights[j]));
                sum += shares[j];
            }
            assertEquals(amount, sum);
            for (int j = 0; j < weights.length && whole.signum() > 0; j++) {
                BigDecimal exact = BigDecimal.valueOf(amount)
                        .multiply(BigDecimal.valueOf(weights[j]))
                        .divide(whole, 9, RoundingMode.HALF_EVEN);
                assertTrue(BigDecimal.valueOf(shares[j]).subtract(exact).abs().compareTo(BigDecimal.ONE) < 0);
            }
        }
    }

    private CostRules rules() {
        List<TaxRule> tax = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            tax.add(new TaxRule(
                    CLASSES[random.nextInt(3)],
                    random.nextBoolean() ? Set.of() : Set.of(COUNTRIES[random.nextInt(2)]),
                    RATES[random.nextInt(RATES.length)]));
        }
        List<ShippingRule> shipping = new ArrayList<>();
        for (int i = random.nextInt(3); i > 0; i--) {
            shipping.add(new ShippingRule(
                    random.nextBoolean() ? Set.of() : Set.of(COUNTRIES[random.nextInt(2)]),
                    amount(random.nextInt(2_000)),
                    random.nextBoolean() ? null : (long) random.nextInt(50_000)));
        }
        return new CostRules(1, shipping, tax, random.nextBoolean());
    }

    private List<Item> items() {
        List<Item> items = new ArrayList<>();
        long dear = random.nextInt(50) == 0 ? 1L << 32 : 20_000;
        for (int i = 1 + random.nextInt(5); i > 0; i--) {
            items.add(new Item(
                    random.nextInt(20) == 0 ? 0 : amount(random.nextLong(dear)),
                    1 + random.nextInt(random.nextInt(20) == 0 ? 9_999 : 4),
                    CLASSES[random.nextInt(CLASSES.length)],
                    random.nextInt(4) > 0));
        }
        return items;
    }

    /** One that the shop names; a shop with payable prices names no other. */
    private long amount(long minor) {
        return payable ? minor - minor % currency.step() : minor;
    }

    private Discount discount() {
        return random.nextBoolean()
                ? new Discount("CODE", amount(random.nextInt(30_000)), null, null, null, 0)
                : new Discount("CODE", null, 1 + random.nextInt(1_000_000), null, null, 0);
    }
}
