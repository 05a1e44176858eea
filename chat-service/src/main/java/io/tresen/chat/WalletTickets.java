package io.tresen.chat;

/** Makes what opens a shopper's wallet page for some minutes. */
public interface WalletTickets {

    /** A ticket for the party's shopper. {@code currency}: the business's, ISO 4217. */
    String ticket(ChatEvent.Party party, String currency);
}
