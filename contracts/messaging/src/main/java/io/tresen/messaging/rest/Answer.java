package io.tresen.messaging.rest;

/**
 * What a resource answers, in the form that an idempotency key keeps.
 *
 * @param status 2xx or 3xx; refusals are thrown
 * @param body written as JSON; null for none
 * @param location Location header, kept as written (a relative one holds behind every gateway); null for none
 * @param etag ETag header with its quotes; null for none
 * @param secret true when the body holds a secret or token, so that it is kept encrypted
 */
public record Answer(int status, Object body, String location, String etag, boolean secret) {

    /** An answer of a status and a JSON body. */
    public static Answer of(int status, Object body) {
        return new Answer(status, body, null, null, false);
    }

    /** With a Location. */
    public Answer at(String newLocation) {
        return new Answer(status, body, newLocation, etag, secret);
    }

    /** With an ETag, in its quotes: {@link ETags#of(long)}. */
    public Answer tagged(String newEtag) {
        return new Answer(status, body, location, newEtag, secret);
    }

    /** Marks the body as holding a secret or token. */
    public Answer keptSecret() {
        return new Answer(status, body, location, etag, true);
    }
}
