package io.tresen.benchmarks;

import java.util.List;

/**
 * Back-in-stock waves. A million wait for a product of which a thousand come back, again and again ({@link Waves}). Then all that
 * wait for another product are told, once there is one for each: notices a second.
 */
final class Fanout implements Measurement {

    private static final int PRODUCTS = 50;
    private static final String RARE = "rare";
    private static final String PLENTY = "plenty";

    private final int rounds;
    private final long subscribers;
    private final long delivered;
    private final long available;
    private final long rate;
    private final long seconds;

    Fanout(Settings settings) {
        rounds = (int) settings.number("rounds", 3, 1);
        subscribers = settings.number("subscribers", Waves.MILLION, 3_000);
        delivered = settings.scaled("delivered", 100_000, 1_000);
        available = settings.number("available", 1_000, 100);
        rate = settings.number("orders-per-s", 20, 5);
        seconds = settings.number("around-s", 20, 6);
        if (available * (rounds + 1) > subscribers || delivered > subscribers) {
            throw new Settings.Misunderstood("fewer wait than are to be told");
        }
    }

    @Override
    public void of(Run run) {
        Shop shop = Shop.register(run.stage().origin());
        OrderTraffic.putProducts(shop, PRODUCTS);
        shop.product(RARE, "Rare", 1_000, 0);
        shop.product(PLENTY, "Plenty", 1_000, 0);
        run.report().violated(run.stage().awaitRest(120));
        Databases databases = new Databases(run.stage());
        Subscribers lines = new Subscribers(databases, shop.businessId());
        long begin = System.nanoTime();
        lines.shoppers(subscribers);
        lines.waitFor(1, RARE, subscribers);
        lines.waitFor(2, PLENTY, delivered);
        run.report()
                .note(
                        "Subscribers are rows that COPY wrote into chat-service's and notification-service's databases, in "
                                + (System.nanoTime() - begin) / 1_000_000_000L
                                + " s; all else went by REST and topics.");
        new Waves(run, shop, RARE, PRODUCTS, available, rate, seconds).measure(rounds, subscribers);
        deliver(run, shop);
        long told = available * (rounds + 1) + delivered;
        expect(run, databases, "notices sent", "select count(*) from notice where state = 'sent'", told);
        expect(run, databases, "places told", "select count(*) from subscription where state = 'told'", told);
    }

    private static void expect(Run run, Databases databases, String what, String sql, long wanted) {
        long found = databases.number("notification", sql);
        run.report().count(what, found);
        if (found != wanted) {
            run.report().violated(List.of(what + ": " + found + ", not " + wanted));
        }
    }

    /** Everybody of the second line is told. */
    private void deliver(Run run, Shop shop) {
        Processes processes = run.stage().processes();
        Usage begin = Usage.of(processes);
        Usage end;
        long restock;
        List<Long> at;
        try (Notices notices = new Notices(run.stage())) {
            restock = System.nanoTime();
            shop.stock(PLENTY, delivered);
            notices.await(delivered);
            end = Usage.of(processes);
            run.report().violated(run.stage().awaitRest(300));
            at = notices.atNs();
        }
        long last = at.isEmpty() ? restock : at.get(at.size() - 1);
        run.report().count("notices of the whole line", at.size());
        run.report().figure(Figure.of("a line of " + delivered + " is told within", (last - restock) / 1e9, "s"));
        run.report().figure(Figure.against("notices", Numbers.perSecond(at.size(), last - restock)));
        run.report().figure(Figure.of("CPU for each notice", Numbers.each(end.totalSince(begin), at.size()), "ms"));
        if (at.size() != delivered) {
            run.report().violated(List.of(at.size() + " notices for a line of " + delivered));
        }
    }
}
