package io.tresen.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tresen.catalog.CatalogEvent.StockAnswer;
import io.tresen.messaging.event.RecordFault;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class StockRulesTest {

    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");

    private final UUID business = UUID.randomUUID();
    private final UUID order = UUID.randomUUID();
    private final Map<ProductKey, Shelf> shelves = new HashMap<>();
    private StockBook book;

    @Test
    void reservedIsWhatTheOrderAskedFor() {
        shelf("tea", 5);
        assertEquals("StockReserved", reserve(order, line("tea", 3)));
        assertEquals(3, now("tea").reserved());
        assertEquals(5, now("tea").onHand());
    }

    @Test
    void oneShortLineRejectsTheWholeOrderAndIsNamed() {
        shelf("tea", 5);
        shelf("pot", 0);
        StockAnswer answer = ask(new StockCommand.Reserve(business, order, List.of(line("tea", 1), line("pot", 1))))
                .orElseThrow();
        CatalogEvent.StockRejected rejected = (CatalogEvent.StockRejected) answer;
        assertEquals("sold-out", rejected.code());
        assertEquals(
                List.of("pot"),
                rejected.lines().stream()
                        .map(CatalogEvent.ShortUnits::retailerId)
                        .toList());
        assertEquals(0, now("tea").reserved());
        assertTrue(book.movements().isEmpty());
        assertTrue(book.newLines().isEmpty());
    }

    @Test
    void anUnknownOrRemovedProductOutweighsASoldOutOne() {
        shelf("pot", 0);
        shelves.put(key("gone"), new Shelf(5, 0, true, true, 0, null));
        CatalogEvent.StockRejected rejected = (CatalogEvent.StockRejected)
                ask(new StockCommand.Reserve(business, order, List.of(line("pot", 1), line("gone", 1), line("no", 1))))
                        .orElseThrow();
        assertEquals("unknown-product", rejected.code());
        assertEquals(2, rejected.lines().size());
    }

    @Test
    void anUncountedProductCanAlwaysBeHadAndMovesNothing() {
        shelves.put(key("air"), Shelf.NEW);
        assertEquals("StockReserved", reserve(order, line("air", 9_999)));
        assertEquals("StockClaimed", ship(order, line("air", 9_999)));
        assertEquals(Shelf.NEW, now("air"));
        assertTrue(book.movements().isEmpty());
    }

    @Test
    void thePlaceInTheBatchDecidesWhoGetsTheLastOne() {
        shelf("last", 1);
        assertEquals("StockReserved", reserve(UUID.randomUUID(), line("last", 1)));
        assertEquals("StockRejected", reserve(UUID.randomUUID(), line("last", 1)));
    }

    @Test
    void whatOneOrderOfTheBatchFreesTheNextCanHave() {
        shelf("last", 1);
        reserve(order, line("last", 1));
        assertEquals("StockReleased", release(order, false));
        assertEquals("StockReserved", reserve(UUID.randomUUID(), line("last", 1)));
    }

    @Test
    void aSecondReleaseIsADuplicateButIsAnsweredWhereTheOrderWaits() {
        shelf("tea", 5);
        reserve(order, line("tea", 2));
        assertEquals("StockReleased", release(order, true));
        assertEquals("nothing", release(order, false));
        assertEquals("StockReleased", release(order, true));
        assertEquals(0, now("tea").reserved());
        assertEquals("nothing", release(UUID.randomUUID(), false));
    }

    @Test
    void aRepeatedReservationIsADuplicate() {
        shelf("tea", 5);
        reserve(order, line("tea", 2));
        assertEquals("nothing", reserve(order, line("tea", 2)));
        assertEquals(2, now("tea").reserved());
    }

    @Test
    void shippingTakesOnHandAndReservedAndLeavesTheRestHeld() {
        shelf("tea", 5);
        reserve(order, line("tea", 3));
        assertEquals("StockClaimed", ship(order, line("tea", 1)));
        assertEquals(4, now("tea").onHand());
        assertEquals(2, now("tea").reserved());
        assertEquals("StockReleased", release(order, false));
        assertEquals(0, now("tea").reserved());
        assertThrows(RecordFault.class, () -> ship(order, line("tea", 1)));
    }

    @Test
    void moreThanIsHeldCanNotBeShippedNorMoreThanWasShippedReturned() {
        shelf("tea", 5);
        reserve(order, line("tea", 2));
        assertThrows(RecordFault.class, () -> ship(order, line("tea", 3)));
        assertThrows(RecordFault.class, () -> ship(order, line("pot", 1)));
        assertThrows(RecordFault.class, () -> ship(UUID.randomUUID(), line("tea", 1)));
        ship(order, line("tea", 2));
        assertEquals("StockRestocked", restock(order, line("tea", 1)));
        assertEquals(4, now("tea").onHand());
        assertThrows(RecordFault.class, () -> restock(order, line("tea", 2)));
    }

    @Test
    void aDeliveryClaimsServicesOnly() {
        shelf("tea", 5);
        shelf("lesson", 5);
        LineUnits lesson = new LineUnits(product("lesson"), "lesson", ProductKind.SERVICE, 2);
        reserve(order, line("tea", 1), lesson);
        ship(order, line("tea", 1));
        assertEquals(
                "StockClaimed", type(ask(new StockCommand.Deliver(business, order, List.of(line("tea", 1), lesson)))));
        assertEquals(3, now("lesson").onHand());
        assertEquals(4, now("tea").onHand());
        assertEquals("nothing", type(ask(new StockCommand.Deliver(business, order, List.of(line("tea", 1))))));
    }

    @Test
    void aChangedAvailabilityHasTheNextVersionOncePerBatch() {
        shelf("tea", 5);
        reserve(UUID.randomUUID(), line("tea", 1));
        reserve(UUID.randomUUID(), line("tea", 1));
        assertEquals(1, book.changedShelves().get(key("tea")).availabilityVersion());
        release(order, true);
        assertFalse(book.changedShelves().containsKey(key("pot")));
    }

    @Test
    void whatComesBackWithinABatchIsNoChangeOfAvailability() {
        shelf("tea", 5);
        reserve(order, line("tea", 1));
        release(order, false);
        assertTrue(book.changedShelves().isEmpty());
        assertEquals(2, book.movements().size());
    }

    /** Any sequence of commands: shelves stay within bounds and equal the sums of their movements and of what is held. */
    @Test
    void sumsHoldWhateverHappens() {
        Random random = new Random(7);
        List<String> names = List.of("a", "b", "c");
        names.forEach(name -> shelf(name, 20));
        List<UUID> orders = new ArrayList<>();
        for (int i = 0; i < 3_000; i++) {
            UUID one = orders.isEmpty() || random.nextInt(3) == 0
                    ? UUID.randomUUID()
                    : orders.get(random.nextInt(orders.size()));
            List<String> some = new ArrayList<>(names);
            Collections.shuffle(some, random);
            LineUnits[] lines = some.subList(0, 1 + random.nextInt(2)).stream()
                    .map(name -> line(name, 1 + random.nextInt(3)))
                    .toArray(LineUnits[]::new);
            try {
                switch (random.nextInt(4)) {
                    case 0 -> reserve(one, lines);
                    case 1 -> release(one, random.nextBoolean());
                    case 2 -> ship(one, lines);
                    default -> restock(one, lines);
                }
            } catch (RecordFault impossible) {
                book = null; // the batch rolls back
                continue;
            }
            orders.add(one);
            commit();
            for (String name : names) {
                Shelf shelf = shelves.get(key(name));
                assertTrue(shelf.reserved() >= 0 && shelf.reserved() <= shelf.onHand());
                long held = stored.values().stream()
                        .flatMap(List::stream)
                        .filter(line -> line.retailerId().equals(name))
                        .mapToLong(ReservedLine::held)
                        .sum();
                assertEquals(held, shelf.reserved());
                assertEquals(20 + moved.getOrDefault(name, 0L), shelf.onHand());
            }
        }
        assertTrue(orders.size() > 100);
    }

    private final Map<UUID, List<ReservedLine>> stored = new HashMap<>();
    private final Map<String, Long> moved = new HashMap<>();

    private void commit() {
        shelves.putAll(book.changedShelves());
        book.newLines().forEach(line -> stored.computeIfAbsent(line.orderId(), o -> new ArrayList<>())
                .add(line));
        book.changedLines().forEach(line -> {
            List<ReservedLine> lines = stored.get(line.orderId());
            lines.replaceAll(old -> old.line() == line.line() ? line : old);
        });
        for (Movement move : book.movements()) {
            for (String name : List.of("a", "b", "c")) {
                if (move.product().equals(key(name))) {
                    moved.merge(name, move.onHandChange(), Long::sum);
                }
            }
        }
        book = null;
    }

    private void shelf(String name, long onHand) {
        shelves.put(key(name), new Shelf(onHand, 0, true, false, 0, null));
    }

    private Shelf now(String name) {
        return book.changedShelves().getOrDefault(key(name), shelves.get(key(name)));
    }

    private Optional<StockAnswer> ask(StockCommand command) {
        if (book == null) {
            book = new StockBook(shelves, stored);
        }
        return StockRules.decide(book, command, UUID.randomUUID(), NOW);
    }

    private static String type(Optional<StockAnswer> answer) {
        return answer.map(one -> one.getClass().getSimpleName()).orElse("nothing");
    }

    private String reserve(UUID id, LineUnits... lines) {
        return type(ask(new StockCommand.Reserve(business, id, List.of(lines))));
    }

    private String release(UUID id, boolean always) {
        return type(ask(new StockCommand.Release(business, id, always)));
    }

    private String ship(UUID id, LineUnits... lines) {
        return type(ask(new StockCommand.Ship(business, id, UUID.randomUUID(), List.of(lines))));
    }

    private String restock(UUID id, LineUnits... lines) {
        return type(ask(new StockCommand.Restock(business, id, UUID.randomUUID(), List.of(lines))));
    }

    private LineUnits line(String name, int quantity) {
        return new LineUnits(product(name), name, ProductKind.GOODS, quantity);
    }

    private UUID product(String name) {
        return RetailerId.productId(business, name);
    }

    private ProductKey key(String name) {
        return new ProductKey(business, product(name));
    }
}
