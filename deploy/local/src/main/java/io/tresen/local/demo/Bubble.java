package io.tresen.local.demo;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One message of a conversation as the interface gives it (INTERFACE.md 3): what it says, and what it offers to tap.
 *
 * @param view {@code {id, direction, author, notice?, message}}
 */
record Bubble(JsonObject view) {

    /** Something to tap; {@code row} when it stands in a list and not on a button. */
    record Offer(String id, String title, String description, boolean row) {}

    String id() {
        return view.getString("id");
    }

    boolean isFromShop() {
        return "outbound".equals(view.getString("direction"));
    }

    /** Kind of notice, empty where it answers a question. */
    String notice() {
        JsonObject notice = view.getJsonObject("notice");
        return notice == null ? "" : notice.getString("kind");
    }

    private JsonObject message() {
        return view.getJsonObject("message", new JsonObject());
    }

    private JsonObject interactive() {
        return message().getJsonObject("interactive", new JsonObject());
    }

    /** Meta's type: {@code text}, or of an interactive message {@code button}, {@code list}, {@code order_details} … */
    String type() {
        return interactive().getString("type", message().getString("type", ""));
    }

    private JsonObject action() {
        return interactive().getJsonObject("action", new JsonObject());
    }

    /** Buttons, or the rows of a list. */
    List<Offer> offers() {
        List<Offer> offers = new ArrayList<>();
        for (JsonObject button : objects(action(), "buttons")) {
            JsonObject reply = button.getJsonObject("reply");
            offers.add(new Offer(reply.getString("id"), reply.getString("title"), "", false));
        }
        for (JsonObject section : objects(action(), "sections")) {
            for (JsonObject row : objects(section, "rows")) {
                offers.add(
                        new Offer(row.getString("id"), row.getString("title"), row.getString("description", ""), true));
            }
        }
        return offers;
    }

    Optional<Offer> offer(String id) {
        return offers().stream().filter(offer -> offer.id().equals(id)).findFirst();
    }

    private JsonObject parameters() {
        return action().getJsonObject("parameters", new JsonObject());
    }

    /** Where to pay; empty where this is no request to pay. */
    Optional<String> payLink() {
        return objects(parameters(), "payment_settings").stream()
                .map(setting ->
                        setting.getJsonObject("payment_link", new JsonObject()).getString("uri"))
                .filter(uri -> uri != null)
                .findFirst();
    }

    /** As a person sees it, one line after the other. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        JsonObject header = interactive().getJsonObject("header", new JsonObject());
        if (header.containsKey("image")) {
            lines.add("(picture: " + header.getJsonObject("image").getString("link") + ")");
        }
        JsonObject text = message().getJsonObject("text", new JsonObject());
        String body =
                interactive().getJsonObject("body", new JsonObject()).getString("text", text.getString("body", ""));
        lines.addAll(body.lines().toList());
        if (type().equals("address_message")) {
            lines.add("(a form for the address)");
        }
        payLink().ifPresent(link -> lines.add("(pay: " + link + ")"));
        if (!offers().isEmpty() && offers().get(0).row()) {
            offers().forEach(offer -> lines.add(("  · " + offer.title() + "  " + offer.description()).stripTrailing()));
        } else if (!offers().isEmpty()) {
            lines.add("  ["
                    + String.join("]  [", offers().stream().map(Offer::title).toList()) + "]");
        }
        return lines;
    }

    private static List<JsonObject> objects(JsonObject parent, String name) {
        return parent.getJsonArray(name, new JsonArray()).stream()
                .map(JsonObject.class::cast)
                .toList();
    }
}
