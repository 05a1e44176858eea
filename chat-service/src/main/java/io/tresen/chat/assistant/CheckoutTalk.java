package io.tresen.chat.assistant;

import io.tresen.costs.Costs;
import io.tresen.messaging.Ids;
import io.tresen.messaging.Money;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** From the cart to an order: prices, address, payment, and the one tap that places it. */
final class CheckoutTalk {

    /** So long a tap on a cart that went is taken for one more on its order. */
    private static final Duration REPEATED = Duration.ofMinutes(10);

    private CheckoutTalk() {}

    static void checkout(Turn turn) {
        if (turn.cart().isEmpty()) {
            placedOrEmpty(turn);
            return;
        }
        if (someAreGone(turn)) {
            return;
        }
        recognize(turn);
        if (CostTalk.codeIsLost(turn) | pricesMoved(turn)) {
            askToConfirm(turn);
            return;
        }
        turn.flow(turn.flow().reckoning(CostTalk.of(turn, turn.cart()).totalMinor()));
        if (turn.cart().hasGoods()) {
            turn.flow(turn.flow().at(Step.ADDRESS));
            AddressTalk.ask(turn, CheckoutSubject.of(next(turn)));
        } else {
            askForPayment(turn);
        }
    }

    /** A repeated tap right after the cart went: its order, where there is one. Later on an empty cart is but empty. */
    private static void placedOrEmpty(Turn turn) {
        Optional<Checkout> last = turn.lookups
                .checkout(turn.is.checkoutNumber())
                .filter(it -> !it.failed() && it.requestedAt().plus(REPEATED).isAfter(turn.is.now()));
        if (last.isPresent()) {
            alreadyPlaced(turn, last.get());
        } else {
            CartTalk.show(turn, 0);
        }
    }

    private static boolean someAreGone(Turn turn) {
        List<String> gone = new ArrayList<>();
        Cart left = turn.cart();
        for (CartLine line : turn.cart().lines()) {
            Optional<Product> product = turn.lookups.product(line.retailerId());
            if (product.isPresent() && !product.get().visible()) {
                gone.add(line.title());
                left = left.without(line.retailerId());
            }
        }
        if (gone.isEmpty()) {
            return false;
        }
        turn.cart(left);
        turn.say("cart.gone", String.join(", ", gone));
        CartTalk.show(turn, 0);
        return true;
    }

    /** Lines that were unknown when they were put may be known by now: then it shows whether they are goods. */
    private static void recognize(Turn turn) {
        for (CartLine line : turn.cart().lines()) {
            if (line.service() == null) {
                turn.lookups
                        .product(line.retailerId())
                        .ifPresent(product -> turn.sameCart(
                                turn.cart().with(CartLine.of(product, line.quantity(), line.unitPriceMinor()))));
            }
        }
    }

    /** True when a line's price is neither today's nor the one that order-service named last. */
    private static boolean pricesMoved(Turn turn) {
        for (CartLine line : turn.cart().lines()) {
            Optional<Product> product = turn.lookups.product(line.retailerId());
            Long told = turn.flow().told().get(line.retailerId());
            boolean agreed = told != null && told == line.unitPriceMinor();
            if (product.isPresent()
                    && product.get().price(turn.is.now()).amountMinor() != line.unitPriceMinor()
                    && !agreed) {
                return true;
            }
        }
        return false;
    }

    static void askToConfirm(Turn turn) {
        turn.flow(turn.flow().at(Step.CONFIRM));
        Cart now = repriced(turn);
        if (!now.fits(turn.is.shop().currency())) {
            turn.say("cart.full");
            return;
        }
        String total = turn.price(CostTalk.total(turn, now));
        turn.say(Messages.buttons(
                        turn.words.text("confirm.body", total),
                        List.of(turn.choice("cart:confirm", "confirm.button"), turn.choice("cart:show", "cart.button")))
                .marked(NoticeMark.of("price_changed")));
    }

    static void confirm(Turn turn) {
        if (turn.cart().isEmpty()) {
            placedOrEmpty(turn);
            return;
        }
        Cart now = repriced(turn);
        if (!now.fits(turn.is.shop().currency())) {
            turn.say("cart.full");
            return;
        }
        turn.sameCart(now);
        checkout(turn);
    }

    /** The cart at the prices that hold: what order-service named in a decline, else the copy's. */
    private static Cart repriced(Turn turn) {
        Cart cart = turn.cart();
        for (CartLine line : turn.cart().lines()) {
            Optional<Product> product = turn.lookups.product(line.retailerId());
            Long told = turn.flow().told().get(line.retailerId());
            if (told != null) {
                cart = cart.with(line.at(told, product.map(Product::version).orElse(line.productVersion())));
            } else if (product.isPresent()) {
                long price = product.get().price(turn.is.now()).amountMinor();
                cart = cart.with(CartLine.of(product.get(), line.quantity(), price));
            }
        }
        return cart;
    }

    static void askForPayment(Turn turn) {
        turn.flow(turn.flow().at(Step.PAYMENT));
        List<Choice> buttons = new ArrayList<>();
        for (PaymentWay way : turn.is.shop().methods()) {
            if (offered(turn, way)) {
                buttons.add(turn.choice(way.choice(), "pay." + way.word()));
            }
        }
        if (buttons.isEmpty()) {
            turn.say(Messages.buttons(turn.words.text("pay.none"), List.of(turn.choice("human", "human.button"))));
            return;
        }
        Costs costs = CostTalk.of(turn, turn.cart());
        long total = CostTalk.totalMinor(turn, turn.cart(), costs);
        turn.flow(turn.flow().showingTotal(total));
        turn.say(Messages.buttons(
                        CartTalk.listing(turn, turn.cart(), costs) + "\n\n" + turn.words.text("pay.ask"), buttons)
                .about(CheckoutSubject.ofPayment(next(turn), total)));
    }

    /** Cash on delivery is not for services. */
    private static boolean offered(Turn turn, PaymentWay way) {
        boolean on = turn.is.shop().methods().contains(way);
        return on && !(way == PaymentWay.COD && turn.cart().hasServices());
    }

    /**
     * The tap that places the order, once: buttons of an earlier checkout answer with that one. It agrees to the total that
     * its message shows and to no other, so another one is shown first.
     */
    static void pay(Turn turn, PaymentWay way, String about) {
        if (CheckoutSubject.isSpent(turn, about)) {
            Optional<Checkout> earlier = turn.lookups.checkout(CheckoutSubject.number(about));
            if (earlier.isPresent() && !earlier.get().failed()) {
                alreadyPlaced(turn, earlier.get());
                return;
            }
        }
        if (!turn.is.shop().cartEnabled()) {
            HiddenTalk.cart(turn);
            return;
        }
        boolean ready = turn.flow().step() == Step.PAYMENT && !turn.cart().isEmpty();
        boolean addressed = turn.flow().address() != null || !turn.cart().hasGoods();
        if (!ready || !addressed) {
            checkout(turn);
        } else if (!offered(turn, way)) {
            turn.say("pay.notoffered");
            askForPayment(turn);
        } else if (CostTalk.codeIsLost(turn) | pricesMoved(turn)) {
            askToConfirm(turn);
        } else {
            Money total = CostTalk.total(turn, turn.cart());
            Long shown = CheckoutSubject.shown(turn, about);
            if (shown != null && shown == total.amountMinor()) {
                place(turn, way, total);
            } else {
                if (shown != null) {
                    turn.say("total.changed", turn.price(total));
                }
                askForPayment(turn);
            }
        }
    }

    private static void place(Turn turn, PaymentWay way, Money total) {
        Cart cart = turn.cart();
        long rulesVersion = turn.lookups.costRules().version();
        long number = next(turn);
        turn.change(new Change.PlaceOrder(
                number,
                Ids.v5(turn.is.conversationId(), Long.toString(number)),
                cart,
                total,
                rulesVersion == 0 ? null : rulesVersion,
                way,
                cart.hasGoods() ? turn.flow().address() : null));
        turn.say("placed." + way.word(), turn.price(total));
        turn.cart(Cart.EMPTY);
        turn.flow(Flow.START);
    }

    static void alreadyPlaced(Turn turn, Checkout checkout) {
        if (checkout.orderNo() == null) {
            turn.say("placed.already");
        } else {
            turn.say(Messages.buttons(
                    turn.words.text("placed.already.no", checkout.orderNo()),
                    List.of(turn.choice("order:" + checkout.orderNo(), "order.button"))));
        }
    }

    private static long next(Turn turn) {
        return turn.is.checkoutNumber() + 1;
    }
}
