package io.tresen.chat.kafka;

import io.tresen.chat.Businesses;
import io.tresen.chat.Telling;
import io.tresen.chat.assistant.AddressForm;
import io.tresen.chat.assistant.Choice;
import io.tresen.chat.assistant.Language;
import io.tresen.chat.assistant.Notice;
import io.tresen.chat.assistant.NoticeMark;
import io.tresen.chat.assistant.Phrases;
import io.tresen.contracts.common.v1.PricedLine;
import io.tresen.contracts.order.v1.CheckoutDeclined;
import io.tresen.contracts.order.v1.OrderRejected;
import io.tresen.costs.Discount;
import io.tresen.messaging.db.Tx;
import io.tresen.messaging.event.Event;
import io.tresen.messaging.time.BusinessClock;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A checkout that became no order, or an order that could not be had: the cart comes back and the shopper is told why. */
@ApplicationScoped
class FailedCheckouts {

    private static final Set<String> ADDRESSES = Set.of("invalid-address", "country-not-served");
    private static final Set<String> CODES = Stream.concat(
                    Stream.of("unknown-discount"),
                    Arrays.stream(Discount.Obstacle.values()).map(Discount.Obstacle::word))
            .collect(Collectors.toUnmodifiableSet());

    private final Telling telling;
    private final Businesses businesses;
    private final RejectionNotices rejections;
    private final BusinessClock clock;

    FailedCheckouts(Telling telling, Businesses businesses, RejectionNotices rejections, BusinessClock clock) {
        this.telling = telling;
        this.businesses = businesses;
        this.rejections = rejections;
        this.clock = clock;
    }

    void declined(Tx tx, Event event, CheckoutDeclined it) {
        boolean code = it.getTotal() != null && CODES.contains(it.getCode());
        boolean price = code || it.getCode().equals("price-changed") && it.getTotal() != null;
        boolean address = ADDRESSES.contains(it.getCode());
        Set<String> gone = RejectionNotices.gone(it.getCode(), it.getRetailerIds());
        Map<String, Long> prices = new HashMap<>();
        if (price) {
            for (PricedLine line : it.getLines()) {
                if (line.getUnitPriceMinor() != null) {
                    prices.put(line.getRetailerId(), line.getUnitPriceMinor());
                }
            }
        }
        telling.failed(
                tx,
                clock.now(),
                event,
                it.getConversationId(),
                it.getOrderId(),
                new Telling.Failure(
                        "declined", prices, price ? it.getTotal().getAmountMinor() : null, address, code, gone),
                (language, cart) -> {
                    boolean cartEnabled = businesses.get(tx, event.businessId()).cartEnabled();
                    if (!gone.isEmpty()) {
                        Notice named = RejectionNotices.gone(NoticeMark.of("checkout_declined"), gone, language, cart);
                        return cartEnabled ? named : named.withoutCart();
                    }
                    if (!cartEnabled) {
                        return explained(it, language).withoutCart(); // going on would only be refused
                    }
                    return price
                            ? newTotal(it, language, code)
                            : address ? otherAddress(tx, event, it, language) : explained(it, language);
                });
    }

    /** Asks for the address again; outside the 24 hours a tap leads to the form. */
    private Notice otherAddress(Tx tx, Event event, CheckoutDeclined it, Language language) {
        String country = businesses.get(tx, event.businessId()).country();
        Choice retry = Choice.of("cart:checkout", Phrases.of(language).text("retry.button"));
        return new Notice(NoticeMark.of("address_refused"), "address_declined", List.of(), List.of(retry), null)
                .asking(AddressForm.afterCheckout(it.getCheckoutNumber(), country));
    }

    /** @param code the discount's code is the reason */
    private static Notice newTotal(CheckoutDeclined it, Language language, boolean code) {
        Phrases words = Phrases.of(language);
        String total = Amounts.price(it.getTotal(), language);
        return new Notice(
                NoticeMark.of("price_changed"),
                code ? "discount_declined" : "price_changed",
                code ? List.of(words.reason(it.getCode()), total) : List.of(total),
                List.of(
                        Choice.of("cart:confirm", words.text("confirm.button")),
                        Choice.of("cart:show", words.text("cart.button"))),
                null);
    }

    private static Notice explained(CheckoutDeclined it, Language language) {
        Phrases words = Phrases.of(language);
        return new Notice(
                NoticeMark.of("checkout_declined"),
                "checkout_declined",
                List.of(words.reason(it.getCode())),
                List.of(Choice.of("cart:show", words.text("cart.button"))),
                null);
    }

    void rejected(Tx tx, Event event, OrderRejected it) {
        telling.failed(
                tx,
                clock.now(),
                event,
                it.getConversationId(),
                it.getOrderId(),
                new Telling.Failure(
                        "rejected",
                        Map.of(),
                        null,
                        false,
                        false,
                        RejectionNotices.gone(it.getCode(), it.getRetailerIds())),
                (language, cart) -> rejections.notice(tx, event.businessId(), it, language, cart));
    }
}
