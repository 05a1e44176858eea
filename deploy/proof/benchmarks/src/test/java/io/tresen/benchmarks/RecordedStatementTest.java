package io.tresen.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class RecordedStatementTest {

    private static final String ORDER = "0198a000-0000-7000-8000-000000000002";

    private static final String LOG =
            """
            2026-11-27 09:42:00.123 UTC [77] LOG:  statement: begin
            2026-11-27 09:42:00.124 UTC [78] LOG:  execute S_9: select 1 from elsewhere
            2026-11-27 09:42:00.125 UTC [77] LOG:  execute <unnamed>: select pg_try_advisory_xact_lock($1) as had
            2026-11-27 09:42:00.125 UTC [77] DETAIL:  Parameters: $1 = '42'
            2026-11-27 09:42:00.126 UTC [77] LOG:  execute S_2: insert into orders (a, b, c, d)
            \tvalues ($1, $2, $1, $3)
            2026-11-27 09:42:00.126 UTC [77] DETAIL:  Parameters: $1 = '%s', $2 = NULL, $3 = 'it''s, $2 = ''x'''
            2026-11-27 09:42:00.127 UTC [77] LOG:  statement: commit
            """
                    .formatted(ORDER);

    @Test
    void aTransactionIsWhatOneSessionRanBetweenBeginAndCommit() {
        List<RecordedStatement> transaction = RecordedStatement.transaction(LOG, "into orders");
        assertEquals(
                List.of(
                        new RecordedStatement("select pg_try_advisory_xact_lock(?) as had", List.of("42")),
                        new RecordedStatement(
                                "insert into orders (a, b, c, d)\nvalues (?, ?, ?, ?)",
                                Arrays.asList(ORDER, null, ORDER, "it's, $2 = 'x'"))),
                transaction);
    }

    @Test
    void aTransactionThatIsNotThereIsNone() {
        assertEquals(List.of(), RecordedStatement.transaction(LOG, "into refunds"));
        String unfinished = LOG.replace("commit", "rollback");
        assertEquals(List.of(), RecordedStatement.transaction(unfinished, "into orders"));
    }

    @Test
    void aLongValueIsRead() {
        String value = "\\x" + "ab".repeat(50_000);
        assertEquals(
                List.of(value),
                RecordedStatement.of("select $1", "$1 = '" + value + "'").parameters());
    }

    @Test
    void aQuestionMarkOfTheSqlStaysOne() {
        assertEquals(
                "select a ?? 'k' from t where b = ?",
                RecordedStatement.of("select a ? 'k' from t where b = $1", "$1 = '1'")
                        .sql());
    }

    @Test
    void theColumnOfAParameterIsKnownWhereTheSqlSaysItPlainly() {
        assertEquals(
                List.of("a", "b", "position"),
                RecordedStatement.of(
                                "insert into message (a, b,\n position) values ($1, $2::text::jsonb, $3)",
                                "$1 = '1', $2 = '{}', $3 = '7'")
                        .columns());
        assertEquals(
                List.of("last_position", "", "id"),
                RecordedStatement.of(
                                "update c set last_position = $2, at = case when $3 then now() end where id = $1",
                                "$1 = '1', $2 = '7', $3 = 't'")
                        .columns());
        assertEquals(
                List.of("", ""),
                RecordedStatement.of("insert into t (a, b, c) values ($1, now(), $2)", "$1 = '1', $2 = '2'")
                        .columns());
        assertEquals(
                List.of("c"),
                RecordedStatement.of("select a ? 'k' from t where c = $1", "$1 = '1'")
                        .columns());
    }
}
