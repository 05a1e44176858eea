package io.tresen.chat.assistant;

import java.util.Map;
import java.util.Optional;

/** Asks for a delivery address and takes it in: for a checkout, or to correct an order's. */
final class AddressTalk {

    private static final String ORDER = "order:";

    private AddressTalk() {}

    static void ask(Turn turn, String about) {
        Address onFile = turn.is.onFile();
        String key = onFile == null ? "address.ask" : "address.confirm";
        turn.say(Messages.addressRequest(turn.words.text(key), turn.is.shop().country(), onFile, Map.of())
                .about(about));
    }

    /** {@code address:<order_no>}: refused at once only where the copy knows that a parcel left. */
    static void correct(Turn turn, String orderNo) {
        Optional<OrderFacts> found = turn.lookups.order(orderNo);
        if (found.isEmpty()) {
            turn.say("order.unknown");
        } else if (!found.get().changeable()) {
            turn.say("address.toolate", found.get().orderNo());
        } else {
            turn.say(Messages.addressRequest(
                            turn.words.text("address.correct", found.get().orderNo()),
                            turn.is.shop().country(),
                            turn.is.onFile(),
                            Map.of())
                    .about(ORDER + found.get().orderNo()));
        }
    }

    static void given(Turn turn, Inbound.AddressGiven given) {
        String about = given.about();
        if (CheckoutSubject.isSpent(turn, about)) {
            Optional<Checkout> placed = turn.lookups.checkout(CheckoutSubject.number(about));
            if (placed.isPresent() && !placed.get().failed()) {
                CheckoutTalk.alreadyPlaced(turn, placed.get());
                return;
            }
        }
        Address chosen = given.values() == null ? turn.is.onFile() : given.values();
        if (chosen == null) {
            ask(turn, about);
            return;
        }
        Address address = AddressRules.tidy(chosen, turn.is.shop().country());
        Map<String, String> faults = AddressRules.faults(address, turn.words);
        if (!faults.isEmpty()) {
            String list = String.join("\n", faults.values());
            turn.say(Messages.addressRequest(
                            turn.words.text("address.faulty", list),
                            turn.is.shop().country(),
                            address,
                            faults)
                    .about(about));
        } else if (about != null && about.startsWith(ORDER)) {
            corrected(turn, about.substring(ORDER.length()), address);
        } else {
            turn.change(new Change.KeepAddress(address));
            forCheckout(turn, address, about);
        }
    }

    private static void forCheckout(Turn turn, Address address, String about) {
        if (!turn.is.shop().cartEnabled()) {
            HiddenTalk.cart(turn);
            return;
        }
        if (turn.cart().isEmpty()) {
            turn.say("address.kept");
            return;
        }
        turn.flow(turn.flow().shippingTo(address));
        if (!CostTalk.isServed(turn, turn.cart())) {
            turn.flow(turn.flow().shippingTo(null));
            turn.say(Messages.addressRequest(
                            turn.words.text("address.notserved"),
                            turn.is.shop().country(),
                            null,
                            Map.of("country", turn.words.text("address.notserved")))
                    .about(about));
        } else if (turn.is.consented()) {
            CheckoutTalk.askForPayment(turn);
        } else {
            ConsentTalk.holds(turn, new Flow.Held("cart:checkout", null, false, null));
        }
    }

    private static void corrected(Turn turn, String orderNo, Address address) {
        Optional<OrderFacts> found = turn.lookups.order(orderNo);
        if (found.isEmpty()) {
            turn.say("order.unknown");
            return;
        }
        turn.change(new Change.KeepAddress(address));
        turn.change(new Change.CorrectAddress(found.get().orderId(), address));
        turn.say("address.checking", orderNo);
    }
}
