package io.tresen.order;

import io.tresen.costs.Discount;
import io.tresen.messaging.FieldError;
import io.tresen.messaging.Money;
import io.tresen.messaging.Rejection;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Every "no" of this service, by the name that problem documents, declined checkouts and refusals in a chat give it. */
public sealed interface OrderRejection extends Rejection {

    /** Refusals that say all with their name. */
    enum Rule implements OrderRejection {
        /** DESIGN 5: any service line forbids cash on delivery. */
        COD_FOR_SERVICES(422, "cod-for-services", "Services can't be paid on delivery", "/payment_method"),
        /** A wallet is somebody's: an order without a shopper has none. */
        WALLET_NEEDS_SHOPPER(
                422, "wallet-needs-shopper", "Only a shopper's order can be paid by wallet", "/shopper_id"),
        /** INTERFACE 1: total below 2^53. */
        TOTAL_TOO_LARGE(422, "total-too-large", "The total is too large", "/lines"),
        /** No copy of the shop has come yet. */
        UNKNOWN_BUSINESS(422, "unknown-business", "The business is not known here yet", null),
        UNKNOWN_SHOPPER(422, "unknown-shopper", "The shopper is not known", "/shopper_id"),
        /** The shop has no such code, or no longer. */
        UNKNOWN_DISCOUNT(422, "unknown-discount", "The discount code is not known", "/discount_code"),
        DISCOUNT_NOT_VALID_YET(409, "discount-not-valid-yet", "The discount code can't be used yet", "/discount_code"),
        DISCOUNT_EXPIRED(409, "discount-expired", "The discount code can no longer be used", "/discount_code"),
        DISCOUNT_USED_UP(409, "discount-used-up", "The discount code has been used up", "/discount_code"),
        DISCOUNT_MINIMUM_NOT_REACHED(
                422, "discount-minimum-not-reached", "The discount code is for larger orders", "/discount_code"),
        /** The shop's shipping rules name countries, and this is none of them. */
        COUNTRY_NOT_SERVED(
                422, "country-not-served", "The shop does not deliver to this country", "/delivery_address/country"),
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

        /** What keeps a code from being used. */
        static Rule of(Discount.Obstacle obstacle) {
            return switch (obstacle) {
                case NOT_YET -> DISCOUNT_NOT_VALID_YET;
                case OVER -> DISCOUNT_EXPIRED;
                case USED_UP -> DISCOUNT_USED_UP;
                case TOO_SMALL -> DISCOUNT_MINIMUM_NOT_REACHED;
            };
        }

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

    /** Prices or their sum differ from those that were shown; {@code total} is what the order costs now. */
    record PriceChanged(Money total, List<CurrentPrice> lines) implements OrderRejection {

        /** Whether each line was sent with the price that it has, so that rules or a code alone make another total. */
        public boolean agreesOnPrices(OrderDraft draft) {
            return IntStream.range(0, lines.size())
                    .allMatch(i ->
                            lines.get(i).unitPrice().equals(draft.lines().get(i).expectedUnitPrice()));
        }

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

    /** The shop does not take this method, or this version does not know it. */
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

    /** The provider can't take this total (INTERFACE 8), or there is nothing to pay. */
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
            return "This total can't be paid by this method";
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
