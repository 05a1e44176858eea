package io.tresen.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class RecordedStatementTest {

    private static final String TENANT = "0198a000-0000-7000-8000-000000000001";
    private static final String ORDER = "0198a000-0000-7000-8000-000000000002";
    private static final String HASH = "\\x" + "ab".repeat(32);

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
    void eachRepetitionHasNewIdsThatFitTogetherAndKeepsTheTenants() {
        SqlLoop loop = new SqlLoop(
                "jdbc:none",
                "nobody",
                List.of(
                        new RecordedStatement("select pg_try_advisory_xact_lock(?)", List.of("42")),
                        new RecordedStatement("insert ?, ?, ?", List.of(TENANT, ORDER, HASH)),
                        new RecordedStatement("insert ?, ?", List.of("{" + ORDER + "}", "T00042"))),
                List.of(TENANT));
        List<List<String>> first = loop.fresh();
        List<List<String>> second = loop.fresh();
        assertEquals(TENANT, first.get(1).get(0));
        assertFalse(first.get(1).get(1).equals(ORDER));
        assertEquals("{" + first.get(1).get(1) + "}", first.get(2).get(0));
        assertEquals(HASH.length(), first.get(1).get(2).length());
        for (int[] place : new int[][] {{0, 0}, {1, 1}, {1, 2}, {2, 0}, {2, 1}}) {
            assertFalse(first.get(place[0])
                    .get(place[1])
                    .equals(second.get(place[0]).get(place[1])));
        }
    }
}
