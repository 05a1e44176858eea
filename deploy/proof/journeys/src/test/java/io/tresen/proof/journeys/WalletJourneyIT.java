package io.tresen.proof.journeys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.tresen.proof.OnThePlatform;
import io.tresen.proof.client.Http;
import io.tresen.proof.client.Pause;
import io.tresen.proof.client.Shop;
import io.tresen.proof.client.Shopper;
import io.tresen.proof.client.WalletPage;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * Money in wallets: topped up by card, an order paid from one, money sent and asked for between two shoppers, all begun in the
 * chat.
 */
class WalletJourneyIT extends OnThePlatform {

    private final Shop shop = shop();

    @Test
    void anOrderPaidFromTheWalletIsConfirmedAndItsCancellationFillsTheWalletAgain() {
        shop.product("cup", "Cup", 1_990, 5, "goods");
        Shopper ada = shop.shopper().consenting();
        topUp(ada, 5_000);
        pin(ada, "2580");
        String orderNo = buyFromTheWallet(ada, "2580");
        assertEquals(3_010, balance(ada));
        String orderId = shop.orderByNo(orderNo).path("order_id").asText();
        shop.awaitPaymentStatus(orderId, "paid");
        ada.tap("cancel:" + orderNo);
        shop.awaitStatus(orderId, "cancelled");
        ada.awaitNotice("refund");
        assertEquals(5_000, balance(ada));
        assertEquals(
                List.of("PaymentPending", "PaymentSucceeded", "RefundSucceeded"),
                invariants().eventsOf(orderId).get("payment.payment.v1"));
    }

    @Test
    void aWalletThatACardFilledOnItsPagesPaysAnOrder() {
        shop.product("cup", "Cup", 1_990, 5, "goods");
        Shopper ada = shop.shopper().consenting();
        ada.say("wallet");
        WalletPage wallet = WalletPage.ofNewestLink(shop.origin(), ada);
        String form = formWith(wallet, "name=\"amount\"").orElseThrow();
        String card = wallet.send("action", "top-up", "form", WalletPage.hidden(form, "form"), "amount", "50.00");
        assertTrue(page(card).contains("€50.00"), () -> page(card));
        pay(card, "pm_card_visa_chargeDeclined");
        assertTrue(page(card).contains("was declined"), () -> page(card));
        assertTrue(wallet.html().contains("declined by the card"), wallet::html);
        assertTrue(wallet.html().contains("€0.00"), wallet::html);
        pay(card, "pm_card_visa");
        assertTrue(page(card).contains("Thank you"), () -> page(card));
        assertTrue(wallet.html().contains("in your wallet"), wallet::html);
        pay(card, "pm_card_visa");
        assertEquals(5_000, balance(ada));
        assertTrue(ada.awaitNotice("top_up").toString().contains("topped up with €50.00"));
        pin(ada, "2580");
        buyFromTheWallet(ada, "2580");
        assertEquals(3_010, balance(ada));
        assertEquals(1, ada.notices("top_up"));
    }

    @Test
    void moneySentInTheChatIsHeldUntilItIsAcceptedAndBothAreToldTheSame() {
        Shopper ada = shop.shopper().consenting();
        Shopper ben = shop.shopper().consenting();
        topUp(ada, 2_000);
        pin(ada, "2580");
        ada.tap("wallet:send");
        ada.say(number(ben) + " 12.50");
        payOnThePage(ada, "2580");
        ben.await(message -> message.toString().contains("transfer:accept:"), "the offer");
        assertEquals(2_000, balance(ada));
        assertEquals(750, wallet(ada).at("/available/amount_minor").asLong());
        String id = offered(ben, "transfer:accept:");
        ben.tapOffered("transfer:accept:" + id);
        String told = booked(ada);
        assertTrue(told.contains("12.50") && told.contains("from you"), told);
        assertTrue(booked(ben).contains("to you"), () -> booked(ben));
        assertEquals(750, balance(ada));
        assertEquals(1_250, balance(ben));
        assertEquals(
                List.of("TransferRequested", "TransferPending", "TransferPosted"),
                invariants().eventsOf(id).get("payment.transfer.v1"));
    }

    @Test
    void whatIsAskedForIsPaidByPinOrDeclinedAndHoldsNothing() {
        Shopper ada = shop.shopper().consenting();
        Shopper ben = shop.shopper().consenting();
        topUp(ada, 1_000);
        pin(ada, "2580");
        ben.tap("wallet:request");
        ben.say(number(ada) + " 9.00");
        ada.awaitNotice("payment_request");
        assertEquals(1_000, wallet(ada).at("/available/amount_minor").asLong());
        ada.tapOffered("transfer:pay:" + offered(ada, "transfer:pay:"));
        payOnThePage(ada, "2580");
        booked(ada);
        booked(ben);
        assertEquals(100, balance(ada));
        assertEquals(900, balance(ben));

        ben.tap("wallet:request");
        ben.say(number(ada) + " 1.00");
        ada.await(message -> message.toString().contains("€1.00"), "the second request");
        ada.tapOffered("transfer:decline:" + offered(ada, "transfer:decline:"));
        ben.await(message -> message.toString().contains("was declined"), "the answer");
        assertEquals(100, balance(ada));
    }

    @Test
    void anOrderThatTheShopAsksForIsPaidByTheShoppersPinAndConfirmed() {
        shop.product("bowl", "Bowl", 1_990, 5, "goods");
        Shopper ada = shop.shopper().consenting();
        topUp(ada, 5_000);
        pin(ada, "2580");
        ada.order("k", "bowl", 1, 1_990);
        ada.address("50667");
        ada.tapOffered("pay:now");
        String orderNo = ada.awaitNotice("payment_request")
                .path("notice")
                .path("order_no")
                .asText();
        String orderId = shop.orderByNo(orderNo).path("order_id").asText();
        JsonNode asked = shop.http()
                .post(
                        "/payments/v1/payment-requests",
                        """
                        {"from_shopper_id": "%s", "order_id": "%s", "amount": {"amount_minor": 1990, "currency": "EUR"}}"""
                                .formatted(ada.shopperId(), orderId))
                .expect(201);
        assertTrue(asked.path("pays_order").asBoolean(), asked::toString);
        String id = asked.path("transfer_id").asText();
        ada.await(message -> message.toString().contains("transfer:pay:" + id), "the request");
        ada.tapOffered("transfer:pay:" + id);
        payOnThePage(ada, "2580");
        ada.awaitNotice("order_confirmation");
        ada.awaitNotice("payment_confirmation");
        shop.awaitStatus(orderId, "confirmed");
        shop.awaitPaymentStatus(orderId, "paid");
        assertEquals(3_010, balance(ada));
        List<String> seen = noticesThatTheShopSees(ada);
        assertTrue(seen.containsAll(List.of("order_confirmation", "payment_confirmation")), seen::toString);
        assertEquals(1, ada.notices("payment_confirmation"), "the order is told to be paid once");
        assertEquals(0, ada.notices("transfer"), "and not as money beside it");
        assertEquals(
                List.of("PaymentPending", "PaymentSucceeded"),
                invariants().eventsOf(orderId).get("payment.payment.v1"));
        assertEquals(
                List.of("TransferRequested", "TransferPosted"),
                invariants().eventsOf(id).get("payment.transfer.v1"));
    }

    @Test
    void onlyTheShopperSeesTheWayToTheWallet() {
        Shopper ada = shop.shopper().consenting();
        ada.say("wallet");
        WalletPage page = WalletPage.ofNewestLink(shop.origin(), ada);
        String seen = shop.http()
                .get("/chat/v1/conversations/" + ada.conversationId() + "/messages?limit=100")
                .expect(200)
                .toString();
        assertTrue(seen.contains("/payments/v1/wallet/"), seen);
        assertFalse(seen.contains("/payments/v1/wallet/ey"), seen);
        String forged = page.path().replaceAll(".$", "A") + "x";
        assertTrue(List.of(401, 404).contains(page.at(forged).answer().status()));
    }

    private static Shop shop() {
        return newShop().payableBy("card", "wallet", "cod");
    }

    /** The shop's counter takes cash for the wallet. */
    private void topUp(Shopper shopper, long amountMinor) {
        shop.http()
                .post(
                        wallets(shopper) + "/top-ups",
                        "{\"amount\": {\"amount_minor\": " + amountMinor + ", \"currency\": \"EUR\"}}")
                .expect(201);
    }

    private static void pin(Shopper shopper, String pin) {
        shopper.http()
                .put(wallets(shopper) + "/pin", "{\"pin\": \"" + pin + "\"}")
                .expect(204);
    }

    private JsonNode wallet(Shopper shopper) {
        return shopper.http().get(wallets(shopper)).expect(200);
    }

    private long balance(Shopper shopper) {
        return wallet(shopper).at("/balance/amount_minor").asLong();
    }

    private static String wallets(Shopper shopper) {
        return "/payments/v1/wallets/" + shopper.shopperId();
    }

    /** The number that a shopper gives away: what the chat says under "wallet". */
    private static String number(Shopper shopper) {
        shopper.say("wallet");
        String told = shopper.await(message -> message.toString().contains("needs your number: "), "the number")
                .toString();
        Matcher digits = Pattern.compile("needs your number: ([0-9]+)").matcher(told);
        assertTrue(digits.find(), told);
        return digits.group(1);
    }

    /** Kinds of the notices of a conversation, as the shop's inbox has them. */
    private List<String> noticesThatTheShopSees(Shopper shopper) {
        return shop
                .http()
                .get("/chat/v1/conversations/" + shopper.conversationId() + "/messages?limit=100")
                .expect(200)
                .findValues("notice")
                .stream()
                .map(notice -> notice.path("kind").asText())
                .toList();
    }

    private static String offered(Shopper shopper, String prefix) {
        String told = shopper.await(message -> message.toString().contains(prefix), prefix)
                .toString();
        int at = told.indexOf(prefix) + prefix.length();
        return told.substring(at, at + 36);
    }

    private static String booked(Shopper shopper) {
        return shopper.await(
                        message -> message.path("notice").path("kind").asText().equals("transfer")
                                && message.toString().contains("is booked"),
                        "the entry")
                .toString();
    }

    /** Orders a cup in the chat and pays it from the wallet on the pay page. @return the order's number */
    private String buyFromTheWallet(Shopper shopper, String pin) {
        shopper.order("k", "cup", 1, 1_990);
        shopper.address("50667");
        shopper.tapOffered("pay:wallet");
        String uri = shopper.awaitNotice("payment_request")
                .at("/message/interactive/action/parameters/payment_settings/0/payment_link/uri")
                .asText();
        Http anyone = new Http(shop.origin(), null);
        String page = uri.substring(uri.indexOf("/payments/"));
        assertEquals(
                422,
                anyone.post(page, "{\"method\": \"wallet\", \"pin\": \"0000\"}").status());
        assertEquals(
                "captured",
                anyone.post(page, "{\"method\": \"wallet\", \"pin\": \"" + pin + "\"}")
                        .expect(200)
                        .path("status")
                        .asText());
        String orderNo = shopper.awaitNotice("order_confirmation")
                .path("notice")
                .path("order_no")
                .asText();
        shopper.awaitNotice("payment_confirmation");
        return orderNo;
    }

    private String page(String path) {
        return new Http(shop.origin(), null).page(path).expect(200).asText();
    }

    /** By the form of the top-up's page, which leads back to it, or to that of the try after a declined one. */
    private void pay(String topUp, String card) {
        Http.Answer answer = new Http(shop.origin(), null).form(topUp, "method", "card", "card_token", card);
        answer.expect(303);
        String next = WalletPage.below(answer.header("Location"));
        assertTrue(next.startsWith("/payments/v1/top-up/"), next);
    }

    private static Optional<String> formWith(WalletPage page, String... parts) {
        return page.forms().stream()
                .filter(form -> List.of(parts).stream().allMatch(form::contains))
                .findFirst();
    }

    /** Types the PIN beside the transfer that waits on the wallet's page. */
    private void payOnThePage(Shopper shopper, String pin) {
        WalletPage page = WalletPage.ofNewestLink(shop.origin(), shopper);
        Pause pause = new Pause(Duration.ofSeconds(30));
        Optional<String> form;
        do {
            form = formWith(page, "name=\"transfer_id\"", "name=\"pin\"");
        } while (form.isEmpty() && pause.again());
        String transfer = WalletPage.hidden(form.orElseThrow(() -> new AssertionError(page.html())), "transfer_id");
        page.send("action", "pay", "pin", pin, "transfer_id", transfer);
    }
}
