package io.tresen.payment.wallet;

/** Hashes PINs. Takes its time: never inside a transaction. */
public interface PinHashes {

    /** The hash to keep. @throws io.tresen.messaging.RejectedException 503 when too many are being hashed */
    String hash(String pin);

    /** Whether it is the one that was hashed. @throws io.tresen.messaging.RejectedException as {@link #hash} */
    boolean matches(String pin, String hash);
}
