package io.tresen.order.kafka;

import io.tresen.contracts.Topics;
import io.tresen.contracts.common.v1.Money;
import io.tresen.contracts.common.v1.ShippingRule;
import io.tresen.contracts.common.v1.TaxRule;
import io.tresen.contracts.order.v1.DiscountChanged;
import io.tresen.contracts.order.v1.RulesChanged;
import io.tresen.costs.CostRules;
import io.tresen.costs.Discount;
import io.tresen.messaging.Ids;
import io.tresen.messaging.db.Tx;
import io.tresen.messaging.event.Event;
import io.tresen.messaging.event.Outgoing;
import io.tresen.messaging.outbox.Outbox;
import io.tresen.order.DiscountCode;
import io.tresen.order.RuleEvents;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** Puts what shops ask for into the outbox, as the records of order.rules and order.discount. */
@ApplicationScoped
public class PublicRules implements RuleEvents {

    private final Outbox outbox;

    PublicRules(Outbox outbox) {
        this.outbox = outbox;
    }

    @Override
    public void rulesChanged(Tx tx, UUID businessId, String currency, CostRules rules, Instant at) {
        RulesChanged record = RulesChanged.newBuilder()
                .setBusinessId(businessId)
                .setVersion(rules.version())
                .setCurrency(currency)
                .setShipping(rules.shipping().stream()
                        .map(it -> ShippingRule.newBuilder()
                                .setCountries(sorted(it.countries()))
                                .setFeeMinor(it.feeMinor())
                                .setFreeFromMinor(it.freeFromMinor())
                                .build())
                        .toList())
                .setTax(rules.tax().stream()
                        .map(it -> TaxRule.newBuilder()
                                .setTaxClass(it.taxClass())
                                .setCountries(sorted(it.countries()))
                                .setRatePpm(it.ratePpm())
                                .build())
                        .toList())
                .setPricesIncludeTax(rules.pricesIncludeTax())
                .setOccurredAt(at)
                .build();
        outbox.add(tx, List.of(Outgoing.of(Topics.ORDER_RULES, businessId, businessId, record)));
    }

    @Override
    public void discountChanged(Tx tx, UUID businessId, DiscountCode code, Instant at, Event cause) {
        Discount discount = code.discount();
        DiscountChanged record = DiscountChanged.newBuilder()
                .setDiscountId(id(businessId, code.code()))
                .setBusinessId(businessId)
                .setCode(code.code())
                .setAmount(discount.amountMinor() == null ? null : new Money(discount.amountMinor(), code.currency()))
                .setRatePpm(discount.ratePpm())
                .setValidFrom(discount.from())
                .setValidTo(discount.to())
                .setMinSubtotalMinor(discount.minSubtotalMinor())
                .setUsedUp(code.isUsedUp())
                .setVersion(code.version())
                .setOccurredAt(at)
                .build();
        Outgoing outgoing = Outgoing.of(Topics.ORDER_DISCOUNT, record.getDiscountId(), businessId, record);
        outbox.add(tx, List.of(cause == null ? outgoing : outgoing.causedBy(cause)));
    }

    @Override
    public void discountRemoved(Tx tx, UUID businessId, String code, long version) {
        outbox.add(
                tx,
                List.of(Outgoing.tombstone(
                        Topics.ORDER_DISCOUNT, id(businessId, code), businessId, "DiscountRemoved", version)));
    }

    private static UUID id(UUID businessId, String code) {
        return Ids.v5(businessId, "discount:" + code);
    }

    private static List<String> sorted(Set<String> countries) {
        return countries.stream().sorted().toList();
    }
}
