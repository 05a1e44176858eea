package io.tresen.proof.invariants;

import io.tresen.contracts.Topics;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * I7 of accounts with a limit: nothing available is below zero, each balance is the sum of its entries and of what waits, and a
 * statement's lines add up. A transfer between persons was told as posted exactly if it is booked, and none is open after its
 * time. Each question is one statement, so it sees one moment.
 */
final class Wallets implements Invariant {

    static final String NAME = "I7 no wallet is overdrawn and each balance is the sum of its entries";

    private static final String OVERDRAWN =
            "select * from ledger_balance where posted_minor - pending_debits_minor < 0";

    private static final String BALANCES =
            """
            select a.account_id, a.kind, a.currency, b.posted_minor, b.pending_debits_minor, e.sum as entries, p.sum as pending
            from ledger_account a left join ledger_balance b using (account_id)
            cross join lateral (select coalesce(sum(credit_minor - debit_minor), 0) as sum
              from ledger_entry where account_id = a.account_id) e
            cross join lateral (select coalesce(sum(debit_minor), 0) as sum
              from ledger_pending_entry join ledger_pending using (business_id, transfer_id)
              where account_id = a.account_id and state = 'pending') p
            where (a.kind = 'shopper_wallet' or b.account_id is not null)
              and (b.posted_minor is distinct from e.sum or b.pending_debits_minor is distinct from p.sum)""";

    /** A transfer is there exactly if what waited under its id was posted, or never waited. */
    private static final String ENDS =
            """
            select p.business_id, p.transfer_id, p.state from ledger_pending p
            left join ledger_transfer t using (business_id, transfer_id)
            where (p.state = 'posted') <> (t.transfer_id is not null)""";

    private static final String LINES =
            """
            select s.account_id, s.lines, s.balance_minor, l.lines as has_lines, l.sum from ledger_statement s
            cross join lateral (
              select count(*) as lines, coalesce(max(line), 0) as last, coalesce(sum(e.credit_minor - e.debit_minor), 0) as sum
              from ledger_line l join ledger_entry e using (entry_id) where l.account_id = s.account_id) l
            where s.lines <> l.lines or s.lines <> l.last or s.balance_minor <> l.sum""";

    /** A minute is more than the timer that ends them needs. Business time is never behind the wall clock. */
    private static final String OVERDUE =
            """
            select business_id, transfer_id, status, expires_at from wallet_transfer
            where status in ('requested', 'pending') and expires_at < now() - interval '1 minute'""";

    /** By a transfer of the same id, or, where it paid an order, by the capture of the payment that it names. */
    private static final String BOOKED =
            """
            select transfer_id from ledger_transfer where kind = 'wallet_transfer'
            union all
            select w.transfer_id from wallet_transfer w join ledger_transfer t using (business_id, payment_id)
            where w.pays_order and t.kind = 'capture'""";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Subjects subjects(Evidence evidence) {
        return count(evidence.books());
    }

    static Subjects count(Books books) {
        return books.subjects("payment", "ledger_account where kind = 'shopper_wallet'", "wallets");
    }

    @Override
    public List<String> violations(Evidence evidence) {
        List<String> found = atEveryMoment(evidence.books());
        ask(evidence.books(), found, "a transfer that is open after its time", OVERDUE);
        told(evidence, found);
        return found;
    }

    /** What holds while things move too: each question is one statement. */
    static List<String> atEveryMoment(Books books) {
        List<String> found = new ArrayList<>();
        ask(books, found, "an overdrawn wallet", OVERDRAWN);
        ask(books, found, "a balance that is not the sum of its entries", BALANCES);
        ask(books, found, "money that waited and was not booked once", ENDS);
        ask(books, found, "a statement that does not add up", LINES);
        return found;
    }

    /** What was told as posted is in the ledger once, and the other way round. */
    private static void told(Evidence evidence, List<String> found) {
        Map<String, Long> told = evidence.first(Topics.PAYMENT_TRANSFER, "TransferPosted")
                .collect(Collectors.groupingBy(
                        fact -> fact.value().get("transfer_id").toString(), Collectors.counting()));
        Map<String, Long> booked = evidence.books().rows("payment", BOOKED).stream()
                .collect(Collectors.groupingBy(row -> row.get("transfer_id").toString(), Collectors.counting()));
        Set<String> transfers = new TreeSet<>(told.keySet());
        transfers.addAll(booked.keySet());
        for (String transfer : transfers) {
            long times = told.getOrDefault(transfer, 0L);
            long bookings = booked.getOrDefault(transfer, 0L);
            if (times != 1 || bookings != 1) {
                found.add("transfer " + transfer + " was told as posted " + times + " times and booked " + bookings);
            }
        }
    }

    private static void ask(Books books, List<String> found, String what, String sql) {
        books.rows("payment", sql).forEach(row -> found.add(what + ": " + row));
    }
}
