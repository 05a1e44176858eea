package io.tresen.costs;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * The parts of what an order costs: total = subtotal + shipping - discount (+ tax where prices exclude it).
 *
 * @param taxMinor on top of the prices; 0 where they include it
 * @param taxIncludedMinor contained in the prices; 0 where they exclude it
 * @param taxes by rate, in the order of the first line of each; empty for a shop without tax rules
 */
public record Costs(
        long subtotalMinor,
        long shippingMinor,
        long taxMinor,
        long taxIncludedMinor,
        long discountMinor,
        List<TaxPart> taxes) {

    /** Amounts stay below it (INTERFACE 1). */
    private static final long BEYOND = 1L << 53;

    public Costs {
        taxes = List.copyOf(taxes);
    }

    /**
     * What the items cost. Discount and shipping are spread over the rates by what their lines cost, by largest remainder.
     * What is reckoned here and changes the total (a rate off, tax on top) is rounded half up to the currency's step, so
     * that prices which a card can pay make a total that it can pay. Tax that the prices contain changes no total.
     *
     * @param items the order's lines, in their order
     * @param currency of all amounts
     * @param country where it goes: the address's, or the shop's for an order without one
     * @param discount one that may be used; null for none
     * @throws IllegalArgumentException when the total is 2^53 or more
     */
    public static Costs of(
            CostRules rules, List<Item> items, CardCurrency currency, String country, Discount discount) {
        Map<Integer, Long> byRate = new LinkedHashMap<>();
        long subtotal = 0;
        for (Item item : items) {
            long line = bounded(times(item.unitPriceMinor(), item.quantity()));
            subtotal = bounded(subtotal + line);
            byRate.merge(rules.ratePpm(item.taxClass(), country), line, Long::sum);
        }
        boolean goods = items.stream().anyMatch(Item::goods);
        long goodsSubtotal = subtotal;
        long shipping = goods
                ? rules.shippingTo(country).map(rule -> rule.fee(goodsSubtotal)).orElse(0L)
                : 0;
        long off = discount == null ? 0 : discount.off(subtotal, currency.step());
        List<TaxPart> taxes = rules.tax().isEmpty()
                ? List.of()
                : taxes(byRate, bounded(shipping), off, currency.step(), rules.pricesIncludeTax());
        long tax = taxes.stream().mapToLong(TaxPart::taxMinor).sum();
        Costs costs = rules.pricesIncludeTax()
                ? new Costs(subtotal, shipping, 0, tax, off, taxes)
                : new Costs(subtotal, shipping, tax, 0, off, taxes);
        bounded(costs.totalMinor());
        return costs;
    }

    /** What is to be paid. */
    public long totalMinor() {
        return subtotalMinor + shippingMinor + taxMinor - discountMinor;
    }

    private static List<TaxPart> taxes(
            Map<Integer, Long> byRate, long shipping, long off, long step, boolean included) {
        int[] rates = byRate.keySet().stream().mapToInt(Integer::intValue).toArray();
        long[] lines = byRate.values().stream().mapToLong(Long::longValue).toArray();
        long[] shippings = Shares.spread(shipping, lines, step);
        long[] offs = Shares.spread(off, lines, step);
        return IntStream.range(0, rates.length)
                .mapToObj(i -> {
                    long amount = lines[i] + shippings[i] - offs[i];
                    return included ? TaxPart.ofGross(rates[i], amount) : TaxPart.ofNet(rates[i], amount, step);
                })
                .toList();
    }

    private static long times(long price, int quantity) {
        return Math.multiplyHigh(price, quantity) == 0 ? price * quantity : BEYOND;
    }

    private static long bounded(long amount) {
        if (amount < 0 || amount >= BEYOND) {
            throw new IllegalArgumentException("An amount of an order must be below 2^53");
        }
        return amount;
    }
}
