package io.tresen.proof.simulator;

import io.tresen.catalog.CatalogEvent.StockAnswer;
import io.tresen.catalog.StockBook;
import io.tresen.catalog.StockCommand;
import io.tresen.catalog.StockRules;
import io.tresen.order.Order;
import io.tresen.payment.OrderPayments;
import io.tresen.payment.Outcome;
import io.tresen.payment.RefundRules;
import io.tresen.payment.wallet.WalletTransfer;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * What the simulated platform does where mistakes are made (DESIGN 15): here, the right thing each time. The checker is
 * checked by subclasses that do one of them wrong ({@link Mistake}); nothing depends on this module, so no service has a switch.
 */
public class Machinery {

    /** When an event leaves. */
    enum Sending {
        WITH_THE_COMMIT,
        BEFORE_THE_COMMIT,
        AFTER_THE_COMMIT
    }

    Sending sending() {
        return Sending.WITH_THE_COMMIT;
    }

    /** Whether a poll is acknowledged before it is worked off. */
    boolean acknowledgesFirst() {
        return false;
    }

    boolean acknowledgesOnException() {
        return false;
    }

    /** Whether a database that is away makes a dead letter. */
    boolean lettersWhatItCannotStore() {
        return false;
    }

    /** Whether the inbox is asked about this record. */
    boolean knowsWhatItTook(Message message) {
        return true;
    }

    boolean countsSequences(Message message) {
        return true;
    }

    boolean keepsTheInboxInMemory() {
        return false;
    }

    /** Whether an event leaves the outbox once it was sent. */
    boolean removesWhatItSent() {
        return true;
    }

    /** Whether the inbox forgets what no topic has any more. */
    boolean purges() {
        return true;
    }

    /** The clock of the machine that a service runs on. */
    Instant clockOf(Service service) {
        return service.world.now();
    }

    /** What a copy orders its records by. */
    long orderOf(Message message) {
        return message.sequence();
    }

    /** Whether a copy that is rebuilt has effects, like the process beside it. */
    boolean rebuiltCopiesHaveEffects() {
        return false;
    }

    boolean hasDeadlines() {
        return true;
    }

    boolean keepsDeadlinesInMemory() {
        return false;
    }

    /** Milliseconds after which the catalog frees unconfirmed stock by itself; 0 = never. */
    long catalogFreesAfterMs() {
        return 0;
    }

    /** Whether an order is decided on before this service knows the versions that it names. */
    boolean decidesOnStaleProducts() {
        return false;
    }

    /** Whether money is asked for while nobody knows about the stock. */
    boolean chargesWhileItReserves() {
        return false;
    }

    /** Whether shelves are decided on that were read before somebody else's write. */
    boolean writesWhatItRead() {
        return false;
    }

    /** The decision about stock. */
    Optional<StockAnswer> stock(StockBook book, StockCommand command, UUID eventId, Instant now) {
        return StockRules.decide(book, command, eventId, now);
    }

    /** Whether what the decision about this command did to shelves is kept. */
    boolean keepsStock(StockCommand command) {
        return true;
    }

    /** How often returned units are put on the shelf. */
    int restocks() {
        return 1;
    }

    io.tresen.order.Outcome stockReleased(Order order) {
        return order.state().stockReleased(order);
    }

    io.tresen.order.Outcome lateMoney(Order order) {
        return order.state().lateMoney(order);
    }

    /** Whether payment-service takes money in that comes after its time. */
    public boolean hearsOfLateMoney() {
        return true;
    }

    /** The id of the order that comes of a checkout. */
    UUID idOfOrder(World world, UUID derived) {
        return derived;
    }

    /** The key by which the provider knows a refund that is asked for again. */
    UUID keyOfRefund(World world, UUID derived) {
        return derived;
    }

    /** What is made of the provider's word, or its silence. */
    Outcome believes(Outcome outcome) {
        return outcome;
    }

    /** Whether the provider is called inside of the transaction that claims the attempt. */
    boolean callsInsideATransaction() {
        return false;
    }

    public boolean checksWallets() {
        return true;
    }

    public boolean boundsRefunds() {
        return true;
    }

    /** When what an order wants back is asked for again after a refund failed; empty when a person must look. */
    public Optional<Duration> refundsAgainIn(OrderPayments held) {
        return RefundRules.pause(held);
    }

    /** Whether an order's wish for all its money is heard, as things stand. */
    boolean hearsOfRefunds(OrderPayments held) {
        return true;
    }

    /** Whether a transfer between persons ends when its time is over. */
    public boolean lapses(WalletTransfer transfer) {
        return true;
    }

    public boolean asksTheCopyForRises() {
        return false;
    }

    /** Whether a wish has its product looked at. */
    public boolean looksAfterWishes() {
        return true;
    }

    /** Whether the timer of waves knows of no step but the next one that it was told of since it started. */
    boolean keepsStepsInMemory() {
        return false;
    }

    /** Whether it makes a difference that the chat has sent a notice. */
    public boolean hearsWhatWasSent() {
        return true;
    }
}
