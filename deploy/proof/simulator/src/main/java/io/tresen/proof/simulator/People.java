package io.tresen.proof.simulator;

import io.tresen.messaging.By;
import io.tresen.messaging.Money;
import io.tresen.order.Actor;
import io.tresen.order.Checkout;
import io.tresen.order.Order;
import io.tresen.order.OrderEvent;
import io.tresen.order.Parcel;
import io.tresen.order.PaymentMethod;
import io.tresen.order.Return;
import io.tresen.order.WantedUnits;
import io.tresen.payment.OrderKey;
import io.tresen.payment.OrderPayments;
import io.tresen.payment.Payment;
import io.tresen.payment.PaymentOrder;
import io.tresen.payment.PaymentState;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Shoppers and the shop: they buy, pay twice, change their minds, ship, return, and never wait for anybody. */
final class People {

    private static final Money START = new Money(8_000, "EUR");

    private final Simulation platform;
    private final World world;
    private final List<UUID> shoppers = new ArrayList<>();
    private final Map<UUID, UUID> conversations = new LinkedHashMap<>();
    private final Set<UUID> left = new LinkedHashSet<>();
    final List<UUID> products = new ArrayList<>();

    People(Simulation platform, World world) {
        this.platform = platform;
        this.world = world;
    }

    boolean hasLeft(UUID shopper) {
        return left.contains(shopper);
    }

    /** Opens the shop and plans everybody's day. */
    void begin() {
        addProduct("hot", 1_990, false, world.between(1, 6));
        addProduct("tea", 450, false, world.between(0, 20));
        addProduct("cup", 1_200, false, null);
        addProduct("class", 3_000, true, world.between(1, 4));
        long count = world.between(3, 9);
        for (int i = 0; i < count; i++) {
            UUID shopper = world.id();
            shoppers.add(shopper);
            conversations.put(shopper, world.id());
            if (world.chance(600_000)) {
                UUID topUp = world.id();
                steady(() -> platform.payments.wallets.topUp(platform.business, topUp, shopper, START));
            }
            visits(shopper);
        }
        shopKeeping();
        betweenPersons();
        for (int i = 0; i < 2; i++) {
            later(60_000, 7_200_000, "rebuild", () -> platform.notification.rebuildAvailability());
            later(60_000, 7_200_000, "rebuild", () -> platform.chat.rebuild());
        }
    }

    private void addProduct(String name, long price, boolean service, Long onHand) {
        products.add(Facts.product(platform.business, name));
        steady(() -> platform.catalog.put(name, price, service, onHand));
    }

    /** Whoever prepares a run is not disturbed. */
    private static void steady(Runnable work) {
        boolean done = false;
        while (!done) {
            try {
                work.run();
                done = true;
            } catch (Away | Death again) {
                // once more
            }
        }
    }

    private void later(long least, long most, String what, Runnable work) {
        world.in(world.between(least, most), what, work);
    }

    private void visits(UUID shopper) {
        long visits = world.between(1, 3);
        for (int i = 0; i < visits; i++) {
            later(1_000, 1_500_000, "visit", () -> buy(shopper));
        }
        if (world.chance(60_000)) {
            later(1_000, 3_000_000, "STOP", () -> {
                left.add(shopper);
                platform.notification.living("opt-out", () -> platform.notification.waves.optOut(shopper));
            });
        }
    }

    private void buy(UUID shopper) {
        if (!platform.chat.isUp()) {
            later(2_000, 20_000, "visit", () -> buy(shopper));
            return;
        }
        Map<UUID, Integer> cart = new LinkedHashMap<>();
        cart.put(world.chance(600_000) ? products.get(0) : world.oneOf(products), (int) world.between(1, 2));
        if (world.chance(300_000)) {
            cart.put(world.oneOf(products), (int) world.between(1, 3));
        }
        boolean service = cart.containsKey(products.get(3));
        PaymentMethod method = world.chance(650_000)
                ? PaymentMethod.CARD
                : world.chance(500_000) || service ? PaymentMethod.WALLET : PaymentMethod.COD;
        String code = world.chance(200_000) ? "TEN" : null;
        world.trace(() -> "shopper " + Names.of(shopper) + " orders " + cart.values() + " by " + method);
        platform.chat.checkOut(conversations.get(shopper), shopper, cart, method, code);
    }

    /** The chat declined: he is shown what it costs now, and mostly tries again. */
    void declined(Checkout checkout) {
        if (world.elapsedMs() < 3_600_000 && world.chance(700_000)) {
            later(2_000, 60_000, "again", () -> buy(checkout.shopperId()));
        }
    }

    /** The pay page is open. */
    void mayPay(PaymentOrder order) {
        if (order.method() == io.tresen.payment.PaymentMethod.COD || world.chance(80_000)) {
            return;
        }
        String token = order.orderId().toString();
        long most = world.chance(200_000) ? 2_400_000 : 200_000;
        boolean wallet = order.method() == io.tresen.payment.PaymentMethod.WALLET
                ? world.chance(700_000)
                : world.chance(100_000);
        int clicks = world.chance(150_000) ? 2 : 1;
        for (int i = 0; i < clicks; i++) {
            later(500, most, "pay", () -> pay(token, wallet));
        }
        if (world.chance(80_000)) {
            later(500, most, "cancel", () -> cancel(order.conversationId(), order.orderId()));
        }
        if (world.chance(100_000)) {
            later(500, most, "ask", () -> askFor(order));
        }
    }

    /** Nobody knows whether the money came, and the shop gives some of it back already. */
    void mayGiveBack(PaymentOrder order) {
        if (world.chance(300_000)) {
            later(1, 30_000, "refund", () -> giveBack(new OrderKey(order.businessId(), order.orderId())));
        }
    }

    private void pay(String token, boolean wallet) {
        if (wallet) {
            platform.payments.command("pay from the wallet", () -> platform.payments.payments.payFromWallet(token));
        } else if (platform.payments.isUp()) {
            CardProvider.Card card = world.chance(500_000)
                    ? CardProvider.Card.GOOD
                    : world.oneOf(Arrays.asList(CardProvider.Card.values()));
            platform.payments.payments.desk.pay(token, card.name());
        }
    }

    /** The shop asks for the order's money by a request, while the shopper may be paying on the page. */
    private void askFor(PaymentOrder order) {
        UUID id = world.id();
        platform.payments.command("ask for an order", () -> platform.payments.wallets.askFor(order, id));
        long answers = world.between(0, 2);
        for (int i = 0; i < answers; i++) {
            later(
                    500,
                    300_000,
                    "answer",
                    () -> platform.payments.command(
                            "pay an order by its request",
                            () -> platform.payments.wallets.authorise(order.businessId(), order.shopperId(), id)));
        }
    }

    private void cancel(UUID conversation, UUID order) {
        if (platform.chat.isUp()) {
            platform.chat.cancel(conversation, order);
        }
    }

    /** What became of an order, as the shopper and the shop read it. */
    void heard(Order order, OrderEvent.Told event) {
        if (event instanceof OrderEvent.OrderPlaced && world.chance(60_000)) {
            later(1, 30_000, "cancel", () -> cancel(order.facts().conversationId(), order.id()));
        } else if (event instanceof OrderEvent.OrderConfirmed) {
            confirmed(order);
        } else if (event instanceof OrderEvent.OrderShipped) {
            later(
                    5_000,
                    600_000,
                    "deliver",
                    () -> shop(order, "delivers", it -> it.state().deliver(it, null, world.now())));
            if (order.isCashOnDelivery() && world.chance(800_000)) {
                later(5_000, 900_000, "collect", () -> collect(order));
            }
            if (world.chance(350_000)) {
                boolean atTheCounter = world.chance(500_000);
                later(atTheCounter ? 1 : 10_000, atTheCounter ? 3_000 : 3_000_000, "return", () -> takeBack(order));
            }
            if (world.chance(200_000)) {
                later(10_000, 3_000_000, "refund", () -> giveBack(PaymentService.key(order)));
            }
        } else if (event instanceof OrderEvent.OrderRejected) {
            order.lines().forEach(line -> wish(order, line.productId()));
        }
    }

    private void wish(Order order, UUID product) {
        if (world.chance(700_000)) {
            later(500, 60_000, "wish", () -> {
                if (platform.chat.isUp()) {
                    platform.chat.wish(
                            order.facts().conversationId(), order.facts().shopperId(), product);
                }
            });
        }
    }

    private void confirmed(Order order) {
        if (world.chance(150_000)) {
            boolean shopper = world.chance(500_000);
            later(1, 400_000, "cancel", () -> {
                if (shopper) {
                    cancel(order.facts().conversationId(), order.id());
                } else {
                    cancelForShop(order);
                }
            });
        }
        if (world.chance(80_000)) {
            boolean cancels = world.chance(700_000);
            later(1, 400_000, "refund", () -> {
                giveBack(PaymentService.key(order));
                if (cancels) { // while the bank has not answered
                    later(1, 20_000, "cancel", () -> cancelForShop(order));
                }
            });
        }
        if (order.isServicesOnly()) {
            later(
                    1_000,
                    900_000,
                    "deliver",
                    () -> shop(order, "renders", it -> it.state().deliver(it, null, world.now())));
            return;
        }
        int parcels = world.chance(300_000) ? 2 : 1;
        for (int i = 0; i < parcels; i++) {
            boolean part = parcels == 2 && i == 0;
            UUID id = world.id();
            later(
                    1_000,
                    900_000,
                    "ship",
                    () -> shop(order, "ships", it -> it.state()
                            .ship(it, new Parcel(id, "DHL", "1", part ? one(it) : null, world.now()))));
        }
    }

    private void cancelForShop(Order order) {
        shop(order, "cancels", it -> it.state().cancel(it, Actor.SHOP, "sold elsewhere"));
    }

    private static List<WantedUnits> one(Order order) {
        return order.lines().stream()
                .filter(line -> line.toShip() > 0)
                .limit(1)
                .map(line -> new WantedUnits(line.retailerId(), 1))
                .toList();
    }

    private void shop(Order order, String what, java.util.function.Function<Order, io.tresen.order.Outcome> wish) {
        if (platform.orders.isUp()) {
            platform.orders.command(order.id(), what, wish);
        } else {
            later(5_000, 20_000, what, () -> shop(order, what, wish));
        }
    }

    private void takeBack(Order order) {
        UUID id = world.id();
        boolean restock = world.chance(600_000);
        shop(order, "takes back", it -> it.state().takeBack(it, new Return(id, "broken", null, restock)));
    }

    private void collect(Order order) {
        OrderKey key = PaymentService.key(order);
        platform.payments.command("collect", () -> platform.payments
                .payments
                .find(key)
                .map(OrderPayments::last)
                .ifPresent(payment -> platform.payments.payments.collect(
                        key, payment.id(), order.total().amountMinor())));
    }

    /** Part of the money, once or twice, as two people of the shop would at the same time. */
    private void giveBack(OrderKey key) {
        int times = world.chance(400_000) ? 2 : 1;
        for (int i = 0; i < times; i++) {
            platform.payments.command("give back", () -> platform.payments
                    .payments
                    .find(key)
                    .filter(held -> isAskedFor(held.last().state()))
                    .ifPresent(held -> giveBack(key, held)));
        }
    }

    /** Also while nobody knows whether the money came: then it waits. */
    private static boolean isAskedFor(PaymentState state) {
        return state.taken() != null || state instanceof PaymentState.Unknown;
    }

    private void giveBack(OrderKey key, OrderPayments held) {
        Payment payment = held.last();
        Money known = payment.state().taken();
        long taken = (known == null ? held.order().amount() : known).amountMinor();
        long minor = world.between(Math.max(1, taken / 5), taken);
        platform.payments.payments.refund(key, payment.id(), minor, By.SYSTEM);
    }

    private void shopKeeping() {
        for (int i = 0; i < world.between(0, 4); i++) {
            later(
                    60_000,
                    4_000_000,
                    "delivery",
                    () -> catalog("adjusts", () -> platform.catalog.adjust(products.get(0), world.between(-1, 4))));
        }
        for (int i = 0; i < world.between(0, 5); i++) {
            later(1_000, 1_500_000, "price", () -> {
                UUID product = world.chance(500_000) ? products.get(0) : world.oneOf(products);
                catalog("reprices", () -> platform.catalog.reprice(product, world.between(300, 2_500)));
                if (world.chance(600_000)) {
                    later(50, 3_000, "visit", () -> buy(world.oneOf(shoppers)));
                }
            });
        }
    }

    private void catalog(String what, Runnable work) {
        if (platform.catalog.isUp()) {
            platform.catalog.living(what, () -> {
                try {
                    work.run();
                } catch (io.tresen.messaging.RejectedException refused) {
                    world.trace(() -> "shop: " + what + " is refused: " + refused.getMessage());
                }
            });
        }
    }

    private void betweenPersons() {
        for (int i = 0; i < world.between(0, 6); i++) {
            UUID payer = world.oneOf(shoppers);
            UUID payee = world.oneOf(shoppers);
            Money amount = new Money(world.between(100, 5_000), "EUR");
            int way = (int) world.between(0, 2);
            later(1_000, 2_000_000, "transfer", () -> transfer(way, payer, payee, amount));
        }
    }

    private void transfer(int way, UUID payer, UUID payee, Money amount) {
        UUID id = world.id();
        UUID business = platform.business;
        platform.payments.command("transfer " + amount.amountMinor(), () -> {
            if (way == 2) {
                platform.payments.wallets.offer(id, business, payer, payee, amount);
            } else {
                platform.payments.wallets.begin(id, business, payer, payee, amount, way == 1);
            }
        });
        answers(id, payer, payee);
    }

    /** In whatever order people answer, twice if they like. */
    private void answers(UUID id, UUID payer, UUID payee) {
        for (int i = 0; i < world.between(0, 4); i++) {
            int what = (int) world.between(0, 5);
            later(
                    500,
                    900_000,
                    "answer",
                    () -> platform.payments.command("answer a transfer", () -> {
                        UUID business = platform.business;
                        switch (what) {
                            case 0, 1 -> platform.payments.wallets.authorise(business, payer, id);
                            case 2, 3 -> platform.payments.wallets.accept(business, payee, id);
                            case 4 -> platform.payments.wallets.decline(business, payee, id);
                            default -> platform.payments.wallets.cancel(business, payer, id);
                        }
                    }));
        }
    }
}
