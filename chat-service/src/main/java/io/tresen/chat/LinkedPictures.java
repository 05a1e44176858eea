package io.tresen.chat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tresen.messaging.db.Tx;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;
import java.util.UUID;

/** Which pictures are a shop's: those that its products name, and those that it sent. Nobody else's address is fetched. */
@ApplicationScoped
public class LinkedPictures {

    /** Where a message has the link of a picture: {@code image.link}, {@code sticker.link}, the header of a filled template. */
    private static final Set<String> PLACES = Set.of("image", "sticker", "header");

    private final Texts texts;

    LinkedPictures(Texts texts) {
        this.texts = texts;
    }

    /** True when it is the picture of a product of the shop. */
    public boolean ofProduct(Tx tx, UUID businessId, String retailerId, String url) {
        return tx.one(
                        "select 1 from product_copy where business_id = $1 and retailer_id = $2 and image_url = $3"
                                + " and not removed",
                        businessId,
                        retailerId,
                        url)
                .isPresent();
    }

    /** True when the business sent it with this message; what shoppers write does not count. */
    public boolean ofMessage(Tx tx, UUID businessId, String messageId, String url) {
        return tx
                .list(
                        "select body::text as body from message where business_id = $1 and message_id = $2"
                                + " and direction = 'outbound'",
                        businessId,
                        messageId)
                .stream()
                .anyMatch(row -> shows(texts.read(row.getString("body"), JsonNode.class), url));
    }

    static boolean shows(JsonNode part, String url) {
        if (part.isObject()) {
            for (String place : PLACES) {
                if (url.equals(part.path(place).path("link").textValue())) {
                    return true;
                }
            }
        }
        for (JsonNode inner : part) {
            if (inner.isContainerNode() && shows(inner, url)) {
                return true;
            }
        }
        return false;
    }
}
