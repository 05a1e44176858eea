package io.tresen.catalog;

import io.tresen.messaging.FieldError;
import io.tresen.messaging.Rejection;
import java.util.List;
import java.util.Map;

/** The "no"s of this service. */
public sealed interface CatalogRejection extends Rejection {

    /** 409: fewer on hand than orders hold. */
    record StockBelowReserved(long reserved) implements CatalogRejection {
        @Override
        public String code() {
            return "stock-below-reserved";
        }

        @Override
        public int status() {
            return 409;
        }

        @Override
        public String title() {
            return "Open orders hold more than that";
        }

        @Override
        public Map<String, Object> extra() {
            return Map.of("reserved", reserved);
        }
    }

    /** 409: the copy has not heard of the business, or not since it was told its name. */
    record BusinessNotKnownYet() implements CatalogRejection {
        @Override
        public String code() {
            return "business-not-known-yet";
        }

        @Override
        public int status() {
            return 409;
        }

        @Override
        public String title() {
            return "This service has not heard of the business yet; try again in a moment";
        }
    }

    /** 409: an adjustment by more than there is. */
    record StockBelowZero(long onHand) implements CatalogRejection {
        @Override
        public String code() {
            return "stock-below-zero";
        }

        @Override
        public int status() {
            return 409;
        }

        @Override
        public String title() {
            return "There is not that much on hand";
        }

        @Override
        public Map<String, Object> extra() {
            return Map.of("on_hand", onHand);
        }
    }

    /** 409: an adjustment of a product whose stock is not counted. */
    record NotCounted() implements CatalogRejection {
        @Override
        public String code() {
            return "stock-not-counted";
        }

        @Override
        public int status() {
            return 409;
        }

        @Override
        public String title() {
            return "The stock of this product is not counted; PUT on_hand first";
        }
    }

    /** 422: a retailer id that no product may have. */
    record InvalidRetailerId() implements CatalogRejection {
        @Override
        public String code() {
            return "invalid-retailer-id";
        }

        @Override
        public int status() {
            return 422;
        }

        @Override
        public String title() {
            return "No product may have this id";
        }

        @Override
        public List<FieldError> errors() {
            return List.of(FieldError.in("retailer_id", RetailerId.CURE));
        }
    }
}
