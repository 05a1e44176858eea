package io.tresen.payment.rest;

import de.siegmar.fastcsv.writer.CsvWriter;
import io.tresen.payment.PayoutLine;
import io.tresen.payment.PayoutSum;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A payout statement as a table: per currency an opening row, all lines with the running balance, a closing row. Amounts are
 * minor units. No cell holds a stranger's text, so none can be taken for a formula.
 */
final class PayoutsCsv {

    static final List<String> COLUMNS = List.of(
            "at",
            "kind",
            "order_no",
            "order_id",
            "payment_id",
            "refund_id",
            "currency",
            "amount_minor",
            "fee_minor",
            "net_minor",
            "balance_minor");

    private final CsvWriter csv;
    private final Map<String, Long> balances = new HashMap<>();

    PayoutsCsv(CsvWriter csv) {
        this.csv = csv;
        csv.writeRecord(COLUMNS);
    }

    void open(Instant from, List<PayoutSum> sums) {
        for (PayoutSum sum : sums) {
            balances.put(sum.currency(), sum.openingMinor());
            edge(from, "opening", sum.currency());
        }
    }

    void add(PayoutLine line) {
        long balance = balances.merge(line.currency(), line.netMinor(), Long::sum);
        csv.writeRecord(
                line.at().toString(),
                line.kind(),
                text(line.orderNo()),
                text(line.orderId()),
                text(line.paymentId()),
                text(line.refundId()),
                line.currency(),
                Long.toString(line.amountMinor()),
                Long.toString(line.feeMinor()),
                Long.toString(line.netMinor()),
                Long.toString(balance));
    }

    void close(Instant to) {
        balances.keySet().stream().sorted().forEach(currency -> edge(to, "closing", currency));
    }

    private void edge(Instant at, String kind, String currency) {
        csv.writeRecord(
                at.toString(), kind, "", "", "", "", currency, "", "", "", Long.toString(balances.get(currency)));
    }

    private static String text(Object value) {
        return value == null ? "" : value.toString();
    }
}
