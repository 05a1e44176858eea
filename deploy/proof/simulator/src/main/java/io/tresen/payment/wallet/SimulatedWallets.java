package io.tresen.payment.wallet;

import io.tresen.messaging.By;
import io.tresen.messaging.Money;
import io.tresen.messaging.db.Tx;
import io.tresen.messaging.event.Event;
import io.tresen.payment.Businesses;
import io.tresen.payment.OrderKey;
import io.tresen.payment.PaymentMethod;
import io.tresen.payment.PaymentOrder;
import io.tresen.payment.SimulatedPayments;
import io.tresen.proof.simulator.Service;
import io.tresen.proof.simulator.Table;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiConsumer;

/** The service's own commands, desk and rules of transfers between persons, on rows in memory. */
public final class SimulatedWallets {

    private final Service service;
    private final SimulatedPayments payments;
    private final Table<UUID, WalletTransfer> rows;
    private final WalletTransferCommands commands;
    private final WalletTransferExpiry expiry;
    private final Wallets wallets;
    private final BiConsumer<UUID, WalletTransfer> tell;

    /** @param tell puts an event of a transfer into the outbox */
    public SimulatedWallets(Service service, SimulatedPayments payments, BiConsumer<UUID, WalletTransfer> tell) {
        this.service = service;
        this.payments = payments;
        this.tell = tell;
        this.rows = new Table<>(service);
        WalletTransfers transfers = transfers();
        WalletTransferEvents events = new WalletTransferEvents() {
            @Override
            public void changed(Tx tx, WalletTransfer transfer, Instant at, Event cause) {
                tell.accept(transfer.id(), transfer);
            }

            @Override
            public void refused(Tx tx, TransferAsk ask, String code, long version, Instant at, Event cause) {
                throw new IllegalStateException("nobody asks by a chat here");
            }
        };
        WalletTransferDesk desk = new WalletTransferDesk(
                transfers,
                payments.ledger.accounts(),
                payments.ledger,
                payments.ledger.holds(),
                payments.paying,
                events,
                SimulatedPayments.metrics());
        WalletLimits limits = new WalletLimits() {
            @Override
            public WalletLimit of(Tx tx, UUID businessId, String currency) {
                return new WalletLimit(new Money(6_000, currency), new Money(9_000, currency));
            }
        };
        Shoppers shoppers = new Shoppers() {
            @Override
            public boolean knows(Tx tx, UUID businessId, UUID shopperId) {
                return true;
            }
        };
        Businesses businesses = new Businesses() {
            @Override
            public Optional<Business> find(Tx tx, UUID businessId) {
                return Optional.of(new Business(
                        businessId, "Shop", "shop", "DE", "EUR", "en", EnumSet.allOf(PaymentMethod.class)));
            }
        };
        this.commands = new WalletTransferCommands(
                transfers, desk, limits, shoppers, payments.payments, businesses, payments.paying, payments.clock());
        payments.endAsksBy(new OrderRequestEnding(transfers, desk));
        this.expiry = new WalletTransferExpiry(transfers, desk);
        this.wallets = new Wallets(null, payments.ledger, null, payments.clock());
    }

    private WalletTransfers transfers() {
        return new WalletTransfers() {
            @Override
            boolean insert(Tx tx, WalletTransfer transfer) {
                return rows.insert(transfer.id(), transfer);
            }

            @Override
            void save(Tx tx, WalletTransfer transfer) {
                rows.put(transfer.id(), transfer);
            }

            @Override
            Optional<WalletTransfer> lock(Tx tx, UUID businessId, UUID transferId) {
                return rows.find(transferId);
            }

            @Override
            List<WalletTransfer> lockRequestsFor(Tx tx, OrderKey order) {
                return rows.values().stream()
                        .filter(it -> it.paysOrder() && it.orderId().equals(order.orderId()))
                        .filter(it -> it.status() == WalletTransferStatus.REQUESTED)
                        .sorted(Comparator.comparing(WalletTransfer::id))
                        .toList();
            }

            @Override
            long openRequestsFor(Tx tx, OrderKey order) {
                return lockRequestsFor(tx, order).size();
            }

            @Override
            public Optional<WalletTransfer> find(Tx tx, UUID businessId, UUID transferId) {
                return rows.find(transferId).filter(it -> it.status() != WalletTransferStatus.REFUSED);
            }

            @Override
            Optional<WalletTransfer> lockDue(Tx tx, Due due) {
                return rows.find(due.transferId());
            }

            @Override
            Optional<WalletTransferRejection> tooManyRequests(
                    Tx tx, UUID businessId, UUID payeeId, UUID payerId, Instant now) {
                List<WalletTransfer> open = rows.values().stream()
                        .filter(it -> payeeId.equals(it.payeeId()) && it.kind() == WalletTransfer.Kind.REQUEST)
                        .filter(it -> it.status() == WalletTransferStatus.REQUESTED
                                && it.expiresAt().isAfter(now))
                        .toList();
                long toPayer =
                        open.stream().filter(it -> it.payerId().equals(payerId)).count();
                return WalletTransferRules.tooManyRequests(open.size(), toPayer);
            }

            @Override
            long spentMinor(Tx tx, UUID businessId, UUID payerId, Instant since) {
                return spent(payerId, since);
            }
        };
    }

    private long spent(UUID payerId, Instant since) {
        return rows.values().stream()
                .filter(it -> it.payerId().equals(payerId) && it.authorisedAt() != null && !it.paysOrder())
                .filter(it -> it.authorisedAt().isAfter(since))
                .filter(it -> it.status() == WalletTransferStatus.PENDING || it.status() == WalletTransferStatus.POSTED)
                .mapToLong(it -> it.amount().amountMinor())
                .sum();
    }

    /** Cash comes in. */
    public void topUp(UUID businessId, UUID topUpId, UUID shopperId, Money amount) {
        payments.database().run(tx -> wallets.topUp(tx, businessId, topUpId, shopperId, amount, By.SYSTEM));
    }

    /** A shopper asks another for money, who agrees by PIN; or sends some at once. */
    public void begin(UUID id, UUID businessId, UUID payer, UUID payee, Money amount, boolean asked) {
        WalletTransferCommands.Wanted wanted = new WalletTransferCommands.Wanted(
                businessId, payer, payee, amount, null, null, amount.currency(), By.shopper(asked ? payee : payer));
        payments.database().run(tx -> {
            if (asked) {
                commands.request(tx, wanted, id);
            } else {
                commands.send(tx, wanted, id);
            }
        });
    }

    /** The shop asks for an order's money by a request. @throws RejectedException 409, 422 */
    public void askFor(PaymentOrder order, UUID id) {
        WalletTransferCommands.Wanted wanted = new WalletTransferCommands.Wanted(
                order.businessId(),
                order.shopperId(),
                null,
                order.amount(),
                null,
                order.orderId(),
                order.amount().currency(),
                By.SYSTEM);
        payments.database().run(tx -> commands.request(tx, wanted, id));
    }

    /** What a chat begins: it waits for the payer's PIN, and then for the payee. */
    public void offer(UUID id, UUID businessId, UUID payer, UUID payee, Money amount) {
        if (payer.equals(payee)) {
            return; // refused, and told as that
        }
        payments.database().run(tx -> {
            Instant now = service.world.now();
            WalletTransfer draft = WalletTransfer.draft(
                    id,
                    businessId,
                    WalletTransfer.Kind.SEND,
                    payer,
                    payee,
                    amount,
                    null,
                    null,
                    null,
                    By.shopper(payer),
                    now);
            WalletTransfer begun = WalletTransferRules.begin(draft).next();
            rows.insert(id, begun);
            tell.accept(id, begun);
        });
    }

    public void authorise(UUID businessId, UUID shopper, UUID id) {
        payments.database().run(tx -> commands.authorise(tx, businessId, shopper, id));
    }

    public void accept(UUID businessId, UUID shopper, UUID id) {
        payments.database().run(tx -> commands.accept(tx, businessId, shopper, id));
    }

    public void decline(UUID businessId, UUID shopper, UUID id) {
        payments.database().run(tx -> commands.decline(tx, businessId, shopper, id, By.shopper(shopper)));
    }

    public void cancel(UUID businessId, UUID shopper, UUID id) {
        payments.database().run(tx -> commands.cancel(tx, businessId, shopper, id, By.shopper(shopper)));
    }

    /** When the first open one lapses; empty when none is open. */
    public Optional<Instant> firstEnd() {
        return rows.values().stream()
                .filter(this::lapses)
                .map(WalletTransfer::expiresAt)
                .min(Instant::compareTo);
    }

    /** Ends those whose time is over. */
    public void expireDue() {
        Instant now = service.world.now();
        List.copyOf(rows.values()).stream()
                .filter(it -> lapses(it) && !it.expiresAt().isAfter(now))
                .forEach(it -> payments.database()
                        .run(tx -> expiry.expire(tx, new WalletTransfers.Due(it.businessId(), it.id()), now)));
    }

    private boolean lapses(WalletTransfer transfer) {
        return transfer.status().isOpen() && service.world.machinery.lapses(transfer);
    }

    /** What is wrong at rest, one line each. @param told how often each was told as posted */
    public List<String> faults(Map<UUID, Long> told) {
        List<String> found = new ArrayList<>();
        for (WalletTransfer it : rows.values()) {
            boolean posted = it.status() == WalletTransferStatus.POSTED;
            if (it.status().isOpen()) {
                found.add("transfer " + it.id() + " is open after its time");
            }
            if (it.paysOrder() && posted != hasPaid(it)) {
                found.add("transfer " + it.id() + " is " + it.status() + ", and its order says otherwise");
            }
            if (payments.ledger.isBooked(it.id()) != (posted && !it.paysOrder())) {
                found.add("transfer " + it.id() + " is " + it.status() + ", and the ledger says otherwise");
            }
            if (told.getOrDefault(it.id(), 0L) != (posted ? 1 : 0)) {
                found.add("transfer " + it.id() + " is " + it.status() + ", told as posted " + told.get(it.id()));
            }
        }
        return found;
    }

    /** Whether the attempt that a transfer names took its amount from the payer's wallet. */
    private boolean hasPaid(WalletTransfer transfer) {
        return payments.find(new OrderKey(transfer.businessId(), transfer.orderId()))
                .filter(held -> transfer.payerId().equals(held.order().shopperId()))
                .flatMap(held -> Optional.ofNullable(transfer.paymentId()).flatMap(held::payment))
                .filter(payment -> payment.method() == PaymentMethod.WALLET)
                .filter(payment -> transfer.amount().equals(payment.state().taken()))
                .isPresent();
    }
}
