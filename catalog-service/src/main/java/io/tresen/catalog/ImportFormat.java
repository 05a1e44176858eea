package io.tresen.catalog;

import java.util.Arrays;
import java.util.Optional;

/** The formats of INTERFACE 6. */
public enum ImportFormat {
    TRESEN_CSV(true),
    WOOCOMMERCE_CSV(true),
    SHOPIFY_CSV(false),
    META_FEED_CSV(false),
    META_FEED_XML(false);

    private final boolean available;

    ImportFormat(boolean available) {
        this.available = available;
    }

    /** False for a format that this version does not read yet. */
    public boolean available() {
        return available;
    }

    /** Its word in addresses: {@code tresen-csv}. */
    public String word() {
        return Words.of(this).replace('_', '-');
    }

    /** The format of a word. */
    public static Optional<ImportFormat> of(String word) {
        return Arrays.stream(values())
                .filter(format -> format.word().equals(word))
                .findFirst();
    }

    /** The rules of its rows. @param currency what a file without a currency is in */
    RowRules rules(String currency) {
        return this == WOOCOMMERCE_CSV ? new WooCommerceCsv(currency) : new TresenCsv(currency);
    }
}
