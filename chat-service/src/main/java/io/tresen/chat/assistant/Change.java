package io.tresen.chat.assistant;

import io.tresen.messaging.Money;
import java.util.UUID;

/** What a message changes beside the cart and the flow; carried out in the message's own transaction. */
public sealed interface Change {

    /**
     * The cart is ordered.
     *
     * @param total with everything beside the prices, as the shopper saw it
     * @param rulesVersion of the shop's rules that the total follows; null where it has set none
     * @param address null when only services are in it
     */
    record PlaceOrder(
            long checkoutNumber,
            UUID orderId,
            Cart cart,
            Money total,
            Long rulesVersion,
            PaymentWay method,
            Address address)
            implements Change {}

    /** The shopper wants an order cancelled. */
    record CancelOrder(UUID orderId) implements Change {}

    /** The shopper corrects the address of an order. */
    record CorrectAddress(UUID orderId, Address address) implements Change {}

    /**
     * The shopper sends money or asks for some.
     *
     * @param counterpart the other shopper; null for the shop
     */
    record SubmitTransfer(UUID transferId, TransferKind kind, UUID counterpart, Money amount) implements Change {}

    /** The shopper answers a transfer. */
    record AnswerTransfer(UUID transferId, TransferAnswer answer) implements Change {}

    /** The shopper wants to be told when a product is back. */
    record WishBack(UUID productId, String retailerId, long availabilityVersion) implements Change {}

    /** The shopper accepts the business terms. */
    record AcceptTerms(String version) implements Change {}

    /** STOP (false) or START (true). */
    record AllowMarketing(boolean allowed) implements Change {}

    /** The address is kept for the next time. */
    record KeepAddress(Address address) implements Change {}

    /** A person takes over. */
    record CallHuman() implements Change {}
}
