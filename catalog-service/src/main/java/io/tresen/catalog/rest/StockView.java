package io.tresen.catalog.rest;

import io.tresen.catalog.Shelf;

/** The stock of a product; {@code on_hand} and {@code available} are null while it is not counted. */
public record StockView(Long onHand, long reserved, Long available) {

    static StockView of(Shelf shelf) {
        return new StockView(shelf.count(), shelf.reserved(), shelf.available());
    }
}
