package io.tresen.catalog;

/**
 * What variations take from the row that groups them. References: its SKU, and {@code id:<ID>}.
 *
 * @param hidden unpublished or hidden: its variations are not shown either
 */
record ParentRow(String title, String description, String category, String imageUrl, boolean hidden) {}
