package io.tresen.chat;

import io.tresen.chat.assistant.Change;
import io.tresen.messaging.By;
import io.tresen.messaging.Ids;
import io.tresen.messaging.db.Tx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Carries out what the assistant decided, and says what the others have to hear of it. */
@ApplicationScoped
class Changes {

    private final Shoppers shoppers;
    private final Checkouts checkouts;
    private final Transfers transfers;
    private final ConversationHistory history;

    Changes(Shoppers shoppers, Checkouts checkouts, Transfers transfers, ConversationHistory history) {
        this.shoppers = shoppers;
        this.checkouts = checkouts;
        this.transfers = transfers;
        this.history = history;
    }

    /**
     * Carries the changes out.
     *
     * @param cause the message that they follow from; ids of requests are derived from it
     * @param shopperChanged true when the shopper's snapshot has to be told anyway
     */
    List<ChatEvent> carryOut(
            Tx tx,
            Instant now,
            Conversation conversation,
            StoredMessage cause,
            List<Change> changes,
            boolean shopperChanged) {
        ChatEvent.Party party = conversation.party();
        UUID businessId = party.businessId();
        UUID shopperId = party.shopperId();
        UUID requestId = Ids.v5(party.conversationId(), "request:" + cause.position());
        List<ChatEvent> told = new ArrayList<>();
        boolean tellShopper = shopperChanged;
        for (Change change : changes) {
            if (change instanceof Change.PlaceOrder order) {
                conversation.spend(order.checkoutNumber());
                checkouts.add(tx, now, party, order.checkoutNumber(), order.orderId(), order.cart(), order.method());
                told.add(new ChatEvent.CheckoutRequested(
                        party,
                        order.orderId(),
                        order.checkoutNumber(),
                        order.cart(),
                        order.total(),
                        order.rulesVersion(),
                        order.method(),
                        order.address()));
            } else if (change instanceof Change.CancelOrder cancel) {
                told.add(new ChatEvent.CancellationRequested(party, cancel.orderId(), requestId));
            } else if (change instanceof Change.CorrectAddress correct) {
                told.add(new ChatEvent.AddressSubmitted(party, correct.orderId(), requestId, correct.address()));
            } else if (change instanceof Change.SubmitTransfer transfer) {
                transfers.submitted(tx, now, party, transfer);
                told.add(new ChatEvent.TransferSubmitted(
                        party, transfer.transferId(), transfer.kind(), transfer.counterpart(), transfer.amount()));
            } else if (change instanceof Change.AnswerTransfer answer) {
                told.add(new ChatEvent.TransferAnswered(party, answer.transferId(), answer.answer()));
            } else if (change instanceof Change.WishBack wish) {
                told.add(new ChatEvent.BackInStockWished(
                        party, wish.productId(), wish.retailerId(), wish.availabilityVersion()));
            } else if (change instanceof Change.AcceptTerms accept) {
                shoppers.consent(tx, now, businessId, shopperId, Integer.valueOf(accept.version()));
                tellShopper = true;
            } else if (change instanceof Change.AllowMarketing allow) {
                shoppers.allowMarketing(tx, businessId, shopperId, allow.allowed());
                tellShopper = true;
            } else if (change instanceof Change.KeepAddress keep) {
                shoppers.keepAddress(tx, businessId, shopperId, keep.address());
            } else if (change instanceof Change.CallHuman) {
                handToPerson(tx, now, conversation, By.shopper(shopperId));
            }
        }
        if (tellShopper) {
            told.add(shoppers.changed(tx, businessId, shopperId));
        }
        return told;
    }

    /** A person takes over. @param by whose doing it is */
    void handToPerson(Tx tx, Instant now, Conversation conversation, By by) {
        conversation.hand(Conversation.State.HUMAN);
        history.add(
                tx,
                now,
                conversation.party().businessId(),
                conversation.id(),
                ConversationHistory.Deed.HANDED_TO_HUMAN,
                by,
                Map.of());
    }
}
