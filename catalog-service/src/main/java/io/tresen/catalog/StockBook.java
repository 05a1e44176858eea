package io.tresen.catalog;

import io.tresen.messaging.event.RecordFault;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * The locked shelves and reservations of a batch, as they become while its orders are decided one after another in memory,
 * and what has to be written afterwards. Not thread-safe; lives for one transaction.
 */
public final class StockBook {

    private final Map<ProductKey, Shelf> before;
    private final Map<ProductKey, Shelf> shelves;
    private final Map<UUID, List<ReservedLine>> stored;
    private final Map<UUID, List<ReservedLine>> lines;
    private final List<Movement> movements = new ArrayList<>();

    /**
     * @param shelves every product that the batch can touch; what is missing is not known
     * @param lines the reservations of every order of the batch that has one
     */
    public StockBook(Map<ProductKey, Shelf> shelves, Map<UUID, List<ReservedLine>> lines) {
        this.before = Map.copyOf(shelves);
        this.shelves = new LinkedHashMap<>(shelves);
        this.stored = Map.copyOf(lines);
        this.lines = new HashMap<>(lines);
    }

    /** The shelf of a product that can be had; empty when it is not known or removed. */
    Optional<Shelf> offered(UUID businessId, UUID productId) {
        return Optional.ofNullable(shelves.get(new ProductKey(businessId, productId)))
                .filter(shelf -> !shelf.removed());
    }

    /** The lines of an order; none when nothing was ever held for it. */
    List<ReservedLine> linesOf(StockCommand command) {
        List<ReservedLine> found = lines.getOrDefault(command.orderId(), List.of());
        if (found.stream().anyMatch(line -> !line.businessId().equals(command.businessId()))) {
            throw new RecordFault("violated-rule", "the order was reserved by another business");
        }
        return found;
    }

    void keep(UUID orderId, List<ReservedLine> newLines) {
        lines.put(orderId, List.copyOf(newLines));
    }

    /** Keeps changed lines; an order that never had a reservation gets none by this. */
    void keepIfKnown(StockCommand command, List<ReservedLine> newLines) {
        if (!newLines.isEmpty()) {
            keep(command.orderId(), newLines);
        }
    }

    /** Changes a shelf that is there and notes the movement. */
    void move(ReservedLine line, String kind, UUID eventId, java.util.function.UnaryOperator<Shelf> change) {
        ProductKey key = new ProductKey(line.businessId(), line.productId());
        Shelf had = shelves.get(key);
        Shelf has = change.apply(had);
        shelves.put(key, has);
        Movement plain = Movement.between(key, kind, had, has, null);
        movements.add(new Movement(
                key, kind, plain.onHandChange(), plain.reservedChange(), line.orderId(), eventId, null, null));
    }

    Optional<Shelf> shelf(ReservedLine line) {
        return Optional.ofNullable(shelves.get(new ProductKey(line.businessId(), line.productId())));
    }

    /** What moved, in order. */
    public List<Movement> movements() {
        return Collections.unmodifiableList(movements);
    }

    /** The changed shelves; one whose availability differs has the next availability version. */
    public Map<ProductKey, Shelf> changedShelves() {
        Map<ProductKey, Shelf> changed = new LinkedHashMap<>();
        shelves.forEach((key, shelf) -> {
            if (!shelf.equals(before.get(key))) {
                boolean moved =
                        AvailabilityChange.between(before.get(key), shelf).isPresent();
                changed.put(key, moved ? shelf.nextAvailability() : shelf);
            }
        });
        return changed;
    }

    /** The shelf as it was before the batch. */
    public Shelf before(ProductKey key) {
        return before.get(key);
    }

    /** Lines that were not there before. */
    public List<ReservedLine> newLines() {
        return differing(false);
    }

    /** Lines that were there and have changed. */
    public List<ReservedLine> changedLines() {
        return differing(true);
    }

    private List<ReservedLine> differing(boolean known) {
        List<ReservedLine> found = new ArrayList<>();
        lines.forEach((order, now) -> {
            List<ReservedLine> then = stored.get(order);
            if (known == (then != null)) {
                now.stream()
                        .filter(line -> then == null || !then.contains(line))
                        .forEach(found::add);
            }
        });
        return found;
    }
}
