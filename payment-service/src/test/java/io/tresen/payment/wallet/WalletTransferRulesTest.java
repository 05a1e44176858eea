package io.tresen.payment.wallet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tresen.messaging.By;
import io.tresen.messaging.Money;
import io.tresen.payment.wallet.WalletTransfer.Kind;
import io.tresen.payment.wallet.WalletTransfer.Party;
import io.tresen.payment.wallet.WalletTransferDecision.Act;
import io.tresen.payment.wallet.WalletTransferDecision.Refused;
import io.tresen.payment.wallet.WalletTransferRules.Payer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What may begin, how much may be sent, and how long it waits. */
class WalletTransferRulesTest {

    private static final Instant NOW = Instant.parse("2025-06-01T12:00:00Z");
    private static final UUID PAYER = UUID.randomUUID();
    private static final UUID PAYEE = UUID.randomUUID();
    private static final WalletLimit LIMIT = WalletLimit.of("EUR");

    private static Money eur(long minor) {
        return new Money(minor, "EUR");
    }

    private static WalletTransfer draft(Kind kind, long minor) {
        return WalletTransfer.draft(
                UUID.randomUUID(),
                UUID.randomUUID(),
                kind,
                PAYER,
                PAYEE,
                eur(minor),
                null,
                null,
                null,
                By.shopper(PAYER),
                NOW);
    }

    private static Optional<WalletTransferRejection> refusal(UUID payee, Money amount) {
        return WalletTransferRules.refusal(PAYER, payee, amount, "EUR", LIMIT);
    }

    private static Payer has(long minor) {
        return new Payer(minor, 0);
    }

    private static String refused(WalletTransferDecision decision) {
        return assertInstanceOf(Refused.class, decision).rejection().code();
    }

    @Test
    void nothing_and_no_amount_at_all_can_not_be_sent() {
        assertEquals(Optional.of(WalletTransferRejection.INVALID_AMOUNT), refusal(PAYEE, eur(0)));
        assertEquals(Optional.of(WalletTransferRejection.INVALID_AMOUNT), refusal(PAYEE, null));
        assertEquals(Optional.empty(), refusal(PAYEE, eur(1)));
    }

    @Test
    void another_currency_than_the_shops_can_not_be_sent() {
        assertEquals(Optional.of(WalletTransferRejection.OTHER_CURRENCY), refusal(PAYEE, new Money(1, "USD")));
    }

    @Test
    void nobody_sends_to_oneself() {
        assertEquals(Optional.of(WalletTransferRejection.TO_ONESELF), refusal(PAYER, eur(1)));
    }

    @Test
    void a_shop_is_paid_and_does_not_pay() {
        assertEquals(Optional.empty(), refusal(null, eur(1)));
        assertEquals(
                Optional.of(WalletTransferRejection.BUSINESS_DOES_NOT_PAY),
                WalletTransferRules.refusal(null, PAYEE, eur(1), "EUR", LIMIT));
    }

    @Test
    void a_transfer_moves_the_limit_and_not_a_cent_more() {
        assertEquals(Optional.empty(), refusal(PAYEE, eur(100_000)));
        assertEquals(Optional.of(WalletTransferRejection.TRANSFER_LIMIT_EXCEEDED), refusal(PAYEE, eur(100_001)));
        assertEquals(
                "transfer-limit-exceeded",
                refused(WalletTransferRules.sendAtOnce(draft(Kind.SEND, 100_001), LIMIT, has(100_001), NOW)));
    }

    @Test
    void the_limits_are_units_of_the_currency_and_a_hundred_times_as_many_where_it_has_no_parts() {
        assertEquals(new Money(100_000, "EUR"), LIMIT.perTransfer());
        assertEquals(new Money(100_000, "JPY"), WalletLimit.of("JPY").perTransfer());
        assertEquals(new Money(500_000, "JPY"), WalletLimit.of("JPY").perDay());
        assertEquals(new Money(5_000_000, "KWD"), WalletLimit.of("KWD").perDay());
    }

    @Test
    void a_payers_day_holds_the_limit_and_not_a_cent_more() {
        assertInstanceOf(
                Act.class,
                WalletTransferRules.sendAtOnce(draft(Kind.SEND, 10_000), LIMIT, new Payer(10_000, 490_000), NOW));
        assertEquals(
                "daily-limit-exceeded",
                refused(WalletTransferRules.sendAtOnce(
                        draft(Kind.SEND, 10_000), LIMIT, new Payer(10_000, 490_001), NOW)));
        WalletTransfer asked =
                WalletTransferRules.begin(draft(Kind.REQUEST, 10_000)).next();
        assertEquals(
                "daily-limit-exceeded",
                refused(WalletTransferRules.authorise(asked, Party.PAYER, LIMIT, 490_001, NOW)));
    }

    @Test
    void money_that_is_missing_is_said_before_any_limit() {
        for (WalletTransfer draft : List.of(draft(Kind.SEND, 100_001), draft(Kind.SEND, 10_000))) {
            Payer payer = new Payer(draft.amount().amountMinor() - 1, 500_000);
            assertEquals("insufficient-funds", refused(WalletTransferRules.sendAtOnce(draft, LIMIT, payer, NOW)));
        }
    }

    @Test
    void a_limit_that_was_lowered_holds_for_what_was_asked_before() {
        WalletTransfer asked =
                WalletTransferRules.begin(draft(Kind.REQUEST, 500)).next();
        WalletLimit lowered = new WalletLimit(eur(499), eur(499));
        assertEquals(
                "transfer-limit-exceeded", refused(WalletTransferRules.authorise(asked, Party.PAYER, lowered, 0, NOW)));
    }

    @Test
    void what_was_sent_waits_seven_days_for_the_payee_from_the_pin_on() {
        WalletTransfer sent = WalletTransferRules.begin(draft(Kind.SEND, 500)).next();
        assertEquals(NOW.plus(Duration.ofDays(7)), sent.expiresAt());
        Instant later = NOW.plus(Duration.ofDays(6));
        Act act = (Act) WalletTransferRules.authorise(sent, Party.PAYER, LIMIT, 0, later);
        assertEquals(later.plus(Duration.ofDays(7)), act.next().expiresAt());
        assertEquals(later, act.next().authorisedAt());
    }

    @Test
    void what_was_asked_for_waits_three_days() {
        assertEquals(NOW.plus(Duration.ofDays(3)), draft(Kind.REQUEST, 500).expiresAt());
    }

    @Test
    void a_new_transfer_has_version_one_however_it_begins() {
        assertEquals(1, WalletTransferRules.begin(draft(Kind.REQUEST, 5)).next().version());
        Act sent = (Act) WalletTransferRules.sendAtOnce(draft(Kind.SEND, 5), LIMIT, has(5), NOW);
        assertEquals(1, sent.next().version());
        assertEquals(NOW, sent.next().authorisedAt());
    }

    @Test
    void a_payee_hears_nothing_of_money_that_the_payer_has_not_agreed_to() {
        WalletTransfer sent = WalletTransferRules.begin(draft(Kind.SEND, 5)).next();
        assertEquals(Party.STRANGER, sent.party(PAYEE));
        WalletTransfer agreed = ((Act) WalletTransferRules.authorise(sent, Party.PAYER, LIMIT, 0, NOW)).next();
        assertEquals(Party.PAYEE, agreed.party(PAYEE));
        assertEquals(
                Party.PAYEE,
                WalletTransferRules.begin(draft(Kind.REQUEST, 5)).next().party(PAYEE));
    }

    @Test
    void who_began_cancels_and_who_is_asked_declines() {
        WalletTransfer sent = WalletTransferRules.begin(draft(Kind.SEND, 5)).next();
        assertTrue(((Act) WalletTransferRules.cancel(sent, Party.PAYER, NOW))
                .next()
                .endedByPayer());
        WalletTransfer asked = WalletTransferRules.begin(draft(Kind.REQUEST, 5)).next();
        assertTrue(((Act) WalletTransferRules.decline(asked, Party.PAYER, NOW))
                .next()
                .endedByPayer());
        assertFalse(((Act) WalletTransferRules.cancel(asked, Party.PAYEE, NOW))
                .next()
                .endedByPayer());
    }
}
