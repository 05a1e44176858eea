package io.tresen.proof.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Somebody who writes to each service but order-service, about once a second, and remembers what was answered with 201: a
 * product, a message, a cash top-up of a wallet, a wish to be told. In the end all of it must be there, once. A wish that was refused,
 * as notification-service had not heard of its product yet, is made again in the end.
 */
public final class Witness {

    private static final String NAME = "witness-";
    private static final String PIN = "2580";
    private static final long AMOUNT_MINOR = 7;
    private static final Duration BREAK = Duration.ofSeconds(1);

    private final Shop shop;
    private final WalletOwner owner;
    private final Shopper shopper;
    private final List<String> products = new ArrayList<>();
    private final Set<String> messages = new HashSet<>();
    private final List<String> wishes = new ArrayList<>();
    private final List<String> refused = new ArrayList<>();
    private final ConcurrentLinkedQueue<String> troubles = new ConcurrentLinkedQueue<>();
    private final Thread hand = new Thread(this::write, "witness");
    private volatile boolean writes = true;
    private long toppedUp;

    /** @param shop its own: nobody else touches its wallets */
    public Witness(Shop shop) {
        this.shop = shop.payableBy("card", "wallet", "cod");
        this.owner = WalletOwner.of(shop, PIN);
        this.shopper = shop.shopper().consenting();
    }

    /** Begins to write, and returns. */
    public Witness begin() {
        hand.setDaemon(true);
        hand.start();
        return this;
    }

    /** Stops, once what is under way is answered. @return how much was answered with 201 */
    public int stop() {
        writes = false;
        try {
            hand.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
        return products.size() + messages.size() + wishes.size() + (int) toppedUp;
    }

    /** What it could not get past. */
    public List<String> troubles() {
        return List.copyOf(troubles);
    }

    /** What was answered with 201 and is not there, or more than once; to be asked when it has stopped and nothing moves. */
    public List<String> wrong() {
        List<String> wrong = new ArrayList<>();
        for (String product : products) {
            if (shop.http().get("/catalog/v1/products/" + product).status() != 200) {
                wrong.add("product " + product + " is not there");
            }
        }
        wrong.addAll(said(messages, shopper.history()));
        for (String product : refused) {
            int status = wish(product);
            if (status != 201) {
                wrong.add("the wish for " + product + " is answered with " + status + " when all is at rest");
            }
        }
        wishes.addAll(refused);
        refused.clear();
        if (wishes.isEmpty()) {
            wrong.add("there is no wish");
        }
        for (String product : wishes) {
            JsonNode wish = shop.http()
                    .get("/notifications/v1/subscriptions?retailer_id=" + product)
                    .expect(200)
                    .path("data");
            if (wish.size() != 1) {
                wrong.add("of the wish for " + product + " there are " + wish.size());
            }
        }
        if (owner.availableMinor() != toppedUp * AMOUNT_MINOR) {
            wrong.add("the wallet has " + owner.availableMinor() + ", topped up " + toppedUp + " times by "
                    + AMOUNT_MINOR);
        }
        return wrong;
    }

    /** Messages that were answered with 201 and are not there, and any text of a witness that is there more than once. */
    static List<String> said(Set<String> answered, List<JsonNode> history) {
        Set<String> missing = new TreeSet<>(answered);
        Map<String, Integer> times = new TreeMap<>();
        for (JsonNode message : history) {
            missing.remove(message.path("id").asText());
            String text = message.at("/message/text/body").asText();
            if (message.path("direction").asText().equals("inbound") && text.startsWith(NAME)) {
                times.merge(text, 1, Integer::sum);
            }
        }
        List<String> wrong = new ArrayList<>();
        missing.forEach(message -> wrong.add("message " + message + " is not there"));
        times.forEach((text, there) -> {
            if (there > 1) {
                wrong.add("the message " + text + " is there " + there + " times");
            }
        });
        return wrong;
    }

    private void write() {
        for (int number = 0; writes; number++) {
            try {
                one(NAME + number);
            } catch (RuntimeException | AssertionError e) {
                troubles.add(e.toString());
            }
            Pause pause = new Pause(BREAK);
            while (writes && pause.again()) {
                // a moment later
            }
        }
    }

    private void one(String name) {
        shop.product(name, "Witness", 500, 0, "goods");
        products.add(name);
        messages.add(shopper.say(name));
        owner.topUp(AMOUNT_MINOR);
        toppedUp++;
        // while Kafka is away notification-service hears of no product, and says so
        (wish(name) == 201 ? wishes : refused).add(name);
    }

    /** @return the answer's status */
    private int wish(String product) {
        return shop.http()
                .post(
                        "/notifications/v1/subscriptions",
                        "{\"conversation_id\": \"%s\", \"retailer_id\": \"%s\"}"
                                .formatted(shopper.conversationId(), product))
                .status();
    }
}
