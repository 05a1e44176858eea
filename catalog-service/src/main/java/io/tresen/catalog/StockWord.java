package io.tresen.catalog;

/** What files say about stock without saying a number. */
enum StockWord implements StockSaid {

    /** None can be had: what orders hold is all that is there. */
    OUT_OF_STOCK {
        @Override
        public Shelf on(Shelf shelf, boolean anew) {
            return NONE.equals(shelf.imported()) ? shelf : shelf.none().remembering(NONE);
        }
    },

    /**
     * Some can be had, nobody says how many: not counted. One that is counted is left alone, for its count says more; but where
     * the last file said that there is none and there still is none, the file is what ends the counting.
     */
    IN_STOCK {
        @Override
        public Shelf on(Shelf shelf, boolean anew) {
            if (!shelf.counted()) {
                return StockGiven.NOT_COUNTED.on(shelf, anew);
            }
            if (!NONE.equals(shelf.imported())) {
                return shelf;
            }
            Shelf after = shelf.available() > 0 ? shelf : shelf.given(StockGiven.NOT_COUNTED);
            return after.remembering(StockGiven.NOT_COUNTED);
        }
    },

    /** Somebody counts it, the file does not say to what: a new product has none, the stock of others stays as it is. */
    COUNTED {
        @Override
        public Shelf on(Shelf shelf, boolean anew) {
            return anew ? shelf.none() : shelf;
        }
    };

    private static final StockGiven NONE = new StockGiven(0L);
}
