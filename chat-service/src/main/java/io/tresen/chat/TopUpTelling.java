package io.tresen.chat;

import io.tresen.chat.assistant.Notice;
import io.tresen.chat.assistant.NoticeMark;
import io.tresen.chat.assistant.PriceFormat;
import io.tresen.messaging.Money;
import io.tresen.messaging.db.Tx;
import io.tresen.messaging.event.Event;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Tells a shopper, in the latest conversation, what became of the card's money that was to fill the wallet. */
@ApplicationScoped
public class TopUpTelling {

    private static final String KIND = "top_up";

    private final Telling telling;
    private final Shoppers shoppers;

    TopUpTelling(Telling telling, Shoppers shoppers) {
        this.telling = telling;
        this.shoppers = shoppers;
    }

    /** It is in the wallet. */
    public void succeeded(Tx tx, Instant now, Event event, UUID shopperId, Money amount) {
        tell(tx, now, event, shopperId, "top_up.succeeded", amount);
    }

    /** It was not what was asked for, or more than fits, and is on its card again. */
    public void refunded(Tx tx, Instant now, Event event, UUID shopperId, Money amount) {
        tell(tx, now, event, shopperId, "top_up.refunded", amount);
    }

    /** It was said to be on its card again, and did not arrive. */
    public void refundFailed(Tx tx, Instant now, Event event, UUID shopperId, Money amount) {
        tell(tx, now, event, shopperId, "top_up.refund_failed", amount);
    }

    private void tell(Tx tx, Instant now, Event event, UUID shopperId, String phrase, Money amount) {
        shoppers.find(tx, event.businessId(), shopperId)
                .ifPresent(shopper -> telling.tell(
                        tx,
                        now,
                        event,
                        shopper.latestConversationId(),
                        language -> new Notice(
                                NoticeMark.of(KIND),
                                phrase,
                                List.of(PriceFormat.format(amount, language)),
                                List.of(),
                                null)));
    }
}
