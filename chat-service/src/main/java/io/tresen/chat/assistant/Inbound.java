package io.tresen.chat.assistant;

import java.math.BigDecimal;
import java.util.List;

/** What a shopper sent, well-formed. */
public sealed interface Inbound {

    /** Whether somebody who sends this expects a word. */
    default boolean wantsAnswer() {
        return true;
    }

    /** Free text. */
    record Said(String text) implements Inbound {}

    /**
     * A tap on a button or a row.
     *
     * @param about what the message that offered it is about; null for nothing or a deep link
     * @param offered true where a message of this conversation offered it; false for a deep link
     */
    record Tapped(String id, String about, boolean offered) implements Inbound {}

    /**
     * A filled-in address form.
     *
     * @param values null where the address on file was chosen
     */
    record AddressGiven(Address values, String about) implements Inbound {}

    /**
     * A picture.
     *
     * @param mediaId of an upload into this conversation
     */
    record PictureSent(String mediaId) implements Inbound {}

    /** A place. */
    record PlaceSent() implements Inbound {}

    /** A reaction to a message of the conversation, or its withdrawal: nothing to answer. */
    record Reacted(String messageId) implements Inbound {

        @Override
        public boolean wantsAnswer() {
            return false;
        }
    }

    /**
     * What no rule of ours reads: a picture, a voice message, a place …
     *
     * @param wantsAnswer false for such as a reaction
     */
    record Unread(boolean wantsAnswer) implements Inbound {}

    /** A cart put together outside the assistant: Meta's order message. */
    record CartSent(List<Item> items) implements Inbound {}

    /**
     * One item of an order message.
     *
     * @param quantity 1 to 9,999
     * @param itemPrice in major units; compared, never used for a known product
     */
    record Item(String retailerId, int quantity, BigDecimal itemPrice, String currency) {}
}
