package io.tresen.proof.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Somebody who writes to each service but order-service, about once a second, and remembers what was answered with 201: a
 * product, a message, a cash top-up of a wallet, a wish to be told. In the end all of it must be there, once. A few rounds later
 * what was wished for is back, and in the end the wish was told, once. A wish that was refused, as notification-service had not heard
 * of its product yet, is made again in the end.
 */
public final class Witness {

    private static final String NAME = "witness-";
    private static final String PIN = "2580";
    private static final long AMOUNT_MINOR = 7;
    private static final Duration BREAK = Duration.ofSeconds(1);
    /** So many wait at a time: a wave is for somebody whom notification-service has known for a while. */
    private static final int IN_LINE = 3;

    private static final int SOME = 5;

    private final Shop shop;
    private final WalletOwner owner;
    private final Shopper shopper;
    private final List<String> products = new ArrayList<>();
    private final Set<String> messages = new HashSet<>();
    private final Queue<String> inLine = new ArrayDeque<>();
    private final List<String> back = new ArrayList<>();
    private final List<String> refused = new ArrayList<>();
    private final ConcurrentLinkedQueue<String> troubles = new ConcurrentLinkedQueue<>();
    private final Thread hand = new Thread(this::write, "witness");
    private volatile boolean writes = true;
    private long toppedUp;
    private int wishes;

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
        return products.size() + messages.size() + wishes + (int) toppedUp;
    }

    /** For how many wishes there was something in the end; to be asked when it has stopped. */
    public int fulfilled() {
        return back.size();
    }

    /** Wishes that were fulfilled and not told once; to be asked when it has stopped and nothing moves. */
    public List<String> notToldOnce() {
        return back.isEmpty() ? List.of("there is no wish") : notToldOnce(back, shopper.history());
    }

    /** Products that were back and were not told once, and such as were told and were not back. */
    static List<String> notToldOnce(List<String> back, List<JsonNode> history) {
        Map<String, Integer> times = new TreeMap<>();
        back.forEach(product -> times.put(product, 0));
        List<String> wrong = new ArrayList<>();
        for (JsonNode message : history) {
            if (message.at("/notice/kind").asText().equals("back_in_stock")) {
                String product = message.at("/notice/retailer_id").asText();
                if (times.computeIfPresent(product, (same, told) -> told + 1) == null) {
                    wrong.add(product + " was told to be back and is not");
                }
            }
        }
        times.forEach((product, told) -> {
            if (told != 1) {
                wrong.add("that " + product + " is back was told " + told + " times");
            }
        });
        return wrong;
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
            JsonNode there = shop.http()
                    .get("/notifications/v1/subscriptions?retailer_id=" + product)
                    .expect(200)
                    .path("data");
            if (there.size() != 1) {
                wrong.add("of the wish for " + product + " there are " + there.size());
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
            String name = NAME + number;
            tried(() -> one(name));
            Pause pause = new Pause(BREAK);
            while (writes && pause.again()) {
                // a moment later
            }
        }
        while (!inLine.isEmpty()) {
            tried(this::bringBack);
        }
    }

    private void tried(Runnable act) {
        try {
            act.run();
        } catch (RuntimeException | AssertionError e) {
            troubles.add(e.toString());
        }
    }

    private void one(String name) {
        shop.product(name, "Witness", 500, 0, "goods");
        products.add(name);
        messages.add(shopper.say(name));
        owner.topUp(AMOUNT_MINOR);
        toppedUp++;
        if (wish(name) == 201) {
            wishes++;
            inLine.add(name);
        } else {
            // while Kafka is away notification-service hears of no product, and says so
            refused.add(name);
        }
        if (inLine.size() > IN_LINE) {
            bringBack();
        }
    }

    private void bringBack() {
        String product = inLine.remove();
        shop.setStock(product, SOME);
        back.add(product);
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
