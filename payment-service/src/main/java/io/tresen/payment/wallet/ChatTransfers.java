package io.tresen.payment.wallet;

import io.tresen.messaging.By;
import io.tresen.messaging.RejectedException;
import io.tresen.messaging.db.Tx;
import io.tresen.messaging.event.Event;
import io.tresen.messaging.time.BusinessClock;
import io.tresen.payment.Businesses;
import io.tresen.payment.Businesses.Business;
import io.tresen.payment.wallet.TransferAsk.What;
import io.tresen.payment.wallet.WalletTransfer.Party;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;

/** Decides what shoppers ask for in their chats. Every ask ends with an event, so that the chat can say what became of it. */
@ApplicationScoped
public class ChatTransfers {

    private final TransferAsks asks;
    private final WalletTransfers transfers;
    private final WalletTransferDesk desk;
    private final WalletTransferEvents events;
    private final WalletLimits limits;
    private final Businesses businesses;
    private final Shoppers shoppers;
    private final BusinessClock clock;

    ChatTransfers(
            TransferAsks asks,
            WalletTransfers transfers,
            WalletTransferDesk desk,
            WalletTransferEvents events,
            WalletLimits limits,
            Businesses businesses,
            Shoppers shoppers,
            BusinessClock clock) {
        this.asks = asks;
        this.transfers = transfers;
        this.desk = desk;
        this.events = events;
        this.limits = limits;
        this.businesses = businesses;
        this.shoppers = shoppers;
        this.clock = clock;
    }

    /**
     * Decides one that waits, in a transaction of its own.
     *
     * @return false when it goes on waiting, or another replica has it in hand
     */
    public boolean decideWaiting(Tx tx, long position) {
        Optional<TransferAsks.Waiting> waiting = asks.lock(tx, position);
        if (waiting.isEmpty()) {
            return false;
        }
        TransferAsks.Waiting it = waiting.get();
        // the transfer's row is locked before the clock is read: an answer that waited for it may have come too late
        Optional<WalletTransfer> held =
                transfers.lock(tx, it.ask().businessId(), it.ask().transferId());
        Instant now = clock.now().truncatedTo(ChronoUnit.MILLIS);
        boolean decided = decide(tx, it, held, now);
        if (decided) {
            asks.remove(tx, position);
        } else {
            asks.later(tx, position);
        }
        return decided;
    }

    /** @return false when something is not known yet; nothing has happened then */
    private boolean decide(Tx tx, TransferAsks.Waiting it, Optional<WalletTransfer> held, Instant now) {
        TransferAsk ask = it.ask();
        if (ask.what() != What.SUBMIT) {
            answer(tx, ask, it.cause(), held, now);
            return true;
        }
        if (held.isPresent()) {
            desk.carryOut(
                    tx, held.get(), WalletTransferRules.submitAgain(), By.shopper(ask.shopperId()), now, it.cause());
            return true;
        }
        return submit(tx, ask, it.cause(), it.lastChance(), now);
    }

    private boolean submit(Tx tx, TransferAsk ask, Event cause, boolean lastChance, Instant now) {
        Optional<Business> business = businesses.find(tx, ask.businessId());
        boolean known = knows(tx, ask, ask.payerId()) && knows(tx, ask, ask.payeeId());
        if (!lastChance && !(known && business.isPresent())) {
            return false;
        }
        WalletTransfer draft = WalletTransfer.draft(
                ask.transferId(),
                ask.businessId(),
                ask.kind(),
                ask.payerId(),
                ask.payeeId(),
                ask.amount(),
                null,
                null,
                ask.conversationId(),
                By.shopper(ask.shopperId()),
                now);
        Optional<WalletTransferRejection> refusal = refusal(tx, ask, business.orElse(null), known, now);
        if (refusal.isPresent()) {
            String code = refusal.get().code();
            if (transfers.insert(tx, draft.refused(code))) {
                events.refused(tx, ask, code, 0, now, cause);
            }
            return true;
        }
        desk.begin(tx, WalletTransferRules.begin(draft), draft.begunBy(), now, cause);
        return true;
    }

    private Optional<WalletTransferRejection> refusal(
            Tx tx, TransferAsk ask, Business business, boolean known, Instant now) {
        if (business == null) {
            return Optional.of(WalletTransferRejection.UNKNOWN_BUSINESS);
        }
        WalletLimit limit = limits.of(tx, business.id(), business.currency());
        return WalletTransferRules.refusal(ask.payerId(), ask.payeeId(), ask.amount(), business.currency(), limit)
                .or(() -> known ? Optional.empty() : Optional.of(WalletTransferRejection.UNKNOWN_SHOPPER))
                .or(() -> ask.kind() == WalletTransfer.Kind.REQUEST && ask.payeeId() != null
                        ? transfers.tooManyRequests(tx, ask.businessId(), ask.payeeId(), ask.payerId(), now)
                        : Optional.empty());
    }

    private boolean knows(Tx tx, TransferAsk ask, UUID shopperId) {
        return shopperId == null || shoppers.knows(tx, ask.businessId(), shopperId);
    }

    /** A refusal in a part of its own, so that the transaction can tell the chat of it. */
    private void answer(Tx tx, TransferAsk ask, Event cause, Optional<WalletTransfer> held, Instant now) {
        if (held.isEmpty()) {
            events.refused(tx, ask, WalletTransferRejection.UNKNOWN_TRANSFER.code(), 0, now, cause);
            return;
        }
        try {
            tx.attempt(() -> desk.carryOut(
                    tx, held.get(), decision(held.get(), ask, now), By.shopper(ask.shopperId()), now, cause));
        } catch (RejectedException refused) {
            events.refused(tx, ask, refused.rejection().code(), held.get().version(), now, cause);
        }
    }

    private static WalletTransferDecision decision(WalletTransfer transfer, TransferAsk ask, Instant now) {
        Party party = transfer.party(ask.shopperId());
        return switch (ask.what()) {
            case ACCEPT -> WalletTransferRules.accept(transfer, party, now);
            case DECLINE -> WalletTransferRules.decline(transfer, party, now);
            case CANCEL -> WalletTransferRules.cancel(transfer, party, now);
            case SUBMIT -> throw new IllegalStateException("No answer");
        };
    }
}
