package io.tresen.local.demo;

import io.tresen.local.LaunchFailure;
import io.tresen.local.Poll;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** Somebody in a conversation with the shop, by the shopper's side of the interface alone (INTERFACE.md 3). */
final class Shopper {

    private static final Duration WITHIN = Duration.ofSeconds(60);
    private static final Duration A_MOMENT = Duration.ofSeconds(3);
    private static final Duration PAUSE = Duration.ofMillis(250);

    private final String name;
    private final Api api;
    private final String path;
    private final String shopperId;
    private final Consumer<String> say;
    private final List<Bubble> received = new ArrayList<>();
    /** Received and not yet what some step waited for. */
    private final List<Bubble> open = new ArrayList<>();

    private String last = "";

    private Shopper(String name, Api api, JsonObject conversation, Consumer<String> say) {
        this.name = name;
        this.api = api;
        this.path = "/chat/v1/conversations/" + conversation.getString("conversation_id");
        this.shopperId = conversation.getString("shopper_id");
        this.say = say;
    }

    /** Opens a conversation: no sign-up. */
    static Shopper opens(String origin, String name, String locale, Consumer<String> say) {
        JsonObject conversation = new Api(origin, null)
                .post(
                        "/chat/v1/shops/" + DemoShop.HANDLE + "/conversations",
                        new JsonObject().put("display_name", name).put("locale", locale))
                .expect(201)
                .body();
        String token = conversation.getString("token");
        return new Shopper(name, new Api(origin, () -> token), conversation, say);
    }

    String shopperId() {
        return shopperId;
    }

    String conversationId() {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    /** Writes a text. */
    void writes(String text) {
        say.accept(line(name, text));
        open.clear();
        post(new JsonObject().put("type", "text").put("text", new JsonObject().put("body", text)));
    }

    /** Taps what the newest message with that choice offers. @throws LaunchFailure when none ever did */
    void taps(String id) {
        for (int i = received.size() - 1; i >= 0; i--) {
            Bubble bubble = received.get(i);
            if (bubble.offer(id).isPresent()) {
                tap(bubble, bubble.offer(id).get());
                return;
            }
        }
        throw brokenOff("a message that offers " + id);
    }

    private void tap(Bubble bubble, Bubble.Offer offer) {
        say.accept(line(name, "[" + offer.title() + "]"));
        open.clear();
        String kind = offer.row() ? "list_reply" : "button_reply";
        JsonObject reply = new JsonObject().put("id", offer.id()).put("title", offer.title());
        post(new JsonObject()
                .put("type", "interactive")
                .put("context", new JsonObject().put("id", bubble.id()))
                .put("interactive", new JsonObject().put("type", kind).put(kind, reply)));
    }

    /**
     * Taps until the answer, on whichever of its pages, offers something: what one service tells another takes a moment,
     * and until then a shopper sees what was.
     */
    void tapsUntilOffered(String id, String offered) {
        taps(id);
        isOfferedAfter(id, offered);
    }

    /** Looks for that offer in the answer to what was sent, and taps {@code again} until it is there. */
    void isOfferedAfter(String again, String offered) {
        repeatUntilOffered(() -> taps(again), offered);
    }

    /** Writes until the answer offers something; see {@link #tapsUntilOffered}. */
    void writesUntilOffered(String text, String offered) {
        writes(text);
        repeatUntilOffered(() -> writes(text), offered);
    }

    private void repeatUntilOffered(Runnable again, String offered) {
        boolean came = isOnSomePage(offered)
                || Poll.until(WITHIN, PAUSE, () -> {
                    again.run();
                    return isOnSomePage(offered);
                });
        if (!came) {
            throw brokenOff("a message that offers " + offered);
        }
    }

    /** Turns pages by their last row, "more", as long as there is one. */
    private boolean isOnSomePage(String offered) {
        while (comes(A_MOMENT, bubble -> !bubble.offers().isEmpty())) {
            if (open.stream().anyMatch(bubble -> bubble.offer(offered).isPresent())) {
                return true;
            }
            Bubble newest = received.get(received.size() - 1);
            List<Bubble.Offer> offers = newest.offers();
            if (offers.isEmpty() || !offers.get(offers.size() - 1).id().startsWith("page:")) {
                return comes(A_MOMENT, bubble -> bubble.offer(offered).isPresent());
            }
            tap(newest, offers.get(offers.size() - 1));
        }
        return false;
    }

    /** Fills in the form for the address. */
    void sendsAddress(JsonObject values) {
        say.accept(line(
                name,
                values.getString("name") + ", " + values.getString("street") + ", " + values.getString("postcode") + " "
                        + values.getString("city")));
        open.clear();
        JsonObject form = new JsonObject()
                .put("name", "address_message")
                .put("body", "Sent")
                .put("response_json", new JsonObject().put("values", values).encode());
        post(new JsonObject()
                .put("type", "interactive")
                .put("interactive", new JsonObject().put("type", "nfm_reply").put("nfm_reply", form)));
    }

    private void post(JsonObject message) {
        api.post(path + "/messages", message).expect(201);
    }

    /** Waits for a message that offers this choice. */
    Bubble isOffered(String id) {
        return waitsFor(
                "a message that offers " + id, bubble -> bubble.offer(id).isPresent());
    }

    /** Waits for a notice of this kind. */
    Bubble isTold(String kind) {
        return waitsFor("the notice " + kind, bubble -> bubble.notice().equals(kind));
    }

    /** Waits for any answer of the shop to what was last sent. */
    Bubble isAnswered() {
        return waitsFor("an answer", bubble -> bubble.notice().isEmpty());
    }

    /** @throws LaunchFailure when nothing like it comes in time, with what came instead */
    Bubble waitsFor(String expected, Predicate<Bubble> wanted) {
        AtomicReference<Bubble> found = new AtomicReference<>();
        if (!comes(WITHIN, bubble -> {
            if (wanted.test(bubble)) {
                found.set(bubble);
            }
            return found.get() != null;
        })) {
            throw brokenOff(expected);
        }
        open.remove(found.get());
        return found.get();
    }

    private boolean comes(Duration within, Predicate<Bubble> wanted) {
        return Poll.until(within, PAUSE, () -> {
            fetch();
            return open.stream().anyMatch(wanted);
        });
    }

    private void fetch() {
        String after = last.isEmpty() ? "" : "?after=" + last;
        JsonObject page = api.get(path + "/messages" + after).expect(200).body();
        page.getJsonArray("data").stream()
                .map(JsonObject.class::cast)
                .map(Bubble::new)
                .forEach(bubble -> {
                    last = bubble.id();
                    if (bubble.isFromShop()) {
                        received.add(bubble);
                        open.add(bubble);
                        show(bubble);
                    }
                });
    }

    private void show(Bubble bubble) {
        String from = "to " + name;
        for (String text : bubble.lines()) {
            say.accept(line(from, text));
            from = "";
        }
    }

    private static String line(String who, String text) {
        return String.format("%10s │ %s", who, text).stripTrailing();
    }

    private LaunchFailure brokenOff(String expected) {
        String came = open.isEmpty()
                ? "nothing came"
                : "these came: " + open.stream().map(b -> b.view().encode()).toList();
        return new LaunchFailure(
                "The conversation broke off: " + name + " waited for " + expected + ", and " + came + ".");
    }
}
