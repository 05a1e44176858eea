package io.tresen.messaging.openapi;

/**
 * What annotations say of the resource methods of one verb and path.
 *
 * @param open anybody may call it
 * @param everyCaller whoever has a token may
 * @param counted callers are counted, and may be too many ({@code RequestRates})
 * @param keyHonoured an Idempotency-Key is looked at
 * @param keyRequired none is refused
 * @param bodyOptional its body may be left out
 * @param otherErrors its errors are no problem documents
 */
record OperationFacts(
        boolean open,
        boolean everyCaller,
        boolean counted,
        boolean keyHonoured,
        boolean keyRequired,
        boolean bodyOptional,
        boolean otherErrors) {

    /** Of two methods that differ in the media types they take or give. */
    OperationFacts or(OperationFacts other) {
        return new OperationFacts(
                open && other.open,
                everyCaller && other.everyCaller,
                counted || other.counted,
                keyHonoured || other.keyHonoured,
                keyRequired || other.keyRequired,
                bodyOptional || other.bodyOptional,
                otherErrors && other.otherErrors);
    }
}
