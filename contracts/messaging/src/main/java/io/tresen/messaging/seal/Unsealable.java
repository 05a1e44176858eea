package io.tresen.messaging.seal;

import io.tresen.messaging.event.RecordFault;

/** A sealed field that can't be opened here, or belongs to another event: the record's own fault, not worth repeating. */
public class Unsealable extends RecordFault {
    Unsealable(String detail) {
        super("unsealable", detail);
    }
}
