package io.tresen.catalog;

/** What files say about stock without saying a number. */
enum StockWord implements StockSaid {

    /** None can be had: what orders hold is all that is there. */
    OUT_OF_STOCK {
        @Override
        public Shelf on(Shelf shelf, boolean anew) {
            return shelf.lastFileSaid(StockGiven.NONE)
                    ? shelf
                    : shelf.none().remembering(LastFile.said(StockGiven.NONE));
        }
    },

    /**
     * Some can be had, nobody says how many: not counted. One that is counted is left alone, for its count says more; but where
     * the last file said that there is none and the shop did not count by hand since, the count is that file's, and this one
     * ends it, whatever orders gave back meanwhile.
     */
    IN_STOCK {
        @Override
        public Shelf on(Shelf shelf, boolean anew) {
            if (!shelf.counted()) {
                return StockGiven.NOT_COUNTED.on(shelf, anew);
            }
            if (!shelf.lastFileSaid(StockGiven.NONE)) {
                return shelf;
            }
            return shelf.imported().countedSince()
                    ? shelf.remembering(LastFile.said(StockGiven.NOT_COUNTED))
                    : shelf.imported(StockGiven.NOT_COUNTED);
        }
    },

    /** Somebody counts it, the file does not say to what: a new product has none, the stock of others stays as it is. */
    COUNTED {
        @Override
        public Shelf on(Shelf shelf, boolean anew) {
            return anew ? shelf.none() : shelf;
        }
    }
}
