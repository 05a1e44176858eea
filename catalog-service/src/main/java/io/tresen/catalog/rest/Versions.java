package io.tresen.catalog.rest;

import io.tresen.messaging.rest.ETags;
import io.tresen.messaging.rest.Problem;
import java.util.function.LongConsumer;

/** If-Match as a check that a store makes under its lock. */
final class Versions {

    private Versions() {}

    /** Refuses (412) an edit of another version than the current; 0 stands for something that is not there. */
    static LongConsumer check(String ifMatch) {
        return version -> {
            if (version == 0 && ifMatch != null && !ifMatch.isBlank()) {
                throw Problem.standard(412).exception();
            }
            ETags.honour(ifMatch, version);
        };
    }
}
