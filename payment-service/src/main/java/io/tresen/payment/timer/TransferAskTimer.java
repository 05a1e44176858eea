package io.tresen.payment.timer;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.tresen.messaging.Failpoint;
import io.tresen.messaging.db.Database;
import io.tresen.messaging.db.Outage;
import io.tresen.messaging.timer.Rounds;
import io.tresen.messaging.timer.Turn;
import io.tresen.payment.wallet.ChatTransfers;
import io.tresen.payment.wallet.TransferAsked;
import io.tresen.payment.wallet.TransferAsks;
import io.tresen.payment.wallet.WalletSteps;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Decides what shoppers asked for in their chats: at once, or as soon as this service has heard of what they name, or once
 * the patience is over. Every replica has one; row locks share the work out.
 */
@ApplicationScoped
public class TransferAskTimer {

    private static final int TURN = 100;
    private static final long LOOK_MS = 250;
    private static final long IDLE_MS = 1_000;

    private final Database database;
    private final TransferAsks asks;
    private final ChatTransfers transfers;
    private final Rounds rounds = new Rounds("transfer-asks", LOOK_MS, this::decideWaiting);

    TransferAskTimer(Database database, TransferAsks asks, ChatTransfers transfers) {
        this.database = database;
        this.asks = asks;
        this.transfers = transfers;
    }

    void start(@Observes StartupEvent event) {
        rounds.start();
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        rounds.stop();
    }

    void came(@Observes TransferAsked event) {
        rounds.wake();
    }

    /**
     * The first in line of each transfer; the next one's turn comes at once when something was decided. While none waits it looks
     * rarely: whoever adds one here wakes it.
     */
    private boolean decideWaiting() {
        if (!database.single(asks::any)) {
            rounds.pauseOnly(IDLE_MS);
            return false;
        }
        List<Long> heads = database.read(tx -> asks.heads(tx, TURN));
        AtomicBoolean decided = new AtomicBoolean();
        Turn.each(heads, position -> {
            Failpoint.reached(WalletSteps.ASK_BEGUN);
            try {
                if (database.inTransaction(tx -> transfers.decideWaiting(tx, position))) {
                    Failpoint.reached(WalletSteps.ASK_DECIDED);
                    decided.set(true);
                }
            } catch (RuntimeException trouble) {
                if (!Outage.isOne(trouble)) {
                    // no longer the first in every round: others are not to wait for it
                    database.run(tx -> asks.muchLater(tx, position));
                }
                throw trouble;
            }
        });
        return decided.get();
    }
}
