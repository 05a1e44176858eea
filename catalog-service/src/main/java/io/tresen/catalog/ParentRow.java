package io.tresen.catalog;

import java.util.List;

/**
 * What variations take from the row that groups them. References: WooCommerce's SKU and {@code id:<ID>}, Shopify's handle.
 *
 * @param hidden unpublished or hidden: its variations are not shown either
 * @param brand null for none
 * @param optionNames what the variations' first, second … option is called; "" for none
 */
record ParentRow(
        String title,
        String description,
        String category,
        String imageUrl,
        boolean hidden,
        String brand,
        List<String> optionNames) {

    /** Of a format whose rows have a brand and options of their own. */
    ParentRow(String title, String description, String category, String imageUrl, boolean hidden) {
        this(title, description, category, imageUrl, hidden, null, List.of());
    }
}
