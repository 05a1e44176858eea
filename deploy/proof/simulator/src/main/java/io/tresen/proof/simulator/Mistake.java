package io.tresen.proof.simulator;

import io.tresen.catalog.CatalogEvent.StockAnswer;
import io.tresen.catalog.StockBook;
import io.tresen.catalog.StockCommand;
import io.tresen.order.Cancelling;
import io.tresen.order.Confirmed;
import io.tresen.order.Expired;
import io.tresen.order.Order;
import io.tresen.order.OrderEvent;
import io.tresen.order.Outcome;
import io.tresen.order.PaymentStatus;
import io.tresen.payment.OrderPayments;
import io.tresen.payment.RefundReason;
import io.tresen.payment.RefundState;
import io.tresen.payment.provider.Provider;
import io.tresen.payment.wallet.WalletTransfer;
import io.tresen.payment.wallet.WalletTransferStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

/**
 * The mistakes of DESIGN 15 that a run can make, each in a machinery that makes this one alone, with the names of the invariants
 * that have to catch it. Others may be broken as well.
 */
enum Mistake {
    WRITE_THEN_SEND("I3, I5", new Machinery() {
        @Override
        Sending sending() {
            return Sending.AFTER_THE_COMMIT;
        }
    }),
    SEND_THEN_WRITE("I5", new Machinery() {
        @Override
        Sending sending() {
            return Sending.BEFORE_THE_COMMIT;
        }
    }),
    ACKNOWLEDGE_BEFORE_THE_COMMIT("I3, I6", new Machinery() {
        @Override
        boolean acknowledgesFirst() {
            return true;
        }
    }),
    ACKNOWLEDGE_ON_EXCEPTION("I3, I6", new Machinery() {
        @Override
        boolean acknowledgesOnException() {
            return true;
        }
    }),
    DEAD_LETTER_WHILE_THE_DATABASE_IS_AWAY("rest", new Machinery() {
        @Override
        boolean lettersWhatItCannotStore() {
            return true;
        }
    }),
    READ_STOCK_THEN_WRITE_IT("I1", new Machinery() {
        @Override
        boolean writesWhatItRead() {
            return true;
        }
    }),
    CHECK_STOCK_AND_RESERVE_NOTHING("I1", new Machinery() {
        @Override
        boolean keepsStock(StockCommand command) {
            return !(command instanceof StockCommand.Reserve);
        }
    }),
    RESERVE_AND_CHARGE_IN_PARALLEL("I2", new Machinery() {
        @Override
        boolean chargesWhileItReserves() {
            return true;
        }
    }),
    RANDOM_ORDER_ID("I3", new Machinery() {
        @Override
        UUID idOfOrder(World world, UUID derived) {
            return world.id();
        }
    }),
    RANDOM_REFUND_KEY("I7", new Machinery() {
        @Override
        UUID keyOfRefund(World world, UUID derived) {
            return world.id();
        }
    }),
    TIME_OUT_TAKEN_FOR_FAILURE("I2, I7", new Machinery() {
        @Override
        io.tresen.payment.Outcome believes(io.tresen.payment.Outcome outcome) {
            boolean silent = outcome instanceof io.tresen.payment.Outcome.Unknown unknown
                    && !unknown.why().equals(Provider.UNCONFIRMED);
            return silent ? new io.tresen.payment.Outcome.Failed("time-out") : outcome;
        }
    }),
    NO_DEADLINE("I3", new Machinery() {
        @Override
        boolean hasDeadlines() {
            return false;
        }
    }),
    TWO_DEADLINES("I1, I3", new Machinery() {
        @Override
        long catalogFreesAfterMs() {
            return 1_500_000;
        }
    }),
    LATE_SUCCESS_IGNORED("I2, I7", new Machinery() {
        @Override
        public boolean hearsOfLateMoney() {
            return false;
        }
    }),
    LATE_SUCCESS_ACCEPTED("I2, I3", new Machinery() {
        @Override
        Outcome lateMoney(Order order) {
            if (!(order.state() instanceof Expired)) {
                return super.lateMoney(order);
            }
            Order paid = new Order(
                    order.facts(),
                    order.lines(),
                    order.shipments(),
                    new Confirmed(),
                    PaymentStatus.PAID,
                    order.refundedMinor(),
                    null,
                    order.version() + 1);
            return new Outcome.Act(paid, List.of(new OrderEvent.OrderConfirmed()));
        }
    }),
    PROVIDER_CALLED_INSIDE_A_TRANSACTION("I2, I7", new Machinery() {
        @Override
        boolean callsInsideATransaction() {
            return true;
        }
    }),
    DEADLINES_IN_MEMORY("I3", new Machinery() {
        @Override
        boolean keepsDeadlinesInMemory() {
            return true;
        }
    }),
    STEPS_OF_WAVES_IN_MEMORY("I8", new Machinery() {
        @Override
        boolean keepsStepsInMemory() {
            return true;
        }
    }),
    INBOX_IN_MEMORY("I1, I4", new Machinery() {
        @Override
        boolean keepsTheInboxInMemory() {
            return true;
        }
    }),
    NO_INBOX("I4, I8", new Machinery() {
        @Override
        boolean knowsWhatItTook(Message message) {
            return false;
        }

        @Override
        boolean countsSequences(Message message) {
            return false;
        }
    }),
    OUTBOX_GROWS_FOR_EVER("age", new Machinery() {
        @Override
        boolean removesWhatItSent() {
            return false;
        }
    }),
    INBOX_GROWS_FOR_EVER("age", new Machinery() {
        @Override
        boolean purges() {
            return false;
        }
    }),
    SEQUENCE_IGNORED("I1, rest", new Machinery() {
        @Override
        boolean countsSequences(Message message) {
            return false;
        }
    }),
    ORDERING_BY_WALL_CLOCK("I6", new Machinery() {
        /** Two machines of a service, one of them half a minute ahead. */
        @Override
        Instant clockOf(Service service) {
            return service.world.now().plusSeconds(service.world.chance(500_000) ? 30 : 0);
        }

        @Override
        long orderOf(Message message) {
            return message.at().toEpochMilli();
        }
    }),
    SILENT_NO_OP_OF_AN_ORDER("I3", new Machinery() {
        @Override
        Outcome stockReleased(Order order) {
            return order.state() instanceof Cancelling it && it.paymentSettled()
                    ? new Outcome.Duplicate("nothing to do")
                    : super.stockReleased(order);
        }
    }),
    SILENT_NO_OP_OF_STOCK("I1", new Machinery() {
        @Override
        Optional<StockAnswer> stock(StockBook book, StockCommand command, UUID eventId, Instant now) {
            return command instanceof StockCommand.Release it && !it.answerAlways()
                    ? Optional.empty()
                    : super.stock(book, command, eventId, now);
        }
    }),
    SILENT_NO_OP_OF_A_PAYMENT("I3", new Machinery() {
        @Override
        boolean hearsOfRefunds(OrderPayments held) {
            return held.refunds().stream().noneMatch(it -> it.state().isInFlight());
        }
    }),
    SILENT_NO_OP_OF_A_TRANSFER("I7", new Machinery() {
        @Override
        public boolean lapses(WalletTransfer transfer) {
            return transfer.status() != WalletTransferStatus.PENDING;
        }
    }),
    SILENT_NO_OP_OF_A_WISH("I8", new Machinery() {
        @Override
        public boolean looksAfterWishes() {
            return false;
        }
    }),
    SILENT_NO_OP_OF_A_NOTICE("I8", new Machinery() {
        @Override
        public boolean hearsWhatWasSent() {
            return false;
        }
    }),
    PRICES_FROM_A_STALE_COPY("I6", new Machinery() {
        @Override
        boolean decidesOnStaleProducts() {
            return true;
        }
    }),
    WAVES_ASK_THE_COPY("I8", new Machinery() {
        @Override
        public boolean asksTheCopyForRises() {
            return true;
        }
    }),
    REBUILT_COPY_SENDS_AGAIN("I4", new Machinery() {
        @Override
        boolean rebuiltCopiesHaveEffects() {
            return true;
        }
    }),
    REFUND_NOT_BOUNDED("I7", new Machinery() {
        @Override
        public boolean boundsRefunds() {
            return false;
        }
    }),
    REFUND_FORGOTTEN_BEHIND_A_PERSONS("I3", new Machinery() {
        @Override
        public Optional<Duration> refundsAgainIn(OrderPayments held) {
            boolean persons = held.refunds().stream()
                    .noneMatch(it -> it.state() == RefundState.FAILED && it.reason() != RefundReason.REQUESTED);
            return persons ? Optional.empty() : super.refundsAgainIn(held);
        }
    }),
    WALLET_NOT_CHECKED_UNDER_ITS_LOCK("I7", new Machinery() {
        @Override
        public boolean checksWallets() {
            return false;
        }
    }),
    DOUBLE_RESTOCK("I1, I4", new Machinery() {
        @Override
        int restocks() {
            return 2;
        }
    });

    private final Set<String> caughtBy;
    private final Machinery machinery;

    /** @param caughtBy names of invariants, with a comma between them */
    Mistake(String caughtBy, Machinery machinery) {
        this.caughtBy = new TreeSet<>(List.of(caughtBy.split(", ")));
        this.machinery = machinery;
    }

    /** Which invariants have to catch it, each of them. */
    Set<String> caughtBy() {
        return caughtBy;
    }

    Machinery machinery() {
        return machinery;
    }

    /** How reports name it. */
    String words() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
