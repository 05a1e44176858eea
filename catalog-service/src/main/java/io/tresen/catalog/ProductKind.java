package io.tresen.catalog;

/** What a product is: goods are shipped, services are delivered without a parcel. */
public enum ProductKind {
    GOODS,
    SERVICE
}
