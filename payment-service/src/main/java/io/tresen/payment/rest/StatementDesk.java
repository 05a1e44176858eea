package io.tresen.payment.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.tresen.messaging.By;
import io.tresen.messaging.db.Database;
import io.tresen.messaging.rest.Caller;
import io.tresen.messaging.rest.Cursor;
import io.tresen.messaging.rest.Page;
import io.tresen.messaging.rest.Params;
import io.tresen.payment.LedgerStatements;
import io.tresen.payment.LedgerStatements.Line;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * Statements as pages and as files, of the accounts of a business and of a shopper's wallet. What was booked stands in them a
 * moment later, once it has its number.
 */
@ApplicationScoped
class StatementDesk {

    /** Stands for an account on which nothing was ever booked. */
    static final long NONE = 0;

    private static final int AT_A_TIME = 500;
    private static final List<String> COLUMNS = List.of(
            "line",
            "at",
            "kind",
            "amount",
            "balance_after",
            "currency",
            "order_no",
            "order_id",
            "transfer_id",
            "by_kind",
            "by_id");

    private final Database database;
    private final LedgerStatements statements;
    private final Caller caller;

    StatementDesk(Database database, LedgerStatements statements, Caller caller) {
        this.database = database;
        this.statements = statements;
        this.caller = caller;
    }

    /**
     * A line of a statement.
     *
     * @param line 1, 2, 3 … within the account
     * @param transferId the ledger's transfer, the same on every account that it touches
     * @param kind what was booked, e.g. {@code capture}, {@code refund}, {@code top_up}, {@code wallet_transfer}
     * @param amountMinor above zero where the account rose
     * @param by who did it; the id of others is not shown to shoppers
     * @param at business time of the fact
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record LineView(
            long line,
            UUID transferId,
            String kind,
            long amountMinor,
            long balanceAfterMinor,
            String currency,
            UUID orderId,
            String orderNo,
            UUID paymentId,
            UUID refundId,
            UUID walletTransferId,
            UUID topUpId,
            By by,
            Instant at) {}

    /** What of a statement is asked for, as it stands in the query. */
    record Part(String from, String to, String cursor, String limit) {}

    Page<LineView> page(long accountId, Part part) {
        Instant from = Params.time("from", part.from());
        Instant to = Params.time("to", part.to());
        int limit = Page.limit(part.limit());
        Cursor cursor = Cursor.read(part.cursor(), Long.class);
        long after = cursor == null ? 0 : cursor.number(0);
        List<Line> lines =
                database.read(tx -> statements.lines(tx, caller.businessId(), accountId, after, from, to, limit + 1));
        return Page.of(lines, limit, this::view, line -> Cursor.of(line.number()));
    }

    Response file(long accountId, Part part) {
        Instant from = Params.time("from", part.from());
        Instant to = Params.time("to", part.to());
        return CsvAnswer.of("statement.csv", COLUMNS, rows -> write(accountId, from, to, rows));
    }

    private void write(long accountId, Instant from, Instant to, Consumer<List<String>> rows) {
        long after = 0;
        List<Line> lines;
        do {
            long behind = after;
            lines = database.read(
                    tx -> statements.lines(tx, caller.businessId(), accountId, behind, from, to, AT_A_TIME));
            for (Line line : lines) {
                rows.accept(row(line));
                after = line.number();
            }
        } while (lines.size() == AT_A_TIME);
    }

    private List<String> row(Line line) {
        By by = shown(line.by());
        return List.of(
                Long.toString(line.number()),
                line.at().toString(),
                line.kind().word(),
                CsvAnswer.amount(line.amountMinor(), line.currency()),
                CsvAnswer.amount(line.balanceAfterMinor(), line.currency()),
                line.currency(),
                CsvAnswer.text(line.orderNo()),
                CsvAnswer.text(line.about().orderId()),
                line.transferId().toString(),
                by == null ? "" : by.word(),
                by == null ? "" : CsvAnswer.text(by.id()));
    }

    private LineView view(Line line) {
        return new LineView(
                line.number(),
                line.transferId(),
                line.kind().word(),
                line.amountMinor(),
                line.balanceAfterMinor(),
                line.currency(),
                line.about().orderId(),
                line.orderNo(),
                line.about().paymentId(),
                line.about().refundId(),
                line.about().walletTransferId(),
                line.about().topUpId(),
                shown(line.by()),
                line.at());
    }

    private By shown(By by) {
        boolean hidden = by != null && caller.isShopper() && !caller.subject().equals(by.id());
        return hidden ? new By(by.kind(), null) : by;
    }
}
