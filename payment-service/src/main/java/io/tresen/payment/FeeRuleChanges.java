package io.tresen.payment;

import io.tresen.messaging.Money;
import io.tresen.messaging.event.RecordFault;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** What may become of fee rules: a new one begins now or later, a known one ends; nothing that is over changes. Pure. */
final class FeeRuleChanges {

    private static final String NAME = "[a-z0-9-]{1,60}";
    private static final long MOST = (1L << 53) - 1;

    private FeeRuleChanges() {}

    /**
     * The rules to store.
     *
     * @param known all that were ever put
     * @param wanted without {@code validFrom}: from now on, or where it is known as it is; without {@code validTo}: as it is
     * @throws RecordFault naming the rule and what is wrong with it; then none is stored
     */
    static List<FeeRule> decide(List<FeeRule> known, List<FeeRule> wanted, Instant now) {
        Map<String, FeeRule> byName = new HashMap<>();
        known.forEach(rule -> byName.put(rule.name(), rule));
        List<FeeRule> changed = new ArrayList<>();
        List<String> seen = new ArrayList<>();
        for (FeeRule rule : wanted) {
            check(rule, rule.name() != null && rule.name().matches(NAME), "a name is of a-z, 0-9 and -, at most 60");
            check(rule, !seen.contains(rule.name()), "stands there twice");
            seen.add(rule.name());
            FeeRule before = byName.get(rule.name());
            FeeRule next = before == null ? begun(rule, now) : ended(before, rule, now);
            check(rule, byName.values().stream().noneMatch(other -> collides(other, next)), "begins with another");
            if (!next.equals(before)) {
                byName.put(next.name(), next);
                changed.add(next);
            }
        }
        return changed;
    }

    private static FeeRule begun(FeeRule rule, Instant now) {
        check(rule, rule.ratePpm() >= 0 && rule.ratePpm() <= FeeRule.WHOLE_PPM, "rate_ppm is from 0 to 1000000");
        check(rule, isAmount(rule.fixedMinor()), "fixed_minor is from 0 to " + MOST);
        check(rule, isAmount(rule.minimumMinor()), "minimum_minor is from 0 to " + MOST);
        boolean plain = rule.fixedMinor() == 0 && rule.minimumMinor() == 0;
        check(rule, rule.currency() != null || plain, "a fixed sum or a minimum needs a currency");
        check(rule, rule.currency() == null || isCurrency(rule.currency()), "currency is an ISO 4217 code");
        Instant from = rule.validFrom() == null ? now : rule.validFrom();
        check(rule, !from.isBefore(now), "begins in the past, where others were in force");
        check(rule, rule.validTo() == null || !rule.validTo().isBefore(from), "ends before it begins");
        return new FeeRule(
                rule.name(),
                rule.businessId(),
                rule.method(),
                rule.currency(),
                rule.ratePpm(),
                rule.fixedMinor(),
                rule.minimumMinor(),
                from,
                rule.validTo());
    }

    private static FeeRule ended(FeeRule before, FeeRule rule, Instant now) {
        Instant from = rule.validFrom() == null ? before.validFrom() : rule.validFrom();
        FeeRule same = new FeeRule(
                rule.name(),
                rule.businessId(),
                rule.method(),
                rule.currency(),
                rule.ratePpm(),
                rule.fixedMinor(),
                rule.minimumMinor(),
                from,
                before.validTo());
        check(rule, same.equals(before), "is published; end it and let another follow");
        Instant end = rule.validTo();
        if (end == null || Objects.equals(end, before.validTo())) {
            return before;
        }
        boolean over = before.validTo() != null && !before.validTo().isAfter(now);
        check(rule, !over && !end.isBefore(now) && !end.isBefore(before.validFrom()), "its end would change the past");
        return before.ending(end);
    }

    private static boolean collides(FeeRule other, FeeRule next) {
        return !other.name().equals(next.name())
                && Objects.equals(other.businessId(), next.businessId())
                && other.method() == next.method()
                && Objects.equals(other.currency(), next.currency())
                && other.validFrom().equals(next.validFrom());
    }

    private static boolean isAmount(long minor) {
        return minor >= 0 && minor <= MOST;
    }

    private static boolean isCurrency(String code) {
        try {
            return new Money(0, code).currency().equals(code);
        } catch (IllegalArgumentException unknown) {
            return false;
        }
    }

    private static void check(FeeRule rule, boolean holds, String otherwise) {
        if (!holds) {
            throw new RecordFault("bad-fee-rule", rule.name() + ": " + otherwise);
        }
    }
}
