package io.tresen.order;

import io.tresen.costs.CostRules;
import io.tresen.costs.ShippingRule;
import io.tresen.costs.TaxRule;
import io.tresen.messaging.db.Asked;
import io.tresen.messaging.db.Tx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What shops ask for beside their prices. */
@ApplicationScoped
public class ShopRules {

    private final RuleEvents events;

    ShopRules(RuleEvents events) {
        this.events = events;
    }

    /** The rules that hold now; {@link CostRules#NONE} for a shop that has set none. */
    public CostRules find(Tx tx, UUID businessId) {
        return ask(tx, businessId).get();
    }

    /** As {@link #find}, sent and not waited for yet. */
    public Supplier<CostRules> ask(Tx tx, UUID businessId) {
        Asked asked = tx.ask("select * from cost_rules where business_id = $1", businessId);
        return () -> asked.one().map(ShopRules::rules).orElse(CostRules.NONE);
    }

    /** Sets them, whatever their version says, and tells it. @return with their new version */
    public CostRules put(Tx tx, UUID businessId, String currency, CostRules rules, Instant at) {
        Row row = tx.one(
                        """
                        insert into cost_rules as r (business_id, version, shipping, tax, prices_include_tax)
                        values ($1, 1, $2, $3, $4)
                        on conflict (business_id) do update set version = r.version + 1, shipping = excluded.shipping,
                          tax = excluded.tax, prices_include_tax = excluded.prices_include_tax
                        returning *""",
                        businessId,
                        array(rules.shipping(), ShopRules::json),
                        array(rules.tax(), ShopRules::json),
                        rules.pricesIncludeTax())
                .orElseThrow();
        CostRules put = rules(row);
        events.rulesChanged(tx, businessId, currency, put, at);
        return put;
    }

    private static CostRules rules(Row row) {
        return new CostRules(
                row.getLong("version"),
                list(row.getJsonArray("shipping"), ShopRules::shipping),
                list(row.getJsonArray("tax"), ShopRules::tax),
                row.getBoolean("prices_include_tax"));
    }

    private static JsonObject json(ShippingRule rule) {
        return new JsonObject()
                .put("countries", array(rule.countries()))
                .put("fee_minor", rule.feeMinor())
                .put("free_from_minor", rule.freeFromMinor());
    }

    private static ShippingRule shipping(JsonObject json) {
        return new ShippingRule(
                countries(json.getJsonArray("countries")), json.getLong("fee_minor"), json.getLong("free_from_minor"));
    }

    private static JsonObject json(TaxRule rule) {
        return new JsonObject()
                .put("tax_class", rule.taxClass())
                .put("countries", array(rule.countries()))
                .put("rate_ppm", rule.ratePpm());
    }

    private static TaxRule tax(JsonObject json) {
        return new TaxRule(
                json.getString("tax_class"), countries(json.getJsonArray("countries")), json.getInteger("rate_ppm"));
    }

    private static <T> JsonArray array(List<T> rules, Function<T, JsonObject> json) {
        return new JsonArray(rules.stream().map(json).toList());
    }

    private static JsonArray array(Collection<String> countries) {
        return new JsonArray(countries.stream().sorted().toList());
    }

    private static Set<String> countries(JsonArray json) {
        return json.stream().map(String.class::cast).collect(Collectors.toSet());
    }

    private static <T> List<T> list(JsonArray json, Function<JsonObject, T> read) {
        return IntStream.range(0, json.size())
                .mapToObj(json::getJsonObject)
                .map(read)
                .toList();
    }
}
