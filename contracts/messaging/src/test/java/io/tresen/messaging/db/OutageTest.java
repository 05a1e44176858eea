package io.tresen.messaging.db;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.pgclient.PgException;
import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which refusals of PostgreSQL a consumer waits out, and which are the record's own. */
class OutageTest {

    private static Throwable refused(String state) {
        return refused(state, "no");
    }

    private static Throwable refused(String state, String message) {
        return new IllegalStateException(new PgException(message, "ERROR", state, ""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"08006", "40001", "40P01", "42P01", "53300", "55P03", "57014", "57P01", "58030", "25P03"})
    void what_passes_is_an_outage(String state) {
        assertTrue(Outage.isOne(refused(state)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"21000", "22001", "22003", "22021", "23505", "23514", "P0001"})
    void what_is_as_true_tomorrow_is_none(String state) {
        assertFalse(Outage.isOne(refused(state)));
    }

    /** A text of many letters. To wait that out would hold its consumer up for good. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "index row size 3032 exceeds btree version 4 maximum 2704 for index \"a\"",
                "index row size 8280 exceeds maximum 8152 for index \"a\"",
                "index row requires 10016 bytes, maximum size is 8191"
            })
    void what_no_index_holds_is_none(String message) {
        assertFalse(Outage.isOne(refused("54000", message)));
    }

    /** The same state, and no event is at fault: each is as good after the vacuum as before it. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "database is not accepting commands that assign new XIDs to avoid wraparound data loss in database \"a\"",
                "database is not accepting commands that assign new MultiXactIds to avoid wraparound data loss in database \"a\""
            })
    void a_database_without_transaction_ids_is_an_outage(String message) {
        assertTrue(Outage.isOne(refused("54000", message)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"reset", "refused"})
    void a_lost_connection_is_an_outage(String message) {
        assertTrue(Outage.isOne(new IllegalStateException(new IOException(message))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"08006", "55P03", "57P01", "57P03", "P0001"})
    void only_what_postgresql_ended_is_a_cancellation(String state) {
        assertTrue(Outage.isCancellation(refused("57014")));
        assertFalse(Outage.isCancellation(refused(state)));
    }
}
