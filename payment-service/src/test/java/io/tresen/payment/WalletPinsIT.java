package io.tresen.payment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.quarkus.test.junit.QuarkusTest;
import io.tresen.messaging.RejectedException;
import io.tresen.payment.wallet.WalletPins;
import jakarta.inject.Inject;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class WalletPinsIT extends ServiceUnderTest {

    @Inject
    WalletPins pins;

    private final UUID anna = UUID.randomUUID();

    @BeforeEach
    void a_pin_is_set() {
        pins.set(business, anna, "1234", null);
    }

    private String check(String pin) {
        try {
            pins.check(business, anna, pin, "/pin");
            return "right";
        } catch (RejectedException refusal) {
            return refusal.rejection().code();
        }
    }

    @Test
    void parallel_guesses_share_the_five_tries() throws Exception {
        List<String> answers = InParallel.call(InParallel.PINS_OF_ONE, 60, i -> check("000" + i % 10));
        assertEquals(5, Collections.frequency(answers, "wrong-pin"));
        assertEquals(55, Collections.frequency(answers, "pin-locked"));
        assertEquals("pin-locked", check("1234"));
    }

    @Test
    void each_lock_in_a_row_lasts_twice_as_long_and_the_right_pin_begins_anew() {
        for (int minutes : new int[] {15, 30, 60}) {
            assertEquals(minutes, minutesLockedAfterFiveWrongOnes());
            lockIsOver();
        }
        assertEquals("right", check("1234"));
        assertEquals(15, minutesLockedAfterFiveWrongOnes());
    }

    private long minutesLockedAfterFiveWrongOnes() {
        for (int i = 0; i < 5; i++) {
            assertEquals("wrong-pin", check("0000"));
        }
        return database.read(tx -> tx.one(
                        "select round(extract(epoch from locked_until - now()) / 60)::bigint as left from wallet_pin"
                                + " where business_id = $1 and shopper_id = $2",
                        business,
                        anna)
                .orElseThrow()
                .getLong("left"));
    }

    private void lockIsOver() {
        database.run(tx -> tx.update(
                "update wallet_pin set locked_until = now() - interval '1 second' where business_id = $1 and shopper_id = $2",
                business,
                anna));
    }

    @Test
    void the_right_pin_in_parallel_uses_up_no_tries() throws Exception {
        List<String> answers = InParallel.call(InParallel.PINS_OF_ONE, 40, i -> check("1234"));
        assertEquals(40, Collections.frequency(answers, "right"));
    }

    @Test
    void a_try_is_not_given_back_by_whoever_rolls_back_afterwards() {
        for (int i = 0; i < 5; i++) {
            assertThrows(RejectedException.class, () -> database.run(tx -> pins.check(business, anna, "0000", "/pin")));
        }
        assertEquals("pin-locked", check("1234"));
    }

    @Test
    void the_right_pin_gives_the_tries_back_and_a_missing_one_uses_none() {
        for (int round = 0; round < 3; round++) {
            for (int i = 0; i < 4; i++) {
                assertEquals("wrong-pin", check("0000"));
                assertEquals("invalid-fields", check(null));
            }
            assertEquals("right", check("1234"));
        }
    }

    @Test
    void anything_that_is_no_pin_is_a_wrong_one() {
        assertEquals("wrong-pin", check("1234' or '1'='1"));
        assertEquals("wrong-pin", check("9".repeat(100_000)));
        assertEquals("wrong-pin", check(""));
    }

    @Test
    void two_who_set_the_first_pin_at_once_do_not_both_set_it() throws Exception {
        UUID ben = UUID.randomUUID();
        List<Boolean> set = InParallel.call(InParallel.PINS_OF_ONE, 10, i -> {
            try {
                pins.set(business, ben, "111" + i % 10, null);
                return true;
            } catch (RejectedException refusal) {
                assertEquals("invalid-fields", refusal.rejection().code());
                return false;
            }
        });
        assertEquals(1, Collections.frequency(set, true));
    }

    @Test
    void without_a_pin_there_is_nothing_to_check() {
        UUID ben = UUID.randomUUID();
        pins.checkIfSet(business, ben, null, "/pin");
        RejectedException refusal =
                assertThrows(RejectedException.class, () -> pins.check(business, ben, "1234", "/pin"));
        assertEquals("pin-not-set", refusal.rejection().code());
        assertThrows(RejectedException.class, () -> pins.checkIfSet(business, anna, null, "/pin"));
    }

    @Test
    void what_is_kept_is_no_pin() {
        String hash = database.read(tx -> tx.one("select hash from wallet_pin where shopper_id = $1", anna))
                .orElseThrow()
                .getString("hash");
        assertEquals("$2a$", hash.substring(0, 4));
    }
}
