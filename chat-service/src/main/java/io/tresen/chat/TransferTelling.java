package io.tresen.chat;

import io.tresen.chat.assistant.Choice;
import io.tresen.chat.assistant.Language;
import io.tresen.chat.assistant.Notice;
import io.tresen.chat.assistant.NoticeMark;
import io.tresen.chat.assistant.OtherSide;
import io.tresen.chat.assistant.Phrases;
import io.tresen.chat.assistant.TransferEntry;
import io.tresen.chat.assistant.TransferFacts.State;
import io.tresen.chat.assistant.TransferKind;
import io.tresen.chat.assistant.TransferTalk;
import io.tresen.messaging.Ids;
import io.tresen.messaging.db.Tx;
import io.tresen.messaging.event.Event;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.stream.Stream;

/**
 * Tells both sides of a transfer the same entry, in one transaction: the one who began where it began, the other in the latest
 * conversation. Nobody's name is in it. Who was never told of a transfer does not hear of its end.
 */
@ApplicationScoped
public class TransferTelling {

    private static final String KIND = "transfer";

    private final Telling telling;
    private final Conversations conversations;
    private final Shoppers shoppers;
    private final Transfers transfers;
    private final ChatEvents events;

    TransferTelling(
            Telling telling, Conversations conversations, Shoppers shoppers, Transfers transfers, ChatEvents events) {
        this.telling = telling;
        this.conversations = conversations;
        this.shoppers = shoppers;
        this.transfers = transfers;
        this.events = events;
    }

    /** One side: the entry as it reads, and where. */
    private record Side(UUID conversationId, TransferEntry entry) {}

    /** It waits for the payer's PIN. Who sends has the link already; who is asked hears of it, and who asked that it is so. */
    public void requested(Tx tx, Instant now, Event event, ToldTransfer it) {
        transfers.told(tx, now, event.businessId(), it, State.REQUESTED);
        if (it.kind() == TransferKind.REQUEST) {
            tell(tx, now, event, sides(tx, event, it, true), (entry, language) -> {
                Phrases words = Phrases.of(language);
                return entry.pays()
                        ? entry.notice("payment_request", "payment_request.transfer", language)
                                .offering(
                                        List.of(TransferTalk.pay(it.id(), words), TransferTalk.decline(it.id(), words)))
                        : entry.notice(KIND, "transfer.requested", language)
                                .offering(List.of(TransferTalk.cancel(it.id(), words)));
            });
        }
    }

    /** The money is held until the payee answers. */
    public void pending(Tx tx, Instant now, Event event, ToldTransfer it) {
        transfers.told(tx, now, event.businessId(), it, State.PENDING);
        tell(tx, now, event, sides(tx, event, it, true), (entry, language) -> {
            Phrases words = Phrases.of(language);
            List<Choice> choices = entry.pays()
                    ? List.of(TransferTalk.cancel(it.id(), words))
                    : List.of(TransferTalk.accept(it.id(), words), TransferTalk.decline(it.id(), words));
            return entry.notice(KIND, entry.pays() ? "transfer.held" : "transfer.offered", language)
                    .offering(choices);
        });
    }

    /** It ended: POSTED, DECLINED, CANCELLED or EXPIRED. */
    public void ended(Tx tx, Instant now, Event event, ToldTransfer it, State end) {
        Optional<State> before = transfers.told(tx, now, event.businessId(), it, end);
        boolean knownToPayee = it.kind() == TransferKind.REQUEST
                || end == State.POSTED
                || before.filter(State.PENDING::equals).isPresent();
        String phrase = "transfer." + end.name().toLowerCase(Locale.ROOT);
        tell(
                tx,
                now,
                event,
                sides(tx, event, it, knownToPayee),
                (entry, language) -> entry.notice(KIND, phrase, language));
    }

    /** It paid an order: the order's own confirmation says so, and twice would read like two payments. */
    public void paidOrder(Tx tx, Instant now, Event event, ToldTransfer it) {
        transfers.told(tx, now, event.businessId(), it, State.POSTED);
    }

    /** What was said in a conversation can't be. @param code the refusal's name */
    public void refused(Tx tx, Instant now, Event event, UUID conversationId, UUID transferId, String code) {
        transfers.refused(tx, now, event.businessId(), transferId);
        telling.tell(tx, now, event, conversationId, language -> {
            Phrases words = Phrases.of(language);
            return new Notice(
                    NoticeMark.of(KIND),
                    "transfer.refused",
                    List.of(TransferEntry.number(transferId), words.reason(code)),
                    List.of(Choice.of("menu:wallet", words.text("menu.wallet"))),
                    null);
        });
    }

    private List<Side> sides(Tx tx, Event event, ToldTransfer it, boolean payeeToo) {
        Optional<Shopper> payer = shoppers.find(tx, event.businessId(), it.payerId());
        Optional<Shopper> payee =
                it.payeeId() == null ? Optional.empty() : shoppers.find(tx, event.businessId(), it.payeeId());
        Stream<Side> paying =
                payer.map(who -> side(it, who, it.payeeId() == null ? new OtherSide.Shop() : other(payee))).stream();
        Stream<Side> paid = payee.filter(who -> payeeToo).map(who -> side(it, who, other(payer))).stream();
        return Stream.concat(paying, paid)
                // one order within an event; over a poll of several events two can still wait for each other, and then
                // the database ends one of them and its poll begins again
                .sorted(Comparator.comparing(Side::conversationId))
                .toList();
    }

    private static Side side(ToldTransfer it, Shopper reader, OtherSide other) {
        boolean began = reader.id().equals(it.beganBy()) && it.conversationId() != null;
        return new Side(
                began ? it.conversationId() : reader.latestConversationId(),
                new TransferEntry(it.id(), it.amount(), reader.id().equals(it.payerId()), other));
    }

    private static OtherSide other(Optional<Shopper> shopper) {
        return shopper.map(Shopper::waId).<OtherSide>map(OtherSide.Another::new).orElseGet(OtherSide.Gone::new);
    }

    /** An event has one message to its name: what the payee reads has an id that is made of event and conversation. */
    private static UUID effectId(Event event, Side side) {
        return side.entry().pays()
                ? event.id()
                : Ids.v5(event.id(), side.conversationId().toString());
    }

    private void tell(
            Tx tx, Instant now, Event event, List<Side> sides, BiFunction<TransferEntry, Language, Notice> notice) {
        List<Conversation> locked = new ArrayList<>();
        for (Side side : sides) {
            telling.locked(tx, event, side.conversationId()).ifPresent(conversation -> {
                telling.put(
                        tx,
                        now,
                        event,
                        effectId(event, side),
                        conversation,
                        language -> notice.apply(side.entry(), language));
                locked.add(conversation);
            });
        }
        List<ChatEvent> told = new ArrayList<>();
        locked.forEach(conversation -> told.addAll(conversations.save(tx, conversation, now)));
        events.publish(tx, event, now, told);
    }
}
