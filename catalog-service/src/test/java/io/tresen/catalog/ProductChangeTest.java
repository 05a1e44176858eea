package io.tresen.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tresen.messaging.RejectedException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ProductChangeTest {

    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
    private static final UUID BUSINESS = UUID.randomUUID();

    @Test
    void anEqualPutChangesNothing() {
        Product tea = product(new Shelf(5, 2, true, false, 3, null));
        ProductChange change = put(tea, new StockGiven(5L), false);
        assertEquals(PutResult.Outcome.UNCHANGED, change.outcome());
        assertFalse(change.changesProduct() || change.changesShelf());
        assertTrue(change.events(NOW).isEmpty());
    }

    @Test
    void countingAnewIsAnAvailabilityEventAndNoNewVersion() {
        ProductChange change = put(product(new Shelf(5, 2, true, false, 3, null)), new StockGiven(2L), false);
        assertEquals(List.of("AvailabilityMoved"), types(change));
        CatalogEvent.AvailabilityMoved event =
                (CatalogEvent.AvailabilityMoved) change.events(NOW).get(0);
        assertEquals(AvailabilityChange.SOLD_OUT, event.change());
        assertEquals(4, event.version());
        assertEquals(-3, change.stockMovement().onHandChange());
        assertEquals(1, change.after().version());
    }

    @Test
    void beginningOrEndingToCountIsBoth() {
        ProductChange begins = put(product(Shelf.NEW), new StockGiven(0L), false);
        assertEquals(List.of("ProductChanged", "AvailabilityMoved"), types(begins));
        ProductChange ends = put(product(new Shelf(0, 0, true, false, 1, null)), StockGiven.NOT_COUNTED, false);
        assertEquals(
                AvailabilityChange.BACK_IN_STOCK,
                ((CatalogEvent.AvailabilityMoved) ends.events(NOW).get(1)).change());
    }

    @Test
    void aFileTakesStockOnlyWhereItDiffersFromTheLastOne() {
        Product sold = product(new Shelf(7, 0, true, false, 1, LastFile.said(new StockGiven(10L))));
        assertEquals(
                PutResult.Outcome.UNCHANGED,
                put(sold, new StockGiven(10L), true).outcome());
        ProductChange newer = put(sold, new StockGiven(12L), true);
        assertEquals(12, newer.after().shelf().onHand());
        assertEquals(LastFile.said(new StockGiven(12L)), newer.after().shelf().imported());
        assertEquals(10, put(sold, new StockGiven(10L), false).after().shelf().onHand());
    }

    @Test
    void outOfStockLeavesWhatOrdersHold() {
        Shelf none = put(product(new Shelf(5, 2, true, false, 1, null)), StockWord.OUT_OF_STOCK, true)
                .after()
                .shelf();
        assertEquals(2, none.onHand());
        assertEquals(0, none.available());
        Product counted = product(new Shelf(7, 2, true, false, 1, none.imported()));
        assertEquals(
                PutResult.Outcome.UNCHANGED,
                put(counted, StockWord.OUT_OF_STOCK, true).outcome(),
                "an old export");
        assertEquals(
                PutResult.Outcome.UNCHANGED,
                put(counted, new StockGiven(0L), true).outcome(),
                "the same in figures");
    }

    @Test
    void inStockIsNewsOnlyWhereTheLastFileSaidThatThereIsNone() {
        for (StockGiven last : Arrays.asList(null, new StockGiven(5L), StockGiven.NOT_COUNTED)) {
            for (int onHand : new int[] {0, 3}) {
                Shelf counted = new Shelf(onHand, 0, true, false, 1, last == null ? null : LastFile.said(last));
                assertEquals(counted, inStock(counted), "by hand, or sold since: " + last);
            }
        }
        LastFile none = LastFile.said(StockGiven.NONE);
        LastFile notCounted = LastFile.said(StockGiven.NOT_COUNTED);
        assertFalse(inStock(new Shelf(2, 2, true, false, 1, none)).counted());
        Shelf again = inStock(new Shelf(3, 2, true, false, 1, none.counted()));
        assertTrue(again.counted(), "counted by hand since");
        assertEquals(notCounted, again.imported());
        assertEquals(notCounted, inStock(Shelf.NEW).imported());
    }

    @Test
    void inStockDoesNotEndWhatTheShopCountedSinceThoughAllOfItSold() {
        Shelf none = outOfStock(new Shelf(0, 0, false, false, 1, null));
        List<Shelf> byHand = List.of(
                none.given(new StockGiven(5L)).reserve(5),
                none.adjusted(3).reserve(2).claim(2).reserve(1),
                none.given(StockGiven.NONE),
                put(product(none), new StockGiven(1L), false).after().shelf().reserve(1));
        for (Shelf sold : byHand) {
            Shelf after = inStock(sold);
            assertEquals(sold.available(), after.available(), "counted by hand: " + sold);
            assertEquals(0, after.available());
            Shelf again = outOfStock(after.given(new StockGiven(9L)));
            assertEquals(0, again.available(), "a later file that says none is news");
            assertFalse(inStock(again).counted(), "and so is what it says then");
        }
        Shelf counted = none.given(new StockGiven(5L));
        assertEquals(counted, outOfStock(counted), "an old export");
        assertTrue(inStock(outOfStock(counted)).counted(), "which makes nothing of the count");
    }

    @Test
    void whatAnOrderGivesBackIsNotCountedByHandAndInStockEndsTheCounting() {
        Shelf released = outOfStock(new Shelf(5, 2, true, false, 1, null)).release(2);
        assertEquals(2, released.available());
        assertFalse(inStock(released).counted());
        Shelf returned =
                outOfStock(new Shelf(5, 2, true, false, 1, null)).claim(2).restock(2);
        assertEquals(2, returned.available());
        assertFalse(inStock(returned).counted());
        assertFalse(inStock(put(product(new Shelf(5, 0, true, false, 1, null)), new StockGiven(0L), true)
                        .after()
                        .shelf()
                        .restock(1))
                .counted());
    }

    /** A form that saves another title says the stock that it has read as well. */
    @Test
    void aPutThatRepeatsTheStockIsNoCount() {
        Shelf none = outOfStock(new Shelf(5, 2, true, false, 1, null));
        Product tea = product(none);
        assertEquals(none, put(tea, new StockGiven(2L), false).after().shelf());
        assertFalse(inStock(put(tea, new StockGiven(2L), false).after().shelf()).counted());
    }

    private static Shelf outOfStock(Shelf shelf) {
        return put(product(shelf), StockWord.OUT_OF_STOCK, true).after().shelf();
    }

    private static Shelf inStock(Shelf shelf) {
        return put(product(shelf), StockWord.IN_STOCK, true).after().shelf();
    }

    @Test
    void whatIsCountedElsewhereBeginsWithNone() {
        Shelf shelf = new Shelf(5, 1, true, false, 1, null);
        assertEquals(shelf, put(product(shelf), StockWord.COUNTED, true).after().shelf());
        assertEquals(
                Shelf.NEW,
                put(product(Shelf.NEW), StockWord.COUNTED, true).after().shelf());
        Product gone = product(shelf).gone(NOW);
        assertEquals(0L, put(gone, StockWord.COUNTED, true).after().shelf().available());
        ProductPut row = ProductPut.row("tea", gone.facts(), StockWord.COUNTED);
        Shelf fresh =
                ProductChange.put(null, product(Shelf.NEW), row, NOW).after().shelf();
        assertTrue(fresh.counted());
        assertEquals(0, fresh.onHand());
    }

    @Test
    void stockBelowWhatIsReservedIsRefused() {
        Product tea = product(new Shelf(5, 3, true, false, 1, null));
        RejectedException refusal = assertThrows(RejectedException.class, () -> put(tea, new StockGiven(2L), true));
        assertTrue(refusal.is("stock-below-reserved"));
    }

    @Test
    void aRemovedProductThatIsPutAgainGoesOnWithItsVersionsAndStartsUncounted() {
        Product gone = product(new Shelf(5, 1, true, false, 3, LastFile.said(new StockGiven(5L))))
                .gone(NOW);
        assertEquals(2, gone.version());
        ProductChange again = put(gone, null, false);
        assertEquals(PutResult.Outcome.CREATED, again.outcome());
        assertEquals(3, again.after().version());
        assertFalse(again.after().shelf().counted() || again.after().shelf().removed());
        assertEquals(1, again.after().shelf().reserved());
        assertEquals(List.of("ProductChanged", "AvailabilityMoved"), types(again));
    }

    @Test
    void aSaleHoldsFromItsBeginningUpToItsEnd() {
        Sale sale = new Sale(5, NOW, NOW.plusSeconds(10));
        assertFalse(sale.holdsAt(NOW.minusMillis(1)));
        assertTrue(sale.holdsAt(NOW));
        assertTrue(sale.holdsAt(NOW.plusSeconds(10).minusMillis(1)));
        assertFalse(sale.holdsAt(NOW.plusSeconds(10)));
        assertTrue(new Sale(5, null, null).holdsAt(NOW));
    }

    private static List<String> types(ProductChange change) {
        return change.events(NOW).stream()
                .map(event -> event.getClass().getSimpleName())
                .toList();
    }

    private static ProductChange put(Product before, StockSaid stock, boolean fromFile) {
        return ProductChange.put(
                before, null, new ProductPut("tea", before.facts(), stock, fromFile, EditCheck.NONE), NOW);
    }

    private static Product product(Shelf shelf) {
        return new Product(
                BUSINESS, RetailerId.productId(BUSINESS, "tea"), "tea", 1, 1, false, Facts.of("Tea"), shelf, NOW);
    }
}
