package io.tresen.payment.wallet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.quarkus.test.junit.QuarkusTest;
import io.tresen.messaging.RejectedException;
import io.tresen.messaging.db.Database;
import io.tresen.payment.PaymentRejection;
import io.tresen.payment.ServiceUnderTest;
import jakarta.inject.Inject;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

@QuarkusTest
class BusyHashingIT extends ServiceUnderTest {

    /** Every core hashes for somebody else. */
    private static final PinHashes BUSY = new PinHashes() {

        @Override
        public <T> T inTurn(Supplier<T> work) {
            throw PaymentRejection.BUSY.exception();
        }

        @Override
        public String hash(String pin) {
            throw PaymentRejection.BUSY.exception();
        }

        @Override
        public boolean matches(String pin, String hash) {
            throw new AssertionError("not in turn");
        }
    };

    @Inject
    Database db;

    @Inject
    WalletPins pins;

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
        int tries = db.read(tx -> tx.one("select tries from wallet_pin where shopper_id = $1", anna))
                .orElseThrow()
                .getInteger("tries");
        assertEquals(0, tries);
        pins.check(shop, anna, "1234", "/pin");
    }
}
