package io.tresen.catalog;

/** Whether shoppers find a product. A hidden one may still be ordered by a business app. */
public enum Visibility {
    VISIBLE,
    HIDDEN
}
