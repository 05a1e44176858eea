package io.tresen.proof.races;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Races that all end in one way, or in which nobody raced, do not pass for races. */
class TallyTest {

    private final Tally tally = new Tally();

    @Test
    void an_outcome_that_never_comes_out_is_named() {
        tally.saw("expired");
        tally.saw("expired");
        assertEquals(List.of("confirmed"), tally.never(new PaymentAgainstExpiry(null)));
        tally.saw("confirmed");
        assertEquals(List.of(), tally.never(new PaymentAgainstExpiry(null)));
        assertEquals("1 × confirmed, 2 × expired", tally.toString());
    }

    @Test
    void a_race_that_nobody_ran_is_told_and_is_no_outcome() {
        tally.saw("confirmed");
        tally.missed("expired before it could be paid");
        assertEquals(1, tally.missed());
        assertEquals(List.of("expired"), tally.never(new PaymentAgainstExpiry(null)));
        assertEquals("1 × confirmed, 1 × expired before it could be paid", tally.toString());
    }

    @Test
    void each_race_has_a_tally_of_its_own_and_all_are_added_up() {
        tally.saw("confirmed");
        Tally other = new Tally();
        other.saw("confirmed");
        other.missed("expired before it could be paid");
        tally.add(other);
        assertEquals(2, tally.ran());
        assertEquals(1, tally.missed());
        assertEquals("2 × confirmed, 1 × expired before it could be paid", tally.toString());
    }

    @Test
    void a_cancellation_comes_first_and_second_by_card_and_by_cash() {
        tally.saw("card, confirmed first");
        tally.saw("card, cancelled first");
        tally.saw("cash, cancelled first");
        assertEquals(List.of("cash, confirmed first"), tally.never(new CancelAgainstConfirm(null)));
    }
}
