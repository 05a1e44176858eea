package io.tresen.payment.wallet;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.junit.QuarkusTest;
import io.tresen.messaging.RejectedException;
import io.tresen.messaging.db.Database;
import io.tresen.messaging.db.NoTurn;
import io.tresen.messaging.rest.Problem;
import io.tresen.payment.Crowd;
import io.tresen.payment.ServiceUnderTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class BusyHashingIT extends ServiceUnderTest {

    /** Every core hashes for somebody else. */
    private static final PinHashes BUSY = new PinHashes() {

        @Override
        public <T> T inTurn(Supplier<T> work) {
            throw Problem.unavailable().exception();
        }

        @Override
        public String hash(String pin) {
            throw Problem.unavailable().exception();
        }

        @Override
        public boolean matches(String pin, String hash) {
            throw new AssertionError("not in turn");
        }
    };

    /** Whatever is typed is right; what else happens meanwhile is told. */
    private static final class Right implements PinHashes {

        private final Runnable meanwhile;
        private final AtomicInteger cores = new AtomicInteger();

        Right(Runnable meanwhile) {
            this.meanwhile = meanwhile;
        }

        @Override
        public <T> T inTurn(Supplier<T> work) {
            cores.incrementAndGet();
            try {
                return work.get();
            } finally {
                cores.decrementAndGet();
            }
        }

        @Override
        public String hash(String pin) {
            throw new AssertionError("nothing is set");
        }

        @Override
        public boolean matches(String pin, String hash) {
            meanwhile.run();
            return true;
        }
    }

    private static final Duration A_FEW_SECONDS = Duration.ofSeconds(4);

    @Inject
    Database db;

    @Inject
    MeterRegistry metrics;

    @Inject
    WalletPins pins;

    private final List<Crowd> crowds = new CopyOnWriteArrayList<>();

    @Test
    void who_is_told_to_come_again_has_not_tried() {
        UUID shop = UUID.randomUUID();
        UUID anna = UUID.randomUUID();
        pins.set(shop, anna, "1234", null);
        WalletPins crowded = new WalletPins(db, BUSY);
        for (int i = 0; i < 6; i++) {
            RejectedException refusal =
                    assertThrows(RejectedException.class, () -> crowded.check(shop, anna, "0000", "/pin"));
            assertEquals(503, refusal.rejection().status());
        }
        assertEquals(0, tries(anna));
        pins.check(shop, anna, "1234", "/pin");
    }

    @Test
    void a_right_pin_after_which_a_turn_is_refused_has_cost_no_try() {
        UUID shop = UUID.randomUUID();
        UUID anna = UUID.randomUUID();
        pins.set(shop, anna, "1234", null);
        WalletPins asClient = new WalletPins(db.forClients(), new Right(this::comeInCrowds));
        assertThrows(NoTurn.class, () -> asClient.check(shop, anna, "1234", "/pin"));
        assertEquals(0, tries(anna));
    }

    @Test
    void nobody_holds_a_core_who_waits_for_a_connection() {
        UUID shop = UUID.randomUUID();
        UUID anna = UUID.randomUUID();
        pins.set(shop, anna, "1234", null);
        Right hashes = new Right(() -> come(0));
        WalletPins asClient = new WalletPins(db.forClients(), hashes);
        Crowd atTheBeginning = come(0);
        CompletableFuture<Void> checked = CompletableFuture.runAsync(() -> asClient.check(shop, anna, "1234", "/pin"));
        assertWaitsWithoutACore(atTheBeginning, hashes);
        atTheBeginning.close();
        await().atMost(A_FEW_SECONDS).until(() -> crowds.size() == 2);
        assertWaitsWithoutACore(crowds.get(1), hashes);
        crowds.get(1).close();
        checked.join();
    }

    @AfterEach
    void leave() {
        crowds.forEach(Crowd::close);
    }

    private void comeInCrowds() {
        come(Crowd.FULL);
    }

    private Crowd come(int waiting) {
        Crowd crowd = new Crowd(db, metrics, waiting);
        crowds.add(crowd);
        return crowd;
    }

    private static void assertWaitsWithoutACore(Crowd crowd, Right hashes) {
        await().atMost(A_FEW_SECONDS).until(() -> crowd.waiting() == 1);
        assertEquals(0, hashes.cores.get());
    }

    private int tries(UUID shopper) {
        return db.read(tx -> tx.one("select tries from wallet_pin where shopper_id = $1", shopper))
                .orElseThrow()
                .getInteger("tries");
    }
}
