package io.tresen.catalog;

import java.io.InputStream;
import java.util.Arrays;
import java.util.Optional;

/** The formats of INTERFACE 6. */
public enum ImportFormat {
    TRESEN_CSV,
    WOOCOMMERCE_CSV,
    SHOPIFY_CSV,
    META_FEED_CSV,
    META_FEED_XML;

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
        return switch (this) {
            case TRESEN_CSV -> new TresenCsv(currency);
            case WOOCOMMERCE_CSV -> new WooCommerceCsv(currency);
            case SHOPIFY_CSV -> new ShopifyCsv(currency);
            case META_FEED_CSV -> new MetaFeedRows(currency, false);
            case META_FEED_XML -> new MetaFeedRows(currency, true);
        };
    }

    /** The file's records. @throws UnreadableFile when it is none of this format */
    RecordFile open(InputStream file, RowRules rules) {
        return this == META_FEED_XML
                ? new MetaFeedXml(file)
                : new CsvFile(file, rules.requiredColumns(), rules::column);
    }
}
