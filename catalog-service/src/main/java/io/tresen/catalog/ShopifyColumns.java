package io.tresen.catalog;

import java.util.Map;

/**
 * Shopify has given the columns of its product export other names; files of both are about. Source: Shopify's help, "Using CSV
 * files to import and export products".
 */
final class ShopifyColumns {

    private static final Map<String, String> OLDER = Map.ofEntries(
            Map.entry("URL handle", "Handle"),
            Map.entry("Description", "Body (HTML)"),
            Map.entry("Product category", "Product Category"),
            Map.entry("Published on online store", "Published"),
            Map.entry("SKU", "Variant SKU"),
            Map.entry("Option1 name", "Option1 Name"),
            Map.entry("Option1 value", "Option1 Value"),
            Map.entry("Option2 name", "Option2 Name"),
            Map.entry("Option2 value", "Option2 Value"),
            Map.entry("Option3 name", "Option3 Name"),
            Map.entry("Option3 value", "Option3 Value"),
            Map.entry("Price", "Variant Price"),
            Map.entry("Compare-at price", "Variant Compare At Price"),
            Map.entry("Inventory tracker", "Variant Inventory Tracker"),
            Map.entry("Inventory quantity", "Variant Inventory Qty"),
            Map.entry("Continue selling when out of stock", "Variant Inventory Policy"),
            Map.entry("Requires shipping", "Variant Requires Shipping"),
            Map.entry("Product image URL", "Image Src"),
            Map.entry("Variant image URL", "Variant Image"));

    private ShopifyColumns() {}

    /** What a column was called before; the name itself where it has not changed. */
    static String older(String name) {
        return OLDER.getOrDefault(name, name);
    }
}
