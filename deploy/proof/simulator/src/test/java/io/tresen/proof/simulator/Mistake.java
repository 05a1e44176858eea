package io.tresen.proof.simulator;

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
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The mistakes of DESIGN 15 that a run can make, each in a machinery that makes this one alone. */
enum Mistake {
    WRITE_THEN_SEND(new Machinery() {
        @Override
        Sending sending() {
            return Sending.AFTER_THE_COMMIT;
        }
    }),
    SEND_THEN_WRITE(new Machinery() {
        @Override
        Sending sending() {
            return Sending.BEFORE_THE_COMMIT;
        }
    }),
    ACKNOWLEDGE_BEFORE_THE_COMMIT(new Machinery() {
        @Override
        boolean acknowledgesFirst() {
            return true;
        }
    }),
    ACKNOWLEDGE_ON_EXCEPTION(new Machinery() {
        @Override
        boolean acknowledgesOnException() {
            return true;
        }
    }),
    DEAD_LETTER_WHILE_THE_DATABASE_IS_AWAY(new Machinery() {
        @Override
        boolean lettersWhatItCannotStore() {
            return true;
        }
    }),
    READ_STOCK_THEN_WRITE_IT(new Machinery() {
        @Override
        boolean writesWhatItRead() {
            return true;
        }
    }),
    CHECK_STOCK_AND_RESERVE_NOTHING(new Machinery() {
        @Override
        boolean keepsStock(StockCommand command) {
            return !(command instanceof StockCommand.Reserve);
        }
    }),
    RESERVE_AND_CHARGE_IN_PARALLEL(new Machinery() {
        @Override
        boolean chargesWhileItReserves() {
            return true;
        }
    }),
    RANDOM_IDS_IN_PROCESS_STEPS(new Machinery() {
        @Override
        UUID keyAtTheProvider(World world, UUID derived) {
            return world.id();
        }
    }),
    TIME_OUT_TAKEN_FOR_FAILURE(new Machinery() {
        @Override
        io.tresen.payment.Outcome believes(io.tresen.payment.Outcome outcome) {
            boolean silent = outcome instanceof io.tresen.payment.Outcome.Unknown unknown
                    && !unknown.why().equals(Provider.UNCONFIRMED);
            return silent ? new io.tresen.payment.Outcome.Failed("time-out") : outcome;
        }
    }),
    NO_DEADLINE(new Machinery() {
        @Override
        boolean hasDeadlines() {
            return false;
        }
    }),
    TWO_DEADLINES(new Machinery() {
        @Override
        long catalogFreesAfterMs() {
            return 1_500_000;
        }
    }),
    LATE_SUCCESS_IGNORED(new Machinery() {
        @Override
        public boolean hearsOfLateMoney() {
            return false;
        }
    }),
    LATE_SUCCESS_ACCEPTED(new Machinery() {
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
                    null,
                    order.version() + 1);
            return new Outcome.Act(paid, List.of(new OrderEvent.OrderConfirmed()));
        }
    }),
    PROVIDER_CALLED_INSIDE_A_TRANSACTION(new Machinery() {
        @Override
        boolean callsInsideATransaction() {
            return true;
        }
    }),
    DEADLINES_IN_MEMORY(new Machinery() {
        @Override
        boolean keepsDeadlinesInMemory() {
            return true;
        }
    }),
    INBOX_IN_MEMORY(new Machinery() {
        @Override
        boolean keepsTheInboxInMemory() {
            return true;
        }
    }),
    NO_INBOX(new Machinery() {
        @Override
        boolean knowsWhatItTook(Message message) {
            return false;
        }

        @Override
        boolean countsSequences(Message message) {
            return false;
        }
    }),
    SEQUENCE_IGNORED(new Machinery() {
        @Override
        boolean countsSequences(Message message) {
            return false;
        }
    }),
    ORDERING_BY_WALL_CLOCK(new Machinery() {
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
    SILENT_NO_OP_TRANSITION(new Machinery() {
        @Override
        Outcome stockReleased(Order order) {
            return order.state() instanceof Cancelling it && it.paymentSettled()
                    ? new Outcome.Duplicate("nothing to do")
                    : super.stockReleased(order);
        }
    }),
    PRICES_FROM_A_STALE_COPY(new Machinery() {
        @Override
        boolean decidesOnStaleProducts() {
            return true;
        }
    }),
    WAVES_ASK_THE_COPY(new Machinery() {
        @Override
        public boolean asksTheCopyForRises() {
            return true;
        }
    }),
    REBUILT_COPY_SENDS_AGAIN(new Machinery() {
        @Override
        boolean rebuiltCopiesHaveEffects() {
            return true;
        }
    }),
    REFUND_NOT_BOUNDED(new Machinery() {
        @Override
        public boolean boundsRefunds() {
            return false;
        }
    }),
    REFUND_FORGOTTEN_BEHIND_A_PERSONS(new Machinery() {
        @Override
        public Optional<Duration> refundsAgainIn(OrderPayments held) {
            boolean persons = held.refunds().stream()
                    .noneMatch(it -> it.state() == RefundState.FAILED && it.reason() != RefundReason.REQUESTED);
            return persons ? Optional.empty() : super.refundsAgainIn(held);
        }
    }),
    WALLET_NOT_CHECKED_UNDER_ITS_LOCK(new Machinery() {
        @Override
        public boolean checksWallets() {
            return false;
        }
    }),
    DOUBLE_RESTOCK(new Machinery() {
        @Override
        int restocks() {
            return 2;
        }
    });

    private final Machinery machinery;

    Mistake(Machinery machinery) {
        this.machinery = machinery;
    }

    Machinery machinery() {
        return machinery;
    }

    /** How the tests name it. */
    String words() {
        return name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ');
    }
}
