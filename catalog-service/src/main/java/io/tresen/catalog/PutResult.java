package io.tresen.catalog;

import io.tresen.messaging.Rejection;

/**
 * What became of a put.
 *
 * @param product as it stands now; null when it was rejected
 * @param rejection why nothing was changed, or null
 */
public record PutResult(Outcome outcome, Product product, Rejection rejection) {

    /** The four ways it can go. */
    public enum Outcome {
        CREATED,
        UPDATED,
        UNCHANGED,
        REJECTED
    }
}
