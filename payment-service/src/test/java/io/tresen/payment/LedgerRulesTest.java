package io.tresen.payment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tresen.messaging.By;
import io.tresen.messaging.Money;
import io.tresen.payment.Transfer.About;
import io.tresen.payment.Transfer.Entry;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Wallets and money that waits, without a database. */
class LedgerRulesTest {

    private static final int STEPS = Integer.getInteger("tresen.ledger.model-steps", 200_000);
    private static final UUID ANNA = new UUID(0, 1);
    private static final UUID BEN = new UUID(0, 2);

    private final LedgerModel ledger = new LedgerModel();

    @BeforeEach
    void anna_has_ten() {
        assertNull(ledger.happen(topUp(ANNA, 1_000)));
    }

    @Test
    void the_sum_is_zero_and_no_wallet_is_overdrawn_after_each_step_of_random_histories() {
        Map<String, Integer> outcomes = new HashMap<>();
        for (int seed = 0; seed < 20; seed++) {
            LedgerModel model = new LedgerModel();
            LedgerHistory history = new LedgerHistory(seed);
            for (int i = 0; i < STEPS / 20; i++) {
                String refusal = model.happen(history.next());
                outcomes.merge(String.valueOf(refusal), 1, Integer::sum);
                String when = "seed " + seed + ", step " + i;
                model.glance(when);
                if (i % 50 == 0 || i == STEPS / 20 - 1) {
                    model.check(when);
                }
            }
        }
        for (String each : List.of("null", "insufficient-funds", "hold-ended", "balance-too-large", "not-found")) {
            assertTrue(outcomes.getOrDefault(each, 0) > STEPS / 10_000, each + " is too rare: " + outcomes);
        }
    }

    @Test
    void a_wallet_pays_all_that_is_available_and_not_a_cent_more() {
        assertEquals("insufficient-funds", ledger.happen(post(pay(1_001))));
        assertNull(ledger.happen(post(pay(1_000))));
        assertEquals("insufficient-funds", ledger.happen(post(pay(1))));
        assertEquals(0, available(ANNA));
        assertEquals(1_000, available(BEN));
    }

    @Test
    void what_waits_can_not_be_spent_and_is_still_in_the_balance() {
        Transfer waiting = pay(700);
        assertNull(ledger.happen(new LedgerStep.Hold(waiting)));
        assertEquals(1_000, balance(ANNA).postedMinor());
        assertEquals(300, available(ANNA));
        assertEquals("insufficient-funds", ledger.happen(post(pay(301))));
        assertEquals("insufficient-funds", ledger.happen(new LedgerStep.Hold(pay(301))));
        assertNull(ledger.happen(new LedgerStep.End(waiting.id(), PendingState.POSTED)));
        assertEquals(300, balance(ANNA).postedMinor());
        assertEquals(700, available(BEN));
    }

    @Test
    void what_waited_in_vain_is_available_again() {
        for (PendingState end : List.of(PendingState.VOIDED, PendingState.EXPIRED)) {
            Transfer waiting = pay(700);
            assertNull(ledger.happen(new LedgerStep.Hold(waiting)));
            assertNull(ledger.happen(new LedgerStep.End(waiting.id(), end)));
            assertEquals(1_000, available(ANNA));
        }
    }

    @Test
    void what_waits_ends_once_and_a_repeat_of_the_same_end_changes_nothing() {
        Transfer waiting = pay(700);
        ledger.happen(new LedgerStep.Hold(waiting));
        assertNull(ledger.happen(new LedgerStep.Hold(waiting)));
        assertNull(ledger.happen(new LedgerStep.End(waiting.id(), PendingState.POSTED)));
        assertNull(ledger.happen(new LedgerStep.End(waiting.id(), PendingState.POSTED)));
        assertEquals("hold-ended", ledger.happen(new LedgerStep.End(waiting.id(), PendingState.VOIDED)));
        assertEquals(300, balance(ANNA).postedMinor());
        ledger.check("at the end");
    }

    @Test
    void a_transfer_that_is_booked_again_changes_nothing() {
        Transfer once = pay(400);
        assertNull(ledger.happen(new LedgerStep.Post(List.of(once, once))));
        assertNull(ledger.happen(post(once)));
        assertEquals(600, available(ANNA));
    }

    @Test
    void of_a_batch_all_is_booked_or_nothing() {
        assertEquals("insufficient-funds", ledger.happen(new LedgerStep.Post(List.of(pay(600), pay(600)))));
        assertEquals(1_000, available(ANNA));
    }

    @Test
    void a_transfer_to_oneself_needs_the_money_and_moves_none() {
        assertEquals("insufficient-funds", ledger.happen(post(pay(ANNA, ANNA, 1_001))));
        assertNull(ledger.happen(post(pay(ANNA, ANNA, 1_000))));
        assertEquals(1_000, available(ANNA));
    }

    @Test
    void what_comes_in_anew_fills_a_wallet_to_two_to_the_52_and_what_goes_back_always_fits() {
        assertEquals("balance-too-large", ledger.happen(topUp(ANNA, (1L << 52) - 1_000)));
        assertNull(ledger.happen(topUp(ANNA, (1L << 52) - 1_001)));
        assertEquals((1L << 52) - 1, available(ANNA));
        Money back = new Money(5_000, "EUR");
        Transfer refund = new Transfer(
                UUID.randomUUID(),
                Transfer.Kind.REFUND,
                UUID.randomUUID(),
                UUID.randomUUID(),
                List.of(
                        new Transfer.Entry(LedgerAccount.BUSINESS_BALANCE, true, back),
                        Transfer.Entry.toWallet(ANNA, back)));
        assertNull(ledger.happen(new LedgerStep.Post(List.of(refund))));
        assertEquals((1L << 52) + 4_999, available(ANNA));
    }

    @Test
    void a_leg_of_nothing_can_not_be_made() {
        assertThrows(IllegalArgumentException.class, () -> pay(0));
    }

    private long available(UUID shopper) {
        return balance(shopper).availableMinor();
    }

    private LedgerBalance balance(UUID shopper) {
        return ledger.limited.get(AccountKey.wallet(shopper, "EUR"));
    }

    private static LedgerStep post(Transfer transfer) {
        return new LedgerStep.Post(List.of(transfer));
    }

    private static Transfer pay(long amount) {
        return pay(ANNA, BEN, amount);
    }

    private static Transfer pay(UUID from, UUID to, long amount) {
        Money money = new Money(amount, "EUR");
        return wallets(List.of(Entry.fromWallet(from, money), Entry.toWallet(to, money)));
    }

    private static LedgerStep topUp(UUID shopper, long amount) {
        Money money = new Money(amount, "EUR");
        return post(wallets(
                List.of(new Entry(LedgerAccount.CASH_IN_TRANSIT, true, money), Entry.toWallet(shopper, money))));
    }

    private static Transfer wallets(List<Entry> entries) {
        UUID id = UUID.randomUUID();
        return new Transfer(id, Transfer.Kind.WALLET_TRANSFER, About.walletTransfer(id, null), By.SYSTEM, entries);
    }
}
