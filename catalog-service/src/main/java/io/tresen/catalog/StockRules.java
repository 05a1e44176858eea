package io.tresen.catalog;

import io.tresen.messaging.event.RecordFault;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Decides what an order gets (DESIGN 5 and 6): pure, one order after another on a {@link StockBook}. */
public final class StockRules {

    private StockRules() {}

    /**
     * Carries a command out on the book.
     *
     * @param eventId the event that brought it, kept with its effects
     * @param now business time
     * @return the answer; empty for a named duplicate and for what needs none
     * @throws RecordFault when the order can't be in that state
     */
    public static Optional<CatalogEvent.StockAnswer> decide(
            StockBook book, StockCommand command, UUID eventId, Instant now) {
        if (command instanceof StockCommand.Reserve reserve) {
            return reserve(book, reserve, eventId, now);
        } else if (command instanceof StockCommand.Release release) {
            return release(book, release, eventId, now);
        } else if (command instanceof StockCommand.Ship ship) {
            return Optional.of(ship(book, ship, eventId, now));
        } else if (command instanceof StockCommand.Deliver deliver) {
            return deliver(book, deliver, eventId, now);
        } else if (command instanceof StockCommand.Restock restock) {
            return Optional.of(restock(book, restock, eventId, now));
        }
        book.keepIfKnown(
                command,
                book.linesOf(command).stream().map(ReservedLine::confirm).toList());
        return Optional.empty();
    }

    /** All or nothing. A repeat for an order that has a reservation is the duplicate "already reserved". */
    private static Optional<CatalogEvent.StockAnswer> reserve(
            StockBook book, StockCommand.Reserve order, UUID eventId, Instant now) {
        if (!book.linesOf(order).isEmpty()) {
            return Optional.empty();
        }
        checkLines(order.lines());
        List<CatalogEvent.ShortUnits> unknown = new ArrayList<>();
        List<CatalogEvent.ShortUnits> sold = new ArrayList<>();
        List<ReservedLine> held = new ArrayList<>();
        for (LineUnits line : order.lines()) {
            Optional<Shelf> shelf = book.offered(order.businessId(), line.productId());
            if (shelf.isEmpty()) {
                unknown.add(shortage(line, null));
            } else if (!shelf.get().has(line.quantity())) {
                sold.add(shortage(line, shelf.get().available()));
            } else {
                held.add(line(order, held.size() + 1, line, shelf.get().counted(), eventId, now));
            }
        }
        if (held.size() < order.lines().size()) {
            String code = unknown.isEmpty() ? "sold-out" : "unknown-product";
            List<CatalogEvent.ShortUnits> at = unknown.isEmpty() ? sold : unknown;
            return Optional.of(new CatalogEvent.StockRejected(order.businessId(), order.orderId(), now, code, at));
        }
        held.stream()
                .filter(ReservedLine::counted)
                .forEach(line -> book.move(line, "reserved", eventId, shelf -> shelf.reserve(line.quantity())));
        book.keep(order.orderId(), held);
        return Optional.of(
                new CatalogEvent.StockReserved(order.businessId(), order.orderId(), now, List.copyOf(order.lines())));
    }

    /** Frees what is still held; nothing held is the duplicate "already released", answered only where it is waited for. */
    private static Optional<CatalogEvent.StockAnswer> release(
            StockBook book, StockCommand.Release order, UUID eventId, Instant now) {
        List<LineUnits> freed = new ArrayList<>();
        List<ReservedLine> after = new ArrayList<>();
        for (ReservedLine line : book.linesOf(order)) {
            if (line.held() > 0) {
                freed.add(line.units(line.held()));
                if (line.counted()) {
                    book.move(line, "released", eventId, shelf -> shelf.release(line.held()));
                }
            }
            after.add(line.released());
        }
        book.keepIfKnown(order, after);
        return freed.isEmpty() && !order.answerAlways()
                ? Optional.empty()
                : Optional.of(new CatalogEvent.StockReleased(order.businessId(), order.orderId(), now, freed));
    }

    private static CatalogEvent.StockClaimed ship(StockBook book, StockCommand.Ship order, UUID eventId, Instant now) {
        return claim(book, order, order.shipmentId(), order.lines(), eventId, now);
    }

    /** Goods were claimed when they were shipped; a service leaves the stock when it is delivered. */
    private static Optional<CatalogEvent.StockAnswer> deliver(
            StockBook book, StockCommand.Deliver order, UUID eventId, Instant now) {
        List<ReservedLine> known = book.linesOf(order);
        List<LineUnits> services = order.lines().stream()
                .filter(line -> find(known, line).kind() == ProductKind.SERVICE)
                .toList();
        return services.isEmpty() ? Optional.empty() : Optional.of(claim(book, order, null, services, eventId, now));
    }

    private static CatalogEvent.StockClaimed claim(
            StockBook book, StockCommand order, UUID shipmentId, List<LineUnits> units, UUID eventId, Instant now) {
        List<LineUnits> claimed = each(book, order, units, (line, quantity) -> {
            ReservedLine after = line.claim(quantity);
            if (line.counted()) {
                book.move(line, "claimed", eventId, shelf -> shelf.claim(quantity));
            }
            return after;
        });
        return new CatalogEvent.StockClaimed(order.businessId(), order.orderId(), now, shipmentId, claimed);
    }

    /** Counts what came back where the product is counted now, however it was when it was ordered. */
    private static CatalogEvent.StockRestocked restock(
            StockBook book, StockCommand.Restock order, UUID eventId, Instant now) {
        List<LineUnits> back = each(book, order, order.lines(), (line, quantity) -> {
            ReservedLine after = line.restock(quantity);
            if (book.shelf(line).filter(Shelf::counted).isPresent()) {
                book.move(line, "restocked", eventId, shelf -> shelf.restock(quantity));
            }
            return after;
        });
        return new CatalogEvent.StockRestocked(order.businessId(), order.orderId(), now, order.returnId(), back);
    }

    private interface Step {
        ReservedLine take(ReservedLine line, int quantity);
    }

    private static List<LineUnits> each(StockBook book, StockCommand order, List<LineUnits> units, Step step) {
        checkLines(units);
        List<ReservedLine> after = new ArrayList<>(book.linesOf(order));
        List<LineUnits> done = new ArrayList<>();
        for (LineUnits wanted : units) {
            ReservedLine line = find(after, wanted);
            after.set(after.indexOf(line), step.take(line, wanted.quantity()));
            done.add(line.units(wanted.quantity()));
        }
        book.keep(order.orderId(), after);
        return done;
    }

    private static ReservedLine find(List<ReservedLine> lines, LineUnits wanted) {
        return lines.stream()
                .filter(line -> line.productId().equals(wanted.productId()))
                .findFirst()
                .orElseThrow(() -> new RecordFault("impossible-transition", "no line of this product was reserved"));
    }

    private static void checkLines(List<LineUnits> lines) {
        long products = lines.stream().map(LineUnits::productId).distinct().count();
        if (lines.isEmpty() || products < lines.size() || lines.stream().anyMatch(line -> line.quantity() < 1)) {
            throw new RecordFault("violated-rule", "lines must name each product once with at least one unit");
        }
    }

    private static ReservedLine line(
            StockCommand.Reserve order, int no, LineUnits line, boolean counted, UUID eventId, Instant now) {
        return new ReservedLine(
                order.businessId(),
                order.orderId(),
                no,
                line.productId(),
                line.retailerId(),
                line.kind(),
                line.quantity(),
                counted,
                line.quantity(),
                0,
                0,
                false,
                eventId,
                now);
    }

    private static CatalogEvent.ShortUnits shortage(LineUnits line, Long available) {
        return new CatalogEvent.ShortUnits(line.productId(), line.retailerId(), line.quantity(), available);
    }
}
