package io.tresen.payment.topup;

import io.micrometer.core.instrument.MeterRegistry;
import io.tresen.messaging.db.Database;
import io.tresen.messaging.db.Tx;
import io.tresen.messaging.time.BusinessClock;
import io.tresen.payment.LedgerTransfers;
import io.tresen.payment.PayTokens;
import io.tresen.payment.WorkDue;
import jakarta.enterprise.event.Event;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Nobody tops a wallet up by card here: there is no top-up, and none is due. What would write one fails for want of SQL. */
public final class NoTopUps {

    private static final Duration LEASE = Duration.ofSeconds(30);

    public final TopUpBook book;
    public final TopUpDues dues;

    public NoTopUps(
            Database database,
            LedgerTransfers ledger,
            PayTokens tokens,
            BusinessClock clock,
            MeterRegistry metrics,
            Event<WorkDue> due) {
        TopUps none = new TopUps(LEASE) {
            @Override
            Optional<TopUp> lock(Tx tx, TopUpKey key) {
                return Optional.empty();
            }
        };
        this.dues = new TopUpDues() {
            @Override
            public List<Due> take(Tx tx, int limit, Duration lease) {
                return List.of();
            }
        };
        this.book = new TopUpBook(
                database, none, dues, new TopUpDesk(none, ledger, new Nobody(), clock, metrics, due), tokens, clock);
    }

    /** Hears of none. */
    private static final class Nobody implements TopUpEvents {

        @Override
        public void settled(Tx tx, TopUp topUp, Instant at) {}

        @Override
        public void refundFailed(Tx tx, TopUp topUp, Instant at) {}
    }
}
