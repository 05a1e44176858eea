package io.tresen.proof.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Shoppers who top their wallets up by card, each time on a page of its own: with cards that pay, are late, want their holder to
 * be asked, bring another amount or are declined; who was declined tries another card. Some of the holders answer their bank
 * at once, the others when all is {@link #settle settled}.
 */
final class TopUpCustomers {

    private static final String VISA = "pm_card_visa";
    private static final String ASKS_THE_HOLDER = "pm_sandbox_requires_action";
    private static final List<String> CARDS = List.of(
            VISA,
            VISA,
            "pm_sandbox_wrong_amount",
            "pm_sandbox_late_webhook",
            ASKS_THE_HOLDER,
            "pm_card_visa_chargeDeclined");
    private static final int LEAST_MINOR = 200;
    private static final int SPREAD_MINOR = 100;

    private final List<WalletOwner> owners;
    private final Http pages;
    private final AtomicInteger begun = new AtomicInteger();
    private final AtomicInteger succeeded = new AtomicInteger();
    private final Queue<String> asked = new ConcurrentLinkedQueue<>();
    private final Queue<String> open = new ConcurrentLinkedQueue<>();

    TopUpCustomers(Shop shop, List<WalletOwner> owners) {
        this.owners = owners;
        this.pages = shop.http().open();
    }

    /** Begins one whose card holder is asked, to be looked up while no card is taken any more. */
    void stockUp(int number) {
        pay(owners.get(number % owners.size()), LEAST_MINOR, ASKS_THE_HOLDER).ifPresent(asked::add);
    }

    /** Tops one wallet up. */
    void one(Random random) {
        WalletOwner owner = owners.get(random.nextInt(owners.size()));
        long amountMinor = LEAST_MINOR + random.nextInt(SPREAD_MINOR);
        Optional<String> bank = pay(owner, amountMinor, CARDS.get(random.nextInt(CARDS.size())));
        if (random.nextBoolean()) {
            bank.ifPresent(this::approve);
        } else {
            bank.ifPresent(asked::add);
        }
    }

    /** Every card holder who was asked says yes to the bank, also where the answer that led there came to nobody. */
    void settle() {
        for (String page = open.poll(); page != null; page = open.poll()) {
            bank(pages.get(page).expect(200)).ifPresent(asked::add);
        }
        for (String bank = asked.poll(); bank != null; bank = asked.poll()) {
            approve(bank);
        }
    }

    /** How many were begun so far. */
    long begun() {
        return begun.get();
    }

    String told() {
        return "top-ups by card %s, %s at once".formatted(begun, succeeded);
    }

    /** @return where the card holder is asked, if so */
    private Optional<String> pay(WalletOwner owner, long amountMinor, String card) {
        Optional<JsonNode> topUp = owner.beginTopUp(amountMinor);
        if (topUp.isEmpty()) {
            owner.endDeclinedTopUps();
            return Optional.empty();
        }
        begun.incrementAndGet();
        String page = WalletPage.below(topUp.get().path("pay_url").asText());
        JsonNode paid = pay(page, card);
        if (paid.path("status").asText().equals("failed")) {
            paid = pay(page, VISA);
        }
        Optional<String> bank = bank(paid);
        if (paid.path("status").asText().equals("succeeded")) {
            succeeded.incrementAndGet();
        } else if (bank.isEmpty()) {
            open.add(page);
        }
        return bank;
    }

    private static Optional<String> bank(JsonNode topUp) {
        return Optional.ofNullable(topUp.at("/next_action/redirect_url").textValue());
    }

    private JsonNode pay(String page, String card) {
        return pages.post(page, "{\"method\": \"card\", \"card_token\": \"" + card + "\"}")
                .body();
    }

    /** At the bank, which leads back to the page. */
    private void approve(String bank) {
        String back = new Http(bank, null).page("").header("Location");
        pages.page(WalletPage.below(back));
    }
}
