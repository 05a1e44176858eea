package io.tresen.payment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import io.tresen.messaging.By;
import io.tresen.messaging.Money;
import io.tresen.messaging.RejectedException;
import io.tresen.payment.wallet.WalletLimit;
import io.tresen.payment.wallet.WalletLimits;
import io.tresen.payment.wallet.WalletTransfer;
import io.tresen.payment.wallet.WalletTransferCommands;
import io.tresen.payment.wallet.WalletTransferCommands.Wanted;
import io.tresen.payment.wallet.WalletTransferExpiry;
import io.tresen.payment.wallet.WalletTransferStatus;
import io.tresen.payment.wallet.WalletTransfers;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** On a real database: whatever happens at the same time, no money is made or lost. */
@QuarkusTest
class WalletTransfersIT extends TransfersUnderTest {

    private static final long SEED = 20250601;

    @Inject
    WalletTransferCommands commands;

    @Inject
    WalletTransferExpiry expiry;

    @Inject
    WalletTransfers transfers;

    @Inject
    WalletLimits limits;

    private Wanted wanted(UUID from, UUID to, long minor) {
        return new Wanted(business, from, to, new Money(minor, "EUR"), null, null, "EUR", By.shopper(from));
    }

    /** "posted", or the refusal's name. */
    private String sends(UUID from, UUID to, long minor) {
        UUID id = UUID.randomUUID();
        return told(() -> database.inTransaction(tx -> commands.send(tx, wanted(from, to, minor), id)));
    }

    private static String told(Supplier<WalletTransfer> call) {
        try {
            return call.get().status().word();
        } catch (RejectedException refused) {
            return refused.rejection().code();
        }
    }

    private static <T> List<T> atOnce(List<Supplier<T>> calls) throws Exception {
        return InParallel.call(calls.size(), number -> calls.get(number - 1).get());
    }

    private static long count(List<String> answers, String word) {
        return answers.stream().filter(word::equals).count();
    }

    private WalletTransfer requested(UUID payer, UUID payee, long minor) {
        return database.inTransaction(tx -> commands.request(
                tx,
                new Wanted(business, payer, payee, new Money(minor, "EUR"), null, null, "EUR", By.shopper(payee)),
                UUID.randomUUID()));
    }

    private String authorise(WalletTransfer transfer) {
        return told(() ->
                database.inTransaction(tx -> commands.authorise(tx, business, transfer.payerId(), transfer.id())));
    }

    /** One that Anna sent to Ben in a chat and has agreed to, so that it waits for him. */
    private WalletTransfer pending(long minor) {
        UUID id = UUID.randomUUID();
        OffsetDateTime now = Instant.now().atOffset(ZoneOffset.UTC);
        database.run(tx -> tx.update(
                """
                insert into wallet_transfer (business_id, transfer_id, kind, payer_id, payee_id, amount_minor, currency,
                  conversation_id, status, by_kind, by_id, created_at, expires_at, version)
                values ($1, $2, 'send', $3, $4, $5, 'EUR', $6, 'requested', 'shopper', $3, $7, $8, 1)""",
                business,
                id,
                anna,
                ben,
                minor,
                UUID.randomUUID(),
                now,
                now.plusDays(7)));
        return database.inTransaction(tx -> commands.authorise(tx, business, anna, id));
    }

    @Test
    void a_hundred_parallel_random_transfers_conserve_the_sum() throws Exception {
        List<UUID> people = Stream.concat(
                        Stream.of(anna, ben), Stream.generate(UUID::randomUUID).limit(3))
                .toList();
        know(business, people.toArray(UUID[]::new));
        people.forEach(who -> topUp(who, 10_000));
        Random random = new Random(SEED);
        List<Supplier<Integer>> calls = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            UUID from = people.get(random.nextInt(people.size()));
            UUID to = people.get(random.nextInt(people.size()));
            long minor =
                    switch (random.nextInt(8)) {
                        case 0 -> 0;
                        case 1 -> -random.nextInt(1_000);
                        case 2 -> 50_000 + random.nextInt(10_000);
                        default -> random.nextInt(4_000) + 1;
                    };
            JsonObject body = sending(from, to, minor);
            calls.add(() -> send(from, body).extract().statusCode());
        }
        List<Integer> statuses = atOnce(calls);
        assertTrue(Set.of(201, 409, 422).containsAll(statuses), statuses.toString());
        assertTrue(statuses.contains(201) && statuses.contains(409) && statuses.contains(422), statuses.toString());
        assertEquals(50_000, people.stream().mapToLong(this::balance).sum(), "seed " + SEED);
        people.forEach(who -> assertTrue(available(who) >= 0, "seed " + SEED));
        assertBalanced();
    }

    @Test
    void transfers_in_opposite_directions_do_not_wait_for_each_other_for_ever() throws Exception {
        topUp(anna, 10_000);
        topUp(ben, 10_000);
        List<Supplier<String>> calls = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            calls.add(i % 2 == 0 ? () -> sends(anna, ben, 7) : () -> sends(ben, anna, 7));
        }
        assertEquals(40, count(atOnce(calls), "posted"));
        assertEquals(10_000, balance(anna));
        assertEquals(10_000, balance(ben));
    }

    @Test
    void of_parallel_sends_only_as_many_go_as_the_wallet_holds() throws Exception {
        topUp(anna, 1_000);
        List<String> answers = atOnce(IntStream.range(0, 10)
                .<Supplier<String>>mapToObj(i -> () -> sends(anna, ben, 300))
                .toList());
        assertEquals(3, count(answers, "posted"));
        assertEquals(7, count(answers, "insufficient-funds"));
        assertEquals(100, balance(anna));
        assertEquals(900, balance(ben));
    }

    @Test
    void a_days_limit_holds_under_parallel_sends() throws Exception {
        topUp(anna, 100_000);
        database.run(tx -> limits.put(tx, business, new WalletLimit(new Money(1_000, "EUR"), new Money(5_000, "EUR"))));
        List<String> answers = atOnce(IntStream.range(0, 12)
                .<Supplier<String>>mapToObj(i -> () -> sends(anna, ben, 1_000))
                .toList());
        assertEquals(5, count(answers, "posted"));
        assertEquals(7, count(answers, "daily-limit-exceeded"));
        assertEquals("transfer-limit-exceeded", sends(anna, ben, 1_001));
    }

    @Test
    void a_day_is_the_last_24_hours_and_what_came_back_does_not_count() {
        topUp(anna, 100_000);
        database.run(tx -> limits.put(tx, business, new WalletLimit(new Money(5_000, "EUR"), new Money(5_000, "EUR"))));
        assertEquals("posted", sends(anna, ben, 5_000));
        assertEquals("daily-limit-exceeded", sends(anna, ben, 1));
        database.run(tx -> tx.update(
                "update wallet_transfer set authorised_at = authorised_at - interval '24 hours' where business_id = $1",
                business));
        WalletTransfer sent = pending(5_000);
        assertEquals("daily-limit-exceeded", sends(anna, ben, 1));
        database.run(tx -> commands.decline(tx, business, ben, sent.id(), By.shopper(ben)));
        assertEquals("posted", sends(anna, ben, 5_000));
    }

    @Test
    void what_is_sent_is_held_until_the_payee_takes_it() {
        topUp(anna, 1_000);
        WalletTransfer sent = pending(600);
        assertEquals(WalletTransferStatus.PENDING, sent.status());
        assertEquals(1_000, balance(anna));
        assertEquals(400, available(anna));
        assertEquals(0, legs(sent.id()));
        assertEquals("insufficient-funds", sends(anna, ben, 500));
        database.run(tx -> commands.accept(tx, business, ben, sent.id()));
        assertEquals(400, balance(anna));
        assertEquals(600, balance(ben));
        assertEquals(2, legs(sent.id()));
        assertBalanced();
    }

    @Test
    void what_is_asked_for_holds_nothing() {
        topUp(anna, 1_000);
        WalletTransfer asked = requested(anna, ben, 600);
        assertEquals(1_000, available(anna));
        assertEquals("posted", authorise(asked));
        assertEquals(400, balance(anna));
    }

    @Test
    void a_payers_two_tabs_pay_once() throws Exception {
        topUp(anna, 1_000);
        WalletTransfer asked = requested(anna, ben, 600);
        List<String> answers = atOnce(IntStream.range(0, 6)
                .<Supplier<String>>mapToObj(i -> () -> authorise(asked))
                .toList());
        assertEquals(6, count(answers, "posted"));
        assertEquals(400, balance(anna));
        assertEquals(2, legs(asked.id()));
    }

    @Test
    void a_transfer_that_is_answered_and_expires_at_the_same_time_ends_once() throws Exception {
        topUp(anna, 10_000);
        for (int i = 0; i < 15; i++) {
            WalletTransfer sent = pending(100);
            WalletTransfers.Due due = new WalletTransfers.Due(business, sent.id());
            Supplier<String> accepts =
                    () -> told(() -> database.inTransaction(tx -> commands.accept(tx, business, ben, sent.id())));
            Supplier<String> expires = () -> {
                database.run(tx -> expiry.expire(tx, due, sent.expiresAt()));
                return "";
            };
            Supplier<String> cancels = () -> told(() ->
                    database.inTransaction(tx -> commands.cancel(tx, business, anna, sent.id(), By.shopper(anna))));
            List<String> answers = atOnce(List.of(accepts, expires, cancels));
            String end = database.read(tx -> transfers.find(tx, business, sent.id()))
                    .orElseThrow()
                    .status()
                    .word();
            assertEquals(end.equals("posted") ? "posted" : "transfer-ended", answers.get(0));
            assertEquals(end.equals("cancelled") ? "cancelled" : "transfer-ended", answers.get(2));
            assertEquals(end.equals("posted") ? 2 : 0, legs(sent.id()));
        }
        assertEquals(balance(anna), available(anna));
        assertEquals(10_000, balance(anna) + balance(ben));
        assertBalanced();
    }

    @Test
    void an_answer_and_a_new_transfer_do_not_wait_for_each_other_for_ever() throws Exception {
        topUp(anna, 10_000);
        topUp(ben, 10_000);
        List<Supplier<String>> calls = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            WalletTransfer sent = pending(10);
            calls.add(() -> told(() -> database.inTransaction(tx -> commands.accept(tx, business, ben, sent.id()))));
            calls.add(() -> sends(ben, anna, 10));
            calls.add(() -> sends(anna, ben, 10));
        }
        assertEquals(30, count(atOnce(calls), "posted"));
        assertEquals(20_000, balance(anna) + balance(ben));
    }
}
