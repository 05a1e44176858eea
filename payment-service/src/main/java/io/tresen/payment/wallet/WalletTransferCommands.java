package io.tresen.payment.wallet;

import io.tresen.messaging.By;
import io.tresen.messaging.Money;
import io.tresen.messaging.db.Tx;
import io.tresen.messaging.time.BusinessClock;
import io.tresen.payment.Businesses;
import io.tresen.payment.Businesses.Business;
import io.tresen.payment.OrderKey;
import io.tresen.payment.OrderPayments;
import io.tresen.payment.PayMethods;
import io.tresen.payment.PaymentMethod;
import io.tresen.payment.Payments;
import io.tresen.payment.WalletPaying;
import io.tresen.payment.wallet.WalletTransfer.Kind;
import io.tresen.payment.wallet.WalletTransfer.Party;
import io.tresen.payment.wallet.WalletTransferRules.Payer;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** What people ask for by REST and on the wallet page; each in the caller's transaction. A PIN is checked before. */
@ApplicationScoped
public class WalletTransferCommands {

    /** What begins. @param currency the business's; the rest as in {@link WalletTransfer} */
    public record Wanted(
            UUID businessId,
            UUID payerId,
            UUID payeeId,
            Money amount,
            String note,
            UUID orderId,
            String currency,
            By by) {}

    private final WalletTransfers transfers;
    private final WalletTransferDesk desk;
    private final WalletLimits limits;
    private final Shoppers shoppers;
    private final Payments payments;
    private final Businesses businesses;
    private final WalletPaying orders;
    private final BusinessClock clock;

    WalletTransferCommands(
            WalletTransfers transfers,
            WalletTransferDesk desk,
            WalletLimits limits,
            Shoppers shoppers,
            Payments payments,
            Businesses businesses,
            WalletPaying orders,
            BusinessClock clock) {
        this.transfers = transfers;
        this.desk = desk;
        this.limits = limits;
        this.shoppers = shoppers;
        this.payments = payments;
        this.businesses = businesses;
        this.orders = orders;
        this.clock = clock;
    }

    /** The payer sends, at once. @throws RejectedException 409, 422 */
    public WalletTransfer send(Tx tx, Wanted wanted, UUID id) {
        if (wanted.payeeId() != null) {
            known(tx, wanted.businessId(), wanted.payeeId(), "/to_shopper_id");
        }
        refuse(WalletTransferRules.refusal(wanted.payerId(), wanted.payeeId(), wanted.amount(), wanted.currency()));
        WalletLimit limit = limits.of(tx, wanted.businessId(), wanted.currency());
        WalletTransfer draft = draft(id, wanted, Kind.SEND, now());
        Payer payer = desk.lockPayer(tx, draft, draft.createdAt());
        return desk.begin(
                tx,
                WalletTransferRules.sendAtOnce(draft, limit, payer, draft.createdAt()),
                wanted.by(),
                draft.createdAt(),
                null);
    }

    /** The payee asks for it. @throws RejectedException 409, 422 */
    public WalletTransfer request(Tx tx, Wanted wanted, UUID id) {
        known(tx, wanted.businessId(), wanted.payerId(), "/from_shopper_id");
        WalletTransfer draft = wanted.orderId() == null ? asked(tx, id, wanted) : askedForOrder(tx, id, wanted);
        if (wanted.payeeId() != null) {
            refuse(transfers.tooManyRequests(
                    tx, wanted.businessId(), wanted.payeeId(), wanted.payerId(), draft.createdAt()));
        }
        return desk.begin(tx, WalletTransferRules.begin(draft), wanted.by(), draft.createdAt(), null);
    }

    /** The payer agrees; the PIN has been checked. @throws RejectedException 403, 404, 409, 422 */
    public WalletTransfer authorise(Tx tx, UUID businessId, UUID shopperId, UUID transferId) {
        Optional<OrderKey> order = transfers
                .find(tx, businessId, transferId)
                .filter(WalletTransfer::paysOrder)
                .map(it -> new OrderKey(businessId, it.orderId()));
        if (order.isPresent()) {
            return payOrder(tx, order.get(), shopperId, transferId);
        }
        WalletTransfer held = lock(tx, businessId, transferId);
        Instant now = now();
        WalletLimit limit = limits.of(tx, businessId, held.amount().currency());
        return desk.authorise(tx, held, held.party(shopperId), limit, By.shopper(shopperId), now);
    }

    /** The order's row first, as whoever closes the order locks it. */
    private WalletTransfer payOrder(Tx tx, OrderKey order, UUID shopperId, UUID transferId) {
        orders.lock(tx, order);
        WalletTransfer held = lock(tx, order.businessId(), transferId);
        Instant now = now();
        UUID payment = orders.nextPayment(tx, order, now).orElse(null);
        WalletTransferDecision decision = WalletTransferRules.payOrder(held, held.party(shopperId), payment, now);
        return desk.carryOut(tx, held, decision, By.shopper(shopperId), now, null);
    }

    /** The payee takes what was sent. @throws RejectedException 403, 404, 409 */
    public WalletTransfer accept(Tx tx, UUID businessId, UUID shopperId, UUID transferId) {
        WalletTransfer held = lock(tx, businessId, transferId);
        Instant now = now();
        WalletTransferDecision decision = WalletTransferRules.accept(held, held.party(shopperId), now);
        return desk.carryOut(tx, held, decision, By.shopper(shopperId), now, null);
    }

    /** Who is asked says no. @param shopperId null for the business itself. @throws RejectedException 403, 404, 409 */
    public WalletTransfer decline(Tx tx, UUID businessId, UUID shopperId, UUID transferId, By by) {
        WalletTransfer held = lock(tx, businessId, transferId);
        Instant now = now();
        WalletTransferDecision decision = WalletTransferRules.decline(held, party(held, shopperId), now);
        return desk.carryOut(tx, held, decision, by, now, null);
    }

    /** Who began takes it back. @param shopperId null for the business itself. @throws RejectedException 403, 404, 409 */
    public WalletTransfer cancel(Tx tx, UUID businessId, UUID shopperId, UUID transferId, By by) {
        WalletTransfer held = lock(tx, businessId, transferId);
        Instant now = now();
        WalletTransferDecision decision = WalletTransferRules.cancel(held, party(held, shopperId), now);
        return desk.carryOut(tx, held, decision, by, now, null);
    }

    /** The payer's no: what was sent is taken back, what is asked for is declined. @throws RejectedException 403, 404, 409 */
    public WalletTransfer payersNo(Tx tx, UUID businessId, UUID payerId, UUID transferId) {
        WalletTransfer held = lock(tx, businessId, transferId);
        Instant now = now();
        Party party = held.party(payerId);
        WalletTransferDecision decision = held.kind() == Kind.SEND
                ? WalletTransferRules.cancel(held, party, now)
                : WalletTransferRules.decline(held, party, now);
        return desk.carryOut(tx, held, decision, By.shopper(payerId), now, null);
    }

    /** The transfer as it concerns a shopper, or the business for null. @throws RejectedException 404 */
    public WalletTransfer concerning(Tx tx, UUID businessId, UUID shopperId, UUID transferId) {
        return transfers
                .find(tx, businessId, transferId)
                .filter(it -> shopperId == null || it.party(shopperId) != Party.STRANGER)
                .orElseThrow(WalletTransferRejection.UNKNOWN_TRANSFER::exception);
    }

    private static Party party(WalletTransfer transfer, UUID shopperId) {
        return shopperId == null ? transfer.partyOfBusiness() : transfer.party(shopperId);
    }

    private static WalletTransfer draft(UUID id, Wanted wanted, Kind kind, Instant now) {
        return WalletTransfer.draft(
                id,
                wanted.businessId(),
                kind,
                wanted.payerId(),
                wanted.payeeId(),
                wanted.amount(),
                wanted.note(),
                wanted.orderId(),
                null,
                wanted.by(),
                now);
    }

    private WalletTransfer asked(Tx tx, UUID id, Wanted wanted) {
        WalletLimit limit = limits.of(tx, wanted.businessId(), wanted.currency());
        refuse(WalletTransferRules.refusal(
                wanted.payerId(), wanted.payeeId(), wanted.amount(), wanted.currency(), limit));
        return draft(id, wanted, Kind.REQUEST, now());
    }

    /** Behind the lock of the order's row, so that what is decided here still holds when the request is there. */
    private WalletTransfer askedForOrder(Tx tx, UUID id, Wanted wanted) {
        OrderKey order = new OrderKey(wanted.businessId(), wanted.orderId());
        OrderPayments held = payments.lock(tx, order).orElseThrow(WalletTransferRejection.UNKNOWN_ORDER::exception);
        Instant now = now();
        refuse(OrderAskRules.refusal(held, wanted.payerId(), wanted.amount(), offered(tx, held), now));
        if (!OrderAskRules.paysIt(held, now)) {
            return asked(tx, id, wanted);
        }
        refuse(OrderAskRules.tooManyRequests(transfers.openRequestsFor(tx, order)));
        return draft(id, wanted, Kind.REQUEST, now).payingOrder(held.order().payBy());
    }

    private Set<PaymentMethod> offered(Tx tx, OrderPayments held) {
        Optional<Business> business = businesses.find(tx, held.order().businessId());
        return PayMethods.of(
                held.order(), business.map(Business::paymentMethods).orElse(Set.of()));
    }

    private static void refuse(Optional<WalletTransferRejection> refusal) {
        if (refusal.isPresent()) {
            throw refusal.get().exception();
        }
    }

    private void known(Tx tx, UUID businessId, UUID shopperId, String pointer) {
        if (!shoppers.knows(tx, businessId, shopperId)) {
            throw UnknownShopper.at(pointer).exception();
        }
    }

    private WalletTransfer lock(Tx tx, UUID businessId, UUID transferId) {
        return transfers
                .lock(tx, businessId, transferId)
                .filter(it -> it.status() != WalletTransferStatus.REFUSED)
                .orElseThrow(WalletTransferRejection.UNKNOWN_TRANSFER::exception);
    }

    private Instant now() {
        return clock.now().truncatedTo(ChronoUnit.MILLIS);
    }
}
