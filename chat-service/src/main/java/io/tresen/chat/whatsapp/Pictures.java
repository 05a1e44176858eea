package io.tresen.chat.whatsapp;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** Pictures as Meta takes them: by an https link that says all. Pure. */
final class Pictures {

    private Pictures() {}

    /** The link of a picture, which the shop may name by a path; null for none that Meta would fetch. */
    static String link(String url, String origin) {
        String whole = url != null && url.startsWith("/") ? origin + url : url;
        return whole != null && whole.startsWith("https://") ? whole : null;
    }

    /** A header with a picture that Meta would not fetch is left out: the message is worth more than its picture. */
    static void mend(ObjectNode interactive, String origin) {
        if (interactive.at("/header/image") instanceof ObjectNode image && image.has("link")) {
            String link = link(image.get("link").asText(), origin);
            if (link == null) {
                interactive.remove("header");
            } else {
                image.put("link", link);
            }
        }
    }
}
