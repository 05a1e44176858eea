package io.tresen.proof.invariants;

import io.tresen.contracts.Topics;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.apache.avro.generic.GenericRecord;

/**
 * I4 of catalog-service: what an order shipped and rendered is claimed of its reservation, what came back and can be sold again is
 * restocked, and nothing else is; by the rules of catalog-service's StockRules. Goods are claimed by OrderShipped, services by
 * OrderDelivered; only a line that was counted when it was reserved moves stock by that. A return moves it where the product is
 * counted then, however it was when it was ordered, and no book says how that was: so a return without a movement is wrong only of a
 * line that was counted, whose product is counted now and was never told as not counted by what catalog.availability still holds.
 */
final class StockClaims {

    private static final String LINES =
            """
            select r.order_id, r.product_id, r.kind, r.counted, r.claimed, r.restocked, coalesce(s.counted, false) as counted_now
            from reservation r left join stock s using (business_id, product_id)""";

    private static final String MOVEMENTS =
            """
            select order_id, product_id, event_id, kind, on_hand_change, reserved_change from stock_movement
            where order_id is not null and kind in ('claimed', 'restocked')""";

    /** A product of an order, or of an event. */
    private record Place(String id, String product) {}

    private final Map<Place, Map<String, Object>> lines = new LinkedHashMap<>();
    private final Map<Place, Map<String, Object>> movements = new LinkedHashMap<>();
    private final Map<Place, Integer> claimed = new HashMap<>();
    private final Map<Place, Integer> restocked = new HashMap<>();
    private final Set<String> uncounted = new HashSet<>();
    private final List<String> found = new ArrayList<>();

    private StockClaims() {}

    static List<String> wrong(Evidence evidence) {
        return new StockClaims().compare(evidence);
    }

    private List<String> compare(Evidence evidence) {
        evidence.books().rows("catalog", LINES).forEach(row -> lines.put(place(row, "order_id"), row));
        evidence.books().rows("catalog", MOVEMENTS).forEach(row -> movements.put(place(row, "event_id"), row));
        evidence.first(Topics.CATALOG_AVAILABILITY)
                .filter(fact -> fact.value() == null || fact.value().get("available") == null)
                .forEach(fact -> uncounted.add(fact.key()));
        evidence.first(Topics.ORDER_ORDER).forEach(this::happened);
        lines.forEach((place, row) -> {
            ends(place, "shipped or rendered", claimed, row.get("claimed"), "claimed");
            ends(place, "back to sell again", restocked, row.get("restocked"), "restocked");
        });
        Map<UUID, Fact> orders = evidence.byId(Topics.ORDER_ORDER);
        movements.values().stream()
                .filter(row -> orders.containsKey((UUID) row.get("event_id"))) // of others StockEffects tells
                .forEach(row -> found.add("stock was moved and nobody told of it: " + row));
        return found;
    }

    private static Place place(Map<String, Object> row, String id) {
        return new Place(String.valueOf(row.get(id)), row.get("product_id").toString());
    }

    private void happened(Fact fact) {
        switch (fact.type()) {
            case "OrderShipped" -> units(fact).forEach(line -> claim(fact, line));
            case "OrderDelivered" ->
                units(fact).stream()
                        .filter(line -> "service".equals(lineOf(fact, line).get("kind")))
                        .forEach(line -> claim(fact, line));
            case "OrderReturned" -> {
                if ((Boolean) fact.value().get("restock")) {
                    units(fact).forEach(line -> restock(fact, line));
                }
            }
            default -> {
                // claims nothing
            }
        }
    }

    private void claim(Fact fact, GenericRecord line) {
        int units = (Integer) line.get("quantity");
        claimed.merge(place(fact.key(), line), units, Integer::sum);
        Map<String, Object> row = lineOf(fact, line);
        boolean counted = Boolean.TRUE.equals(row.get("counted"));
        String moved = moved(fact, line);
        if (!row.isEmpty() && !moved.equals(counted ? "claimed " + -units + ", " + -units : "nothing")) {
            moved(fact, line, units, moved);
        }
    }

    private void restock(Fact fact, GenericRecord line) {
        int units = (Integer) line.get("quantity");
        restocked.merge(place(fact.key(), line), units, Integer::sum);
        Map<String, Object> row = lineOf(fact, line);
        boolean counted = Boolean.TRUE.equals(row.get("counted"))
                && row.get("counted_now").equals(true)
                && !uncounted.contains(line.get("product_id").toString());
        String moved = moved(fact, line);
        if (!row.isEmpty() && !moved.equals("restocked " + units + ", 0") && (counted || !moved.equals("nothing"))) {
            moved(fact, line, units, moved);
        }
    }

    private void moved(Fact fact, GenericRecord line, int units, String moved) {
        found.add("order " + fact.key() + " told " + fact.type() + " of " + units + " of product "
                + line.get("product_id") + " and moved " + moved);
    }

    /** What an event did to a product's on_hand and reserved; it is asked once. */
    private String moved(Fact fact, GenericRecord line) {
        Map<String, Object> row = movements.remove(place(fact.id().toString(), line));
        return row == null
                ? "nothing"
                : row.get("kind") + " " + row.get("on_hand_change") + ", " + row.get("reserved_change");
    }

    /** Its line in the reservation; empty where it has none, which StockEffects tells. */
    private Map<String, Object> lineOf(Fact fact, GenericRecord line) {
        return lines.getOrDefault(place(fact.key(), line), Map.of());
    }

    private void ends(Place place, String what, Map<Place, Integer> units, Object has, String how) {
        int told = units.getOrDefault(place, 0);
        if (!has.equals(told)) {
            found.add("order " + place.id() + " told " + told + " of product " + place.product() + " as " + what
                    + ", and " + has + " are " + how);
        }
    }

    private static Place place(String id, GenericRecord line) {
        return new Place(id, line.get("product_id").toString());
    }

    @SuppressWarnings("unchecked")
    private static Collection<GenericRecord> units(Fact fact) {
        return (Collection<GenericRecord>) fact.value().get("lines");
    }
}
