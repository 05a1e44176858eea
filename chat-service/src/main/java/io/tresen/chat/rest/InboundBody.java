package io.tresen.chat.rest;

import com.fasterxml.jackson.databind.JsonNode;
import io.tresen.chat.assistant.Address;
import java.math.BigDecimal;
import java.util.List;

/** A Cloud-API inbound message object without {@code from} (INTERFACE 3): the parts that are read. */
public record InboundBody(
        String type,
        Context context,
        TextPart text,
        Interactive interactive,
        Order order,
        Image image,
        Reaction reaction,
        Location location) {

    /** {@code id}: of an upload into this conversation. */
    public record Image(String id, String caption) {}

    /** {@code emoji} empty or absent: takes the reaction back. */
    public record Reaction(String messageId, String emoji) {}

    /** In degrees. */
    public record Location(BigDecimal latitude, BigDecimal longitude, String name, String address) {}

    /** Names the message that is answered, or the product that a question is about. */
    public record Context(String id, ReferredProduct referredProduct) {}

    public record ReferredProduct(String catalogId, String productRetailerId) {}

    public record TextPart(String body) {}

    public record Interactive(String type, Choice listReply, Choice buttonReply, NfmReply nfmReply) {}

    /** A tapped row or button. */
    public record Choice(String id, String title) {}

    /** A filled-in form; {@code response_json} is JSON in a string. */
    public record NfmReply(String name, JsonNode body, String responseJson) {}

    /** What {@code response_json} holds. */
    public record FormValues(String savedAddressId, Address values) {}

    public record Order(String catalogId, List<Item> productItems) {}

    /** {@code item_price} in major units. */
    public record Item(String productRetailerId, Integer quantity, BigDecimal itemPrice, String currency) {}
}
