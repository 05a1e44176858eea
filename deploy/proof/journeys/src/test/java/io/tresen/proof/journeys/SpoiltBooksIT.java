package io.tresen.proof.journeys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tresen.contracts.Topics;
import io.tresen.proof.OnThePlatform;
import io.tresen.proof.client.Pause;
import io.tresen.proof.client.Shop;
import io.tresen.proof.client.Shopper;
import io.tresen.proof.client.WalletOwner;
import io.tresen.proof.invariants.Invariants;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The checker is checked: behind journeys that ended well, rows and a record are spoilt for a moment, one for each invariant, and
 * the invariants that they break are named, and no others. Those of one look break different ones, as each look reads everything. What the databases themselves do not let happen is planted with their guard off, or in tables
 * of a test's own.
 */
class SpoiltBooksIT extends OnThePlatform {

    private static final String PIN = "2580";
    private static final long WALLET_MINOR = 1_000;
    private static final String SEQUENCES = "I5 sequences per topic and key have no hole and no double";
    private static final String COPIES = "I6 copies rebuilt from the topics equal the live ones";

    /** Invariants that had something to find. */
    private final Set<String> met = new TreeSet<>();

    /** All that there are. */
    private final Set<String> all = new TreeSet<>();

    private Shop shop;
    /** Of the shop, as a condition. */
    private String business;

    private String orderId;
    private String paidFromWallet;
    private String shopperId;

    @BeforeEach
    void journeys() {
        shop = newShop().payableBy("card", "wallet", "cod");
        business = "business_id = '" + shop.businessId() + "'";
        shop.product("bowl", "Bowl", 700, 3, "goods");
        shop.product("vase", "Vase", 900, 0, "goods");
        shop.http()
                .put(
                        "/orders/v1/discounts/spoilt",
                        "{\"amount\": {\"amount_minor\": 100, \"currency\": \"EUR\"}, \"max_uses\": 2}")
                .expect(201);
        Shopper ada = shop.shopper().consenting();
        ada.tapUntilOffered("product:vase", "notify:vase");
        ada.order("k", "bowl", 1, 700);
        ada.address("50667");
        ada.tapOffered("pay:cod");
        String orderNo = ada.awaitNotice("order_confirmation")
                .path("notice")
                .path("order_no")
                .asText();
        orderId = shop.orderByNo(orderNo).path("order_id").asText();
        fromAWallet();
        shop.setStock("vase", 2);
        ada.awaitNotice("back_in_stock");
        assertAtRest();
    }

    private void fromAWallet() {
        WalletOwner ben = WalletOwner.of(shop, PIN);
        shopperId = ben.shopperId();
        ben.topUp(WALLET_MINOR);
        paidFromWallet = shop.http()
                .post(
                        "/orders/v1/orders",
                        """
                        {"lines": [{"retailer_id": "bowl", "quantity": 1}], "payment_method": "wallet", "shopper_id": "%s",
                         "customer": {"name": "Ben"}, "delivery_address": {"name": "Ben", "street": "Weg 1",
                          "postcode": "50667", "city": "Köln", "country": "DE"}}"""
                                .formatted(shopperId))
                .expect(202)
                .path("order_id")
                .asText();
        shop.http()
                .open()
                .post(shop.payPath(paidFromWallet), "{\"method\": \"wallet\", \"pin\": \"" + PIN + "\"}")
                .expect(200);
        shop.awaitStatus(paidFromWallet, "confirmed");
    }

    /** @param invariant its whole name, since several have one number @param mend undoes {@code how}; each changes one row */
    private record Spoil(String invariant, String service, String how, String mend) {}

    @Test
    void eachSpoiltRowIsFoundByItsInvariant() throws SQLException {
        awaitNumbered();
        try (PlantedRecord planted = new PlantedRecord(platform().bootstrapServers(), Topics.NOTIFICATION_NOTICE)) {
            assertFound(
                    Set.of(SEQUENCES, Invariants.OF_WALLETS),
                    stock(),
                    lostPayment(),
                    placedAgain(),
                    movementOfAnother(),
                    lostLeg(),
                    toldTwice());
            met.add(SEQUENCES);
        }
        assertFound(Set.of(), unpaidTopUp(), otherPrice(), inLine("product_id"), richerWallet(), unusedUse());
        assertFound(Set.of(), inLine("gen_random_uuid()"));
        copy();
        lost();
        assertEquals(all, met, () -> met.size() + " of " + all.size());
    }

    private Spoil stock() {
        return new Spoil(
                "I1 stock equals the sum of its movements and is never below zero",
                "catalog",
                "update stock set on_hand = on_hand + 1 where " + business + " and " + ofBowl(),
                "update stock set on_hand = on_hand - 1 where " + business + " and " + ofBowl());
    }

    private String ofBowl() {
        return "product_id = (select product_id from product where " + business + " and retailer_id = 'bowl')";
    }

    private Spoil lostPayment() {
        String itsCapture = " where " + business + " and kind = 'capture'";
        return new Spoil(
                "I2 each owed order is paid once, by one charge or from one wallet, and nobody else keeps a charge",
                "payment",
                unguarded("ledger_transfer", "update ledger_transfer set order_id = payment_id" + itsCapture),
                unguarded(
                        "ledger_transfer",
                        "update ledger_transfer set order_id = '" + paidFromWallet + "'" + itsCapture));
    }

    private Spoil unpaidTopUp() {
        return new Spoil(
                Invariants.OF_TOP_UPS,
                "payment",
                """
                insert into top_up (business_id, top_up_id, shopper_id, amount_minor, currency, pay_token, by_kind,
                  created_at, pay_by, state, taken_minor, taken_currency)
                values ('%s', gen_random_uuid(), '%s', 5, 'EUR', 'spoilt', 'business', now(), now(), 'captured', 5, 'EUR')"""
                        .formatted(shop.businessId(), shopperId),
                "delete from top_up where pay_token = 'spoilt'");
    }

    private Spoil placedAgain() {
        String itself = " where order_id = '" + orderId + "'";
        return new Spoil(
                "I3 every accepted order has an end or is in the shop's hands",
                "order",
                "update orders set status = 'placed'" + itself,
                "update orders set status = 'confirmed'" + itself);
    }

    private Spoil otherPrice() {
        String itself = " where order_id = '" + orderId + "'";
        return new Spoil(
                "I9 the parts of each order add up",
                "order",
                "update order_line set unit_price_minor = unit_price_minor + 1" + itself,
                "update order_line set unit_price_minor = unit_price_minor - 1" + itself);
    }

    /** There is more in it than came and went. */
    private Spoil richerWallet() {
        String itself = " where account_id = (select account_id from ledger_account where " + business
                + " and kind = 'shopper_wallet')";
        return new Spoil(
                Invariants.OF_WALLETS,
                "payment",
                "update ledger_balance set posted_minor = posted_minor + 1" + itself,
                "update ledger_balance set posted_minor = posted_minor - 1" + itself);
    }

    /** A use is taken for which there is no order. */
    private Spoil unusedUse() {
        String itself = " where " + business + " and code = 'SPOILT'";
        return new Spoil(
                Invariants.OF_CODES,
                "order",
                "update discount set uses = uses + 1" + itself,
                "update discount set uses = uses - 1" + itself);
    }

    private Spoil movementOfAnother() throws SQLException {
        String itself = " where order_id = '" + orderId + "'";
        return new Spoil(
                "I4 each effect has one event and each event one effect",
                "catalog",
                "update stock_movement set event_id = product_id" + itself,
                "update stock_movement set event_id = '"
                        + text("catalog", "select event_id from stock_movement" + itself) + "'" + itself);
    }

    /** One leg of a transfer is gone, though a statement's line names it; so the statement does not add up either. */
    private Spoil lostLeg() throws SQLException {
        String guard = "ledger_line_entry_id_fkey";
        String what =
                text("payment", "select pg_get_constraintdef(oid) from pg_constraint where conname = '" + guard + "'");
        return new Spoil(
                "I7 the ledger balances and agrees with the events and the provider's book",
                "payment",
                "alter table ledger_line drop constraint " + guard + "; create table spoilt (like ledger_entry); "
                        + unguarded(
                                "ledger_entry",
                                "with gone as (delete from ledger_entry where account_id = (select account_id from"
                                        + " ledger_account where " + business + " and kind = 'cash_in_transit')"
                                        + " returning *) insert into spoilt select * from gone"),
                unguarded("ledger_entry", "insert into ledger_entry overriding system value select * from spoilt")
                        + "; drop table spoilt; alter table ledger_line add constraint " + guard + " " + what);
    }

    /** What has no line yet would never get one. */
    private static void awaitNumbered() throws SQLException {
        Pause pause = new Pause(Duration.ofSeconds(60));
        while (!text("payment", "select count(*) from ledger_unnumbered").equals("0")) {
            assertTrue(pause.again(), "entries get their lines");
        }
    }

    /** A rebuild finds it and, by being one, mends it. */
    private void copy() throws SQLException {
        assertEquals(1, run("order", "update business_copy set country = 'FR' where " + business));
        assertEquals(Set.of(COPIES), named(invariants().checkCopies("order")));
        assertEquals(Set.of(), named(invariants().checkCopies("order")));
        met.add(COPIES);
    }

    /** What was told is told again, which an index forbids. */
    private Spoil toldTwice() throws SQLException {
        UUID copy = UUID.randomUUID();
        String index = text("notification", "select indexdef from pg_indexes where indexname = 'notice_once'");
        return new Spoil(
                Invariants.OF_WISHES,
                "notification",
                "drop index notice_once; insert into notice (business_id, notice_id, subscription_id, product_id,"
                        + " retailer_id, conversation_id, shopper_id, state, requested_at, at) select business_id, '"
                        + copy + "', subscription_id, product_id, retailer_id, conversation_id, shopper_id, state,"
                        + " requested_at, at from notice where state = 'sent' and " + business,
                "delete from notice where notice_id = '" + copy + "'; " + index);
    }

    /** Somebody in line for what can be had, of whose wave no step is planned. @param product of what, as SQL */
    private Spoil inLine(String product) {
        UUID forgotten = UUID.randomUUID();
        return new Spoil(
                Invariants.OF_WISHES,
                "notification",
                "insert into subscription (business_id, subscription_id, product_id, retailer_id, conversation_id,"
                        + " shopper_id, since, lapses_at, not_before) select business_id, '" + forgotten + "', "
                        + product
                        + ", retailer_id, gen_random_uuid(), gen_random_uuid(), since, lapses_at, not_before"
                        + " from subscription where state = 'told' and " + business,
                "delete from subscription where subscription_id = '" + forgotten + "'");
    }

    /** A notice on its way to the chat. */
    private void lost() throws SQLException {
        UUID lost = UUID.randomUUID();
        String notice = "insert into notice (business_id, notice_id, subscription_id, product_id, retailer_id,"
                + " conversation_id, shopper_id, state, requested_at, at) select business_id, '" + lost + "', '" + lost
                + "', product_id, retailer_id, conversation_id, shopper_id, 'waiting', requested_at, at from notice"
                + " where state = 'sent' and " + business;
        assertEquals(1, run("notification", notice));
        try {
            assertEquals(
                    List.of("notification: 1 notices that nobody answered"),
                    invariants().awaitRest(Duration.ZERO));
        } finally {
            assertEquals(1, run("notification", "delete from notice where notice_id = '" + lost + "'"));
        }
    }

    /** @param others invariants that are broken besides */
    private void assertFound(Set<String> others, Spoil... spoils) throws SQLException {
        Set<String> broken = new TreeSet<>(others);
        Deque<Spoil> planted = new ArrayDeque<>();
        try {
            for (Spoil spoil : spoils) {
                assertEquals(1, run(spoil.service(), spoil.how()), spoil.how());
                planted.push(spoil);
                assertTrue(broken.add(spoil.invariant()), spoil.invariant());
            }
            assertEquals(broken, named(invariants().checkBooks()));
            planted.forEach(spoil -> met.add(spoil.invariant()));
        } finally {
            for (Spoil spoil : planted) {
                assertEquals(1, run(spoil.service(), spoil.mend()), spoil.mend());
            }
        }
    }

    /** The same statement while the table's triggers are off. */
    private static String unguarded(String table, String sql) {
        return "alter table %1$s disable trigger user; %2$s; alter table %1$s enable trigger user"
                .formatted(table, sql);
    }

    /** Which invariants are violated. */
    private Set<String> named(Map<String, List<String>> found) {
        all.addAll(found.keySet());
        Set<String> named = new TreeSet<>();
        found.forEach((name, violations) -> {
            if (!violations.isEmpty()) {
                named.add(name);
            }
        });
        return named;
    }

    private static String text(String service, String sql) throws SQLException {
        try (var connection = connect(service);
                var look = connection.prepareStatement(sql);
                var row = look.executeQuery()) {
            row.next();
            return row.getString(1);
        }
    }

    /** Statements in one transaction. @return how many rows they changed in all */
    private static int run(String service, String statements) throws SQLException {
        int changed = 0;
        try (var connection = connect(service);
                var statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute(statements);
            for (int count = statement.getUpdateCount(); count >= 0; count = statement.getUpdateCount()) {
                changed += count;
                statement.getMoreResults();
            }
            connection.commit();
        }
        return changed;
    }

    private static java.sql.Connection connect(String service) throws SQLException {
        String user = "tresen_" + service;
        return DriverManager.getConnection(platform().jdbcUrl(service), user, user);
    }
}
