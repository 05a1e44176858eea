package io.tresen.order;

/** Goods are shipped; services are delivered without a parcel. */
public enum ProductKind {
    GOODS,
    SERVICE
}
