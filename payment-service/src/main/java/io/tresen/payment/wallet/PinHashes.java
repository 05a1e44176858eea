package io.tresen.payment.wallet;

import java.util.function.Supplier;

/** Hashes PINs. Takes its time: never inside a transaction. */
public interface PinHashes {

    /** Does that once a core is there to hash on: it waits for nothing else. @throws io.tresen.messaging.RejectedException 503 when too many wait */
    <T> T inTurn(Supplier<T> work);

    /** The hash to keep. @throws io.tresen.messaging.RejectedException 503 when too many are being hashed */
    String hash(String pin);

    /** Whether it is the one that was hashed; within {@link #inTurn}. */
    boolean matches(String pin, String hash);
}
