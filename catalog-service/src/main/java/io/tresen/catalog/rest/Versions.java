package io.tresen.catalog.rest;

import io.tresen.catalog.EditCheck;
import io.tresen.catalog.Product;
import io.tresen.catalog.Shelf;
import io.tresen.messaging.rest.ETags;
import io.tresen.messaging.rest.Problem;
import java.util.function.Consumer;
import java.util.function.LongConsumer;

/**
 * If-Match as a check that a store makes under its lock. Orders move a product's stock and leave its version, and a shipment leaves
 * even what can be had: so tags hold the count too, and nobody writes an older one over it.
 */
final class Versions {

    private Versions() {}

    /** The tag of a product as its shop sees it: version and count. Where counting begins or ends the version goes on. */
    static String tag(Product product) {
        return ETags.of(product.version(), product.shelf().count());
    }

    /** The tag of a stock: the version of what can be had, and the count. */
    static String tag(Shelf shelf) {
        return ETags.of(shelf.availabilityVersion(), shelf.count());
    }

    /** Refuses (412) an edit of another product than it is by now; its count matters to those alone who set it. */
    static EditCheck ofProduct(String ifMatch) {
        return (before, setsStock) -> {
            if (before == null) {
                check(ifMatch).accept(0);
            } else {
                ETags.honour(ifMatch, before.version(), before.shelf().count(), setsStock);
            }
        };
    }

    /** Refuses (412) to set another stock than it is by now. */
    static Consumer<Shelf> ofStock(String ifMatch) {
        return shelf -> ETags.honour(ifMatch, shelf.availabilityVersion(), shelf.count(), true);
    }

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
