package io.tresen.messaging.rest;

import jakarta.enterprise.context.RequestScoped;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** What the filters learn of a request before its resource method runs. */
@RequestScoped
class RequestFacts {

    static final long DEFAULT_LIMIT_BYTES = 1L << 20;

    private boolean open;
    private boolean keyRequired;
    private String method;
    private String path;
    private String idempotencyKey;
    private long bodyLimit = DEFAULT_LIMIT_BYTES;
    private byte[] bodyHash = sha256(new byte[0]);

    void are(
            boolean isOpen,
            boolean needsKey,
            String itsMethod,
            String itsPath,
            String itsIdempotencyKey,
            long itsBodyLimit) {
        open = isOpen;
        keyRequired = needsKey;
        method = itsMethod;
        path = itsPath;
        idempotencyKey = itsIdempotencyKey;
        bodyLimit = itsBodyLimit;
    }

    void bodyIs(byte[] body) {
        bodyHash = sha256(body);
    }

    boolean open() {
        return open;
    }

    boolean keyRequired() {
        return keyRequired;
    }

    String method() {
        return method;
    }

    String path() {
        return path;
    }

    String idempotencyKey() {
        return idempotencyKey;
    }

    long bodyLimit() {
        return bodyLimit;
    }

    byte[] bodyHash() {
        return bodyHash;
    }

    static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
