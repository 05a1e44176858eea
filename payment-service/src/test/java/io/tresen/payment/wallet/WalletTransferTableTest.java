package io.tresen.payment.wallet;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tresen.messaging.By;
import io.tresen.messaging.Money;
import io.tresen.payment.wallet.WalletTransfer.Kind;
import io.tresen.payment.wallet.WalletTransfer.Party;
import io.tresen.payment.wallet.WalletTransferDecision.Act;
import io.tresen.payment.wallet.WalletTransferDecision.Duplicate;
import io.tresen.payment.wallet.WalletTransferDecision.Refused;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Every state and everything that can happen in it. A cell says what comes of it: {@code posted/POST} is the next status and
 * what the ledger does, {@code =name} a duplicate, {@code !code} a refusal.
 */
class WalletTransferTableTest {

    private static final Instant NOW = Instant.parse("2025-06-01T12:00:00Z");
    private static final UUID PAYER = UUID.randomUUID();
    private static final UUID PAYEE = UUID.randomUUID();
    private static final Money AMOUNT = new Money(1990, "EUR");
    private static final WalletLimit LIMIT = WalletLimit.of("EUR");

    private static final String SENT_TO_A_SHOPPER =
            """
            event             requested            pending              posted             declined           cancelled           expired           refused
            submit            =submitted-again     =submitted-again     =submitted-again   =submitted-again   =submitted-again    =submitted-again  =submitted-again
            payer's-pin       pending/HOLD         =already-sent        =already-posted    !transfer-ended    !transfer-ended     !transfer-ended   !transfer-ended
            payee's-pin       !not-found           !not-yours-to-answer !not-yours-to-answer !not-yours-to-answer !not-yours-to-answer !not-yours-to-answer !not-found
            payee-accepts     !not-found           posted/POST_HELD     =already-posted    !transfer-ended    !transfer-ended     !transfer-ended   !not-found
            payer-accepts     !not-yours-to-answer !not-yours-to-answer !not-yours-to-answer !not-yours-to-answer !not-yours-to-answer !not-yours-to-answer !not-yours-to-answer
            payee-declines    !not-found           declined/VOID_HELD   !transfer-ended    =already-declined  !transfer-ended     !transfer-ended   !not-found
            payer-declines    !not-yours-to-answer !not-yours-to-answer !not-yours-to-answer !not-yours-to-answer !not-yours-to-answer !not-yours-to-answer !not-yours-to-answer
            payer-cancels     cancelled/NONE       cancelled/VOID_HELD  !transfer-ended    !transfer-ended    =already-cancelled  !transfer-ended   !transfer-ended
            payee-cancels     !not-found           !not-yours-to-answer !not-yours-to-answer !not-yours-to-answer !not-yours-to-answer !not-yours-to-answer !not-found
            stranger-accepts  !not-found           !not-found           !not-found         !not-found         !not-found          !not-found        !not-found
            stranger-declines !not-found           !not-found           !not-found         !not-found         !not-found          !not-found        !not-found
            stranger-cancels  !not-found           !not-found           !not-found         !not-found         !not-found          !not-found        !not-found
            stranger's-pin    !not-found           !not-found           !not-found         !not-found         !not-found          !not-found        !not-found
            time-is-over      expired/NONE         expired/EXPIRE_HELD  =ended-before      =ended-before      =ended-before       =already-expired  =ended-before
            time-is-not-over  =not-due             =not-due             =ended-before      =ended-before      =ended-before       =already-expired  =ended-before
            late-pin          !transfer-ended      =already-sent        =already-posted    !transfer-ended    !transfer-ended     !transfer-ended   !transfer-ended
            late-accept       !not-found           !transfer-ended      =already-posted    !transfer-ended    !transfer-ended     !transfer-ended   !not-found
            late-decline      !not-found           !transfer-ended      !transfer-ended    =already-declined  !transfer-ended     !transfer-ended   !not-found
            late-cancel       !transfer-ended      !transfer-ended      !transfer-ended    !transfer-ended    =already-cancelled  !transfer-ended   !transfer-ended
            """;

    private static final String SENT_TO_THE_SHOP =
            """
            event             requested            posted             cancelled           expired           refused
            submit            =submitted-again     =submitted-again   =submitted-again    =submitted-again  =submitted-again
            payer's-pin       posted/POST          =already-posted    !transfer-ended     !transfer-ended   !transfer-ended
            payer-cancels     cancelled/NONE       !transfer-ended    =already-cancelled  !transfer-ended   !transfer-ended
            payer-declines    !not-yours-to-answer !not-yours-to-answer !not-yours-to-answer !not-yours-to-answer !not-yours-to-answer
            time-is-over      expired/NONE         =ended-before      =ended-before       =already-expired  =ended-before
            late-pin          !transfer-ended      =already-posted    !transfer-ended     !transfer-ended   !transfer-ended
            """;

    private static final String ASKED_FOR =
            """
            event             requested            posted             declined           cancelled           expired           refused
            submit            =submitted-again     =submitted-again   =submitted-again   =submitted-again    =submitted-again  =submitted-again
            payer's-pin       posted/POST          =already-posted    !transfer-ended    !transfer-ended     !transfer-ended   !transfer-ended
            payee's-pin       !not-yours-to-answer !not-yours-to-answer !not-yours-to-answer !not-yours-to-answer !not-yours-to-answer !not-found
            payer-accepts     !pin-needed          =already-posted    !transfer-ended    !transfer-ended     !transfer-ended   !transfer-ended
            payee-accepts     !not-yours-to-answer !not-yours-to-answer !not-yours-to-answer !not-yours-to-answer !not-yours-to-answer !not-found
            payer-declines    declined/NONE        !transfer-ended    =already-declined  !transfer-ended     !transfer-ended   !transfer-ended
            payee-declines    !not-yours-to-answer !not-yours-to-answer !not-yours-to-answer !not-yours-to-answer !not-yours-to-answer !not-found
            payee-cancels     cancelled/NONE       !transfer-ended    !transfer-ended    =already-cancelled  !transfer-ended   !not-found
            payer-cancels     !not-yours-to-answer !not-yours-to-answer !not-yours-to-answer !not-yours-to-answer !not-yours-to-answer !not-yours-to-answer
            stranger-accepts  !not-found           !not-found         !not-found         !not-found          !not-found        !not-found
            stranger-declines !not-found           !not-found         !not-found         !not-found          !not-found        !not-found
            stranger-cancels  !not-found           !not-found         !not-found         !not-found          !not-found        !not-found
            stranger's-pin    !not-found           !not-found         !not-found         !not-found          !not-found        !not-found
            time-is-over      expired/NONE         =ended-before      =ended-before      =ended-before       =already-expired  =ended-before
            time-is-not-over  =not-due             =ended-before      =ended-before      =ended-before       =already-expired  =ended-before
            late-pin          !transfer-ended      =already-posted    !transfer-ended    !transfer-ended     !transfer-ended   !transfer-ended
            late-decline      !transfer-ended      !transfer-ended    =already-declined  !transfer-ended     !transfer-ended   !transfer-ended
            late-cancel       !transfer-ended      !transfer-ended    !transfer-ended    =already-cancelled  !transfer-ended   !not-found
            """;

    @TestFactory
    Stream<DynamicTest> what_was_sent_to_a_shopper() {
        return cells(SENT_TO_A_SHOPPER, Kind.SEND, PAYEE);
    }

    @TestFactory
    Stream<DynamicTest> what_was_sent_to_the_shop() {
        return cells(SENT_TO_THE_SHOP, Kind.SEND, null);
    }

    @TestFactory
    Stream<DynamicTest> what_a_shopper_asks_for() {
        return cells(ASKED_FOR, Kind.REQUEST, PAYEE);
    }

    @TestFactory
    Stream<DynamicTest> what_the_shop_asks_for() {
        return cells(ASKED_FOR, Kind.REQUEST, null);
    }

    @Test
    void the_tables_name_every_state_that_there_is() {
        List<String> states = Arrays.stream(WalletTransferStatus.values())
                .map(WalletTransferStatus::word)
                .toList();
        assertEquals(states, columns(SENT_TO_A_SHOPPER));
        assertEquals(states.stream().filter(s -> !s.equals("pending")).toList(), columns(ASKED_FOR));
    }

    private static List<String> columns(String table) {
        List<String> head = List.of(table.lines().findFirst().orElseThrow().split("\\s+"));
        return head.subList(1, head.size());
    }

    private static Stream<DynamicTest> cells(String table, Kind kind, UUID payeeId) {
        List<String> states = columns(table);
        return table.lines().skip(1).flatMap(line -> {
            List<String> cells = List.of(line.split("\\s+"));
            return states.stream()
                    .map(state -> DynamicTest.dynamicTest(
                            cells.get(0) + " in " + state,
                            () -> assertEquals(
                                    cells.get(1 + states.indexOf(state)),
                                    word(decide(cells.get(0), transfer(kind, payeeId, state))))));
        });
    }

    private static WalletTransfer transfer(Kind kind, UUID payeeId, String state) {
        WalletTransferStatus status = WalletTransferStatus.of(state);
        boolean sent = status != WalletTransferStatus.REQUESTED && status != WalletTransferStatus.REFUSED;
        return new WalletTransfer(
                UUID.randomUUID(),
                UUID.randomUUID(),
                kind,
                PAYER,
                payeeId,
                AMOUNT,
                null,
                null,
                false,
                null,
                null,
                status,
                null,
                By.shopper(PAYER),
                NOW.minusSeconds(60),
                sent ? NOW.minusSeconds(30) : null,
                NOW.plusSeconds(60),
                3);
    }

    private static WalletTransferDecision decide(String event, WalletTransfer transfer) {
        Party payer = transfer.party(PAYER);
        Party payee = transfer.toBusiness() ? transfer.partyOfBusiness() : transfer.party(PAYEE);
        Party stranger = transfer.party(UUID.randomUUID());
        Instant late = transfer.expiresAt();
        return switch (event) {
            case "submit" -> WalletTransferRules.submitAgain();
            case "payer's-pin" -> WalletTransferRules.authorise(transfer, payer, LIMIT, 0, NOW);
            case "payee's-pin" -> WalletTransferRules.authorise(transfer, payee, LIMIT, 0, NOW);
            case "stranger's-pin" -> WalletTransferRules.authorise(transfer, stranger, LIMIT, 0, NOW);
            case "late-pin" -> WalletTransferRules.authorise(transfer, payer, LIMIT, 0, late);
            case "payer-accepts" -> WalletTransferRules.accept(transfer, payer, NOW);
            case "payee-accepts" -> WalletTransferRules.accept(transfer, payee, NOW);
            case "stranger-accepts" -> WalletTransferRules.accept(transfer, stranger, NOW);
            case "late-accept" -> WalletTransferRules.accept(transfer, payee, late);
            case "payer-declines" -> WalletTransferRules.decline(transfer, payer, NOW);
            case "payee-declines" -> WalletTransferRules.decline(transfer, payee, NOW);
            case "stranger-declines" -> WalletTransferRules.decline(transfer, stranger, NOW);
            case "late-decline" ->
                WalletTransferRules.decline(transfer, transfer.kind() == Kind.SEND ? payee : payer, late);
            case "payer-cancels" -> WalletTransferRules.cancel(transfer, payer, NOW);
            case "payee-cancels" -> WalletTransferRules.cancel(transfer, payee, NOW);
            case "stranger-cancels" -> WalletTransferRules.cancel(transfer, stranger, NOW);
            case "late-cancel" ->
                WalletTransferRules.cancel(transfer, transfer.kind() == Kind.SEND ? payer : payee, late);
            case "time-is-over" -> WalletTransferRules.expire(transfer, late);
            case "time-is-not-over" -> WalletTransferRules.expire(transfer, late.minusMillis(1));
            default -> throw new IllegalArgumentException(event);
        };
    }

    private static String word(WalletTransferDecision decision) {
        if (decision instanceof Act act) {
            assertEquals(4, act.next().version());
            return act.next().status().word() + "/" + act.booking();
        }
        return decision instanceof Duplicate duplicate
                ? "=" + duplicate.name()
                : "!" + ((Refused) decision).rejection().code();
    }
}
