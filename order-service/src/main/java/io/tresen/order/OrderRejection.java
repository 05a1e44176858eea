package io.tresen.order;

import io.tresen.messaging.FieldError;
import io.tresen.messaging.Money;
import io.tresen.messaging.Rejection;
import java.util.List;
import java.util.Map;

/** Every "no" of this service, by the name that problem documents, declined checkouts and refusals in a chat give it. */
public sealed interface OrderRejection extends Rejection {

    /** Refusals that say all with their name. */
    enum Rule implements OrderRejection {
        /** DESIGN 5: any service line forbids cash on delivery. */
        COD_FOR_SERVICES(422, "cod-for-services", "Services can't be paid on delivery", "/payment_method"),
        /** INTERFACE 1: total below 2^53. */
        TOTAL_TOO_LARGE(422, "total-too-large", "The total is too large", "/lines"),
        /** No copy of the shop has come yet. */
        UNKNOWN_BUSINESS(422, "unknown-business", "The business is not known here yet", null),
        UNKNOWN_SHOPPER(422, "unknown-shopper", "The shopper is not known", "/shopper_id"),
        /** Discounts come from the shop's rules, and no such one is there. */
        UNKNOWN_DISCOUNT(422, "unknown-discount", "The discount code is not known", "/discount_code"),
        UNKNOWN_SHIPMENT(422, "unknown-shipment", "The order has no such shipment", "/shipment_id"),
        ALREADY_SHIPPED(409, "already-shipped", "The order has been shipped", null),
        ALREADY_DELIVERED(409, "already-delivered", "This has been delivered", null),
        ALREADY_RETURNED(409, "already-returned", "Everything that was shipped came back", null),
        NOT_CONFIRMED(409, "not-confirmed", "The order is not confirmed yet", null),
        NOTHING_SHIPPED(409, "nothing-shipped", "Nothing of this order has been shipped", null),
        NOTHING_TO_SHIP(409, "nothing-to-ship", "The order has no goods", null),
        NOTHING_TO_DELIVER(409, "nothing-to-deliver", "There is nothing to deliver now", null),
        ORDER_CLOSED(409, "order-closed", "The order is closed", null),
        /** An order that this caller can't see; only a chat is told so by event. */
        NOT_FOUND(404, "not-found", "There is no such order", null);

        private final int status;
        private final String code;
        private final String title;
        private final String pointer;

        Rule(int status, String code, String title, String pointer) {
            this.status = status;
            this.code = code;
            this.title = title;
            this.pointer = pointer;
        }

        @Override
        public String code() {
            return code;
        }

        @Override
        public int status() {
            return status;
        }

        @Override
        public String title() {
            return title;
        }

        @Override
        public List<FieldError> errors() {
            return pointer == null ? List.of() : List.of(FieldError.at(pointer, title));
        }
    }

    /** The product is not known here, or removed; in a chat also one that is hidden. */
    record UnknownProduct(List<String> retailerIds, List<FieldError> errors) implements OrderRejection {
        @Override
        public String code() {
            return "unknown-product";
        }

        @Override
        public int status() {
            return 422;
        }

        @Override
        public String title() {
            return "A product is not known";
        }

        @Override
        public Map<String, Object> extra() {
            return Map.of("retailer_ids", retailerIds);
        }
    }

    /** Prices differ from those that were shown; {@code total} is what the order costs now. */
    record PriceChanged(Money total, List<CurrentPrice> lines) implements OrderRejection {
        @Override
        public String code() {
            return "price-changed";
        }

        @Override
        public int status() {
            return 409;
        }

        @Override
        public String title() {
            return "A price has changed";
        }

        @Override
        public Map<String, Object> extra() {
            return Map.of("total", total, "lines", lines);
        }
    }

    /** What a unit costs now. */
    record CurrentPrice(String retailerId, int quantity, Money unitPrice) {}

    /** The shop does not take this method, or nobody does yet. */
    record PaymentMethodUnavailable(PaymentMethod method) implements OrderRejection {
        @Override
        public String code() {
            return "payment-method-unavailable";
        }

        @Override
        public int status() {
            return 422;
        }

        @Override
        public String title() {
            return "This payment method is not available";
        }
    }

    /** The provider can't take this total (INTERFACE 8). */
    record AmountNotPayable(Money total) implements OrderRejection {
        @Override
        public String code() {
            return "amount-not-payable";
        }

        @Override
        public int status() {
            return 422;
        }

        @Override
        public String title() {
            return "This total can't be paid by card";
        }

        @Override
        public Map<String, Object> extra() {
            return Map.of("total", total);
        }
    }

    /** Any goods line needs an address, and it must be one. */
    record InvalidAddress(List<FieldError> errors) implements OrderRejection {
        @Override
        public String code() {
            return "invalid-address";
        }

        @Override
        public int status() {
            return 422;
        }

        @Override
        public String title() {
            return "The delivery address is not complete or not right";
        }
    }

    /** A corrected address stays in its country. */
    record CountryFixed(String country) implements OrderRejection {
        @Override
        public String code() {
            return "country-fixed";
        }

        @Override
        public int status() {
            return 422;
        }

        @Override
        public String title() {
            return "The country of a delivery can't be changed";
        }

        @Override
        public List<FieldError> errors() {
            return List.of(FieldError.at("/country", "must be " + country));
        }
    }

    /** More units than are left, or of a product that the order does not have. */
    record MoreThanLeft(List<FieldError> errors) implements OrderRejection {
        @Override
        public String code() {
            return "more-than-left";
        }

        @Override
        public int status() {
            return 422;
        }

        @Override
        public String title() {
            return "More units than are left";
        }
    }
}
