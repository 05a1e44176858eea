package io.tresen.messaging.db;

/**
 * A commit was sent and its answer never came, so the work is done or it is not. A REST caller is told 503 and finds out
 * by repeating with the same idempotency key; a consumer repeats the batch and its inbox finds out.
 */
public class CommitUnknown extends RuntimeException {
    public CommitUnknown(Throwable cause) {
        super("The database did not answer the commit", cause);
    }
}
