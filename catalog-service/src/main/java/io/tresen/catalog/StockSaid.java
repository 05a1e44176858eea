package io.tresen.catalog;

/** What a row of a file says about the stock of its product; where it says nothing there is none of these. */
public sealed interface StockSaid permits StockGiven, StockWord {

    /**
     * The shelf afterwards. What the last file said as well changes nothing: an old export does not bring sold stock back.
     *
     * @param anew the product begins with this row
     * @throws io.tresen.messaging.RejectedException 409 when it is a number below what is reserved
     */
    Shelf on(Shelf shelf, boolean anew);
}
