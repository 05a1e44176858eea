package io.tresen.payment;

import static io.tresen.payment.LedgerAccount.BUSINESS_BALANCE;
import static io.tresen.payment.LedgerAccount.CASH_IN_TRANSIT;
import static io.tresen.payment.LedgerAccount.PLATFORM_FEES;
import static io.tresen.payment.LedgerAccount.PROVIDER_CLEARING;

import io.tresen.messaging.By;
import io.tresen.messaging.Money;
import io.tresen.payment.Transfer.About;
import io.tresen.payment.Transfer.Entry;
import io.tresen.payment.Transfer.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * A random history of one business, the same for the same seed: sales with fees, refunds, top-ups, transfers of persons,
 * holds and their ends, and what should not happen: overdrafts, repeats, ends of what ended, amounts at the edge of 2^53.
 */
final class LedgerHistory {

    static final List<String> CURRENCIES = List.of("EUR", "JPY", "KWD");
    private static final int SHOPPERS = 12;
    private static final int MOST_WAITING = 20;
    private static final long MOST = (1L << 53) - 1;

    private final Random random;
    private final List<UUID> shoppers = new ArrayList<>();
    private final LedgerStep[] past = new LedgerStep[50];
    private final List<UUID> waiting = new ArrayList<>();
    private UUID ended = new UUID(0, 0);

    LedgerHistory(long seed) {
        random = new Random(seed);
        for (int i = 0; i < SHOPPERS; i++) {
            shoppers.add(id());
        }
    }

    LedgerStep next() {
        LedgerStep step = waiting.size() > MOST_WAITING ? new LedgerStep.End(anyHold(), PendingState.EXPIRED) : any();
        past[random.nextInt(past.length)] = step;
        if (step instanceof LedgerStep.Hold hold) {
            waiting.add(hold.transfer().id());
        } else if (step instanceof LedgerStep.End end && waiting.remove(end.transferId())) {
            ended = end.transferId();
        }
        return step;
    }

    private LedgerStep any() {
        String currency = CURRENCIES.get(random.nextInt(CURRENCIES.size()));
        return switch (random.nextInt(20)) {
            case 0, 1 -> new LedgerStep.Post(List.of(sale(currency)));
            case 2 -> new LedgerStep.Post(List.of(refund(currency)));
            case 3, 4, 5 -> new LedgerStep.Post(List.of(topUp(currency, amount(2_000))));
            case 6 ->
                new LedgerStep.Post(Stream.generate(() -> person(currency))
                        .limit(1 + random.nextInt(5))
                        .toList());
            case 7, 8, 9 -> new LedgerStep.Post(List.of(person(currency)));
            case 10, 11 -> new LedgerStep.Post(List.of(walletSale(currency)));
            case 12, 13, 14 -> new LedgerStep.Hold(person(currency));
            case 15 -> new LedgerStep.End(anyHold(), PendingState.VOIDED);
            case 16 -> new LedgerStep.End(anyHold(), PendingState.EXPIRED);
            case 17, 18 -> new LedgerStep.End(anyHold(), PendingState.POSTED);
            default -> fault(currency);
        };
    }

    private LedgerStep fault(String currency) {
        return switch (random.nextInt(4)) {
            case 0 -> new LedgerStep.End(id(), PendingState.POSTED);
            case 1 ->
                new LedgerStep.Post(List.of(topUp("KWD", new Money(MOST - random.nextInt(3), "KWD").amountMinor())));
            default -> again();
        };
    }

    private Transfer sale(String currency) {
        long amount = amount(10_000) + 1;
        long fee = 1 + amount / 20;
        Stream<Entry> fees = fee < amount
                ? Stream.of(
                        entry(PLATFORM_FEES, false, fee, currency),
                        entry(BUSINESS_BALANCE, false, amount - fee, currency))
                : Stream.of(entry(BUSINESS_BALANCE, false, amount, currency));
        return transfer(
                Kind.CAPTURE,
                Stream.concat(Stream.of(entry(PROVIDER_CLEARING, true, amount, currency)), fees)
                        .toList());
    }

    private Transfer refund(String currency) {
        long amount = amount(5_000);
        return transfer(
                Kind.REFUND,
                List.of(
                        entry(BUSINESS_BALANCE, true, amount, currency),
                        entry(PROVIDER_CLEARING, false, amount, currency)));
    }

    private Transfer topUp(String currency, long amount) {
        UUID id = id();
        return new Transfer(
                id,
                Kind.TOP_UP,
                About.topUp(id),
                By.SYSTEM,
                List.of(
                        entry(CASH_IN_TRANSIT, true, amount, currency),
                        Entry.toWallet(anybody(), new Money(amount, currency))));
    }

    private Transfer person(String currency) {
        UUID id = id();
        UUID payer = anybody();
        Money amount = new Money(amount(1_500), currency);
        Entry to = random.nextInt(5) == 0
                ? new Entry(BUSINESS_BALANCE, false, amount)
                : Entry.toWallet(random.nextInt(20) == 0 ? payer : anybody(), amount);
        return new Transfer(
                id,
                Kind.WALLET_TRANSFER,
                About.walletTransfer(id, null),
                By.shopper(payer),
                List.of(Entry.fromWallet(payer, amount), to));
    }

    private Transfer walletSale(String currency) {
        long amount = amount(1_000) + 1;
        return transfer(
                Kind.CAPTURE,
                List.of(
                        Entry.fromWallet(anybody(), new Money(amount, currency)),
                        entry(BUSINESS_BALANCE, false, amount, currency)));
    }

    private Transfer transfer(Kind kind, List<Entry> entries) {
        return new Transfer(id(), kind, id(), null, entries);
    }

    private static Entry entry(LedgerAccount account, boolean debit, long amount, String currency) {
        return new Entry(account, debit, new Money(amount, currency));
    }

    private long amount(int most) {
        return 1 + random.nextInt(most);
    }

    private UUID anybody() {
        return shoppers.get(random.nextInt(SHOPPERS));
    }

    private LedgerStep again() {
        LedgerStep step = past[random.nextInt(past.length)];
        return step == null ? any() : step;
    }

    private UUID anyHold() {
        return waiting.isEmpty() || random.nextInt(8) == 0 ? ended : waiting.get(random.nextInt(waiting.size()));
    }

    private UUID id() {
        return new UUID(random.nextLong(), random.nextLong());
    }
}
