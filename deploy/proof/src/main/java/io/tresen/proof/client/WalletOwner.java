package io.tresen.proof.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A shopper with a wallet and a PIN, who sends money in the chat and by REST. */
public final class WalletOwner {

    private static final Pattern NUMBER = Pattern.compile("needs your number: ([0-9]+)");
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Duration TAP_AGAIN = Duration.ofSeconds(5);

    private final Shop shop;
    private final Shopper shopper;
    private final String pin;
    private final String number;

    private WalletOwner(Shop shop, Shopper shopper, String pin) {
        this.shop = shop;
        this.shopper = shopper;
        this.pin = pin;
        shopper.http().put(wallet() + "/pin", "{\"pin\": \"" + pin + "\"}").expect(204);
        this.number = number(shopper);
    }

    /** Opens a chat with a shop that takes wallets, accepts its terms and sets a PIN. */
    public static WalletOwner of(Shop shop, String pin) {
        return new WalletOwner(shop, shop.shopper().consenting(), pin);
    }

    public String shopperId() {
        return shopper.shopperId();
    }

    public String pin() {
        return pin;
    }

    /** What nothing holds, in minor units. */
    public long availableMinor() {
        return shopper.http()
                .get(wallet())
                .expect(200)
                .at("/available/amount_minor")
                .asLong();
    }

    /** The shop's counter takes cash for the wallet. */
    public void topUp(long amountMinor) {
        shop.http()
                .post(wallet() + "/top-ups", "{\"amount\": " + money(amountMinor) + "}")
                .expect(201);
    }

    /**
     * Begins a top-up by card.
     *
     * @return it, with the address where it is paid; empty when no more may be open
     */
    Optional<JsonNode> beginTopUp(long amountMinor) {
        Http.Answer answer = shop.http()
                .post(wallet() + "/top-ups", "{\"method\": \"card\", \"amount\": " + money(amountMinor) + "}");
        return answer.body().path("type").asText().endsWith("/too-many-top-ups")
                ? Optional.empty()
                : Optional.of(answer.expect(202));
    }

    /** Ends, on the wallet's page, what was declined: nobody tries it again. */
    void endDeclinedTopUps() {
        talk("wallet");
        WalletPage page = WalletPage.ofNewestLink(shop.origin(), shopper);
        shopper.http()
                .get(wallet() + "/top-ups?limit=20")
                .expect(200)
                .path("data")
                .forEach(topUp -> {
                    if (topUp.path("status").asText().equals("failed")) {
                        page.send(
                                "action",
                                "end-top-up",
                                "top_up_id",
                                topUp.path("top_up_id").asText());
                    }
                });
    }

    /** Sends at once. */
    public void sendAtOnce(WalletOwner to, long amountMinor) {
        shopper.http()
                .post(
                        "/payments/v1/transfers",
                        """
                        {"from_shopper_id": "%s", "to_shopper_id": "%s", "amount": %s, "pin": "%s"}"""
                                .formatted(shopperId(), to.shopperId(), money(amountMinor), pin))
                .expect(201);
    }

    /** Begins to send in the chat; nothing is held before the PIN. @return the transfer's id */
    public String sendInChat(WalletOwner to, long amountMinor) {
        return begin("wallet:send", "send", to, amountMinor);
    }

    /** Asks another for money in the chat. @return the transfer's id */
    public String askInChat(WalletOwner payer, long amountMinor) {
        return begin("wallet:request", "request", payer, amountMinor);
    }

    private String begin(String tap, String kind, WalletOwner other, long amountMinor) {
        talk(tap, other.number + " " + amountMinor / 100 + "." + String.format("%02d", amountMinor % 100));
        boolean sends = kind.equals("send");
        String from = (sends ? this : other).shopperId();
        String to = (sends ? other : this).shopperId();
        Pause pause = new Pause(PATIENCE);
        do {
            for (JsonNode transfer : shopper.http()
                    .get("/payments/v1/transfers?status=requested&limit=10")
                    .expect(200)
                    .path("data")) {
                if (transfer.path("kind").asText().equals(kind)
                        && transfer.path("from_shopper_id").asText().equals(from)
                        && transfer.path("to_shopper_id").asText().equals(to)) {
                    return transfer.path("transfer_id").asText();
                }
            }
        } while (pause.again());
        throw new AssertionError("nothing came of " + tap + "; the conversation ends with\n" + shopper.newest(8));
    }

    /** A tap and the text it asks for. One hand at a time: another word in between would be taken for what was asked. */
    private synchronized void talk(String tap, String text) {
        shopper.tap(tap);
        shopper.say(text);
    }

    private synchronized void talk(String text) {
        shopper.say(text);
    }

    /** Agrees, by PIN, to pay what was sent or asked for. */
    public void agree(String transfer) {
        answer(transfer, "acceptance", "{\"pin\": \"" + pin + "\"}");
    }

    /** Takes what was sent. */
    public void accept(String transfer) {
        answer(transfer, "acceptance", "{}");
    }

    /** Says no to what was sent or asked for. */
    public void decline(String transfer) {
        answer(transfer, "declination", "{}");
    }

    /** Takes back what was begun. */
    public void cancel(String transfer) {
        answer(transfer, "cancellation", "{}");
    }

    private void answer(String transfer, String what, String body) {
        shopper.http()
                .post("/payments/v1/transfers/" + transfer + "/" + what, body)
                .expect(200);
    }

    /** Taps {@code transfer:accept:…} or another answer, once the chat offers it, until it counts. */
    public void tap(String answer, String transfer) {
        Pause pause = new Pause(PATIENCE);
        do {
            Pause counts = new Pause(TAP_AGAIN);
            boolean tapped = shopper.tapWhereOffered("transfer:" + answer + ":" + transfer);
            while (tapped && counts.again()) {
                if (!isOpen(transfer)) {
                    return;
                }
            }
        } while (pause.again());
        throw new AssertionError("the tap to " + answer + " transfer " + transfer + " never counted");
    }

    private boolean isOpen(String transfer) {
        String status = shopper.http()
                .get("/payments/v1/transfers/" + transfer)
                .expect(200)
                .path("status")
                .asText();
        return status.equals("requested") || status.equals("pending");
    }

    private String wallet() {
        return "/payments/v1/wallets/" + shopperId();
    }

    private static String money(long amountMinor) {
        return "{\"amount_minor\": " + amountMinor + ", \"currency\": \"EUR\"}";
    }

    /** The number that a shopper gives away: what the chat says under "wallet". */
    private static String number(Shopper shopper) {
        shopper.say("wallet");
        Matcher told = NUMBER.matcher(
                shopper.await(message -> NUMBER.matcher(message.toString()).find(), "the number")
                        .toString());
        if (!told.find()) {
            throw new AssertionError("no number");
        }
        return told.group(1);
    }
}
