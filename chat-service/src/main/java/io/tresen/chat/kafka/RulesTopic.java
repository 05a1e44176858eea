package io.tresen.chat.kafka;

import io.smallrye.reactive.messaging.annotations.Blocking;
import io.tresen.chat.ShopRules;
import io.tresen.contracts.Topics;
import io.tresen.contracts.order.v1.RulesChanged;
import io.tresen.costs.CostRules;
import io.tresen.costs.ShippingRule;
import io.tresen.costs.TaxRule;
import io.tresen.messaging.inbox.Consumers;
import io.tresen.messaging.inbox.EventCopy;
import io.tresen.messaging.inbox.EventThreads;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** The copy of shops' rules, by which carts are shown. */
@ApplicationScoped
public class RulesTopic {

    private final EventCopy copy;

    RulesTopic(Consumers consumers, ShopRules rules) {
        copy = consumers
                .copy("chat.rules", Topics.ORDER_RULES, "cost_rules_copy")
                .on(
                        RulesChanged.class,
                        (tx, event, it) -> rules.put(tx, event.sequence(), it.getBusinessId(), rules(it)))
                .open();
    }

    @Incoming("rules-copy")
    @Blocking(EventThreads.POOL)
    public void consume(ConsumerRecords<byte[], byte[]> records) {
        copy.consume(records);
    }

    private static CostRules rules(RulesChanged it) {
        return new CostRules(
                it.getVersion(),
                it.getShipping().stream()
                        .map(rule -> new ShippingRule(
                                Set.copyOf(rule.getCountries()), rule.getFeeMinor(), rule.getFreeFromMinor()))
                        .toList(),
                it.getTax().stream()
                        .map(rule ->
                                new TaxRule(rule.getTaxClass(), Set.copyOf(rule.getCountries()), rule.getRatePpm()))
                        .toList(),
                it.getPricesIncludeTax());
    }
}
