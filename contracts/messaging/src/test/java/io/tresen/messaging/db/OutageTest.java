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
        return new IllegalStateException(new PgException("no", "ERROR", state, ""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"08006", "40001", "40P01", "42P01", "53300", "55P03", "57014", "57P01", "58030", "25P03"})
    void what_passes_is_an_outage(String state) {
        assertTrue(Outage.isOne(refused(state)));
    }

    /** 54000: a text of many letters, which no index row holds. To wait that out would hold its consumer up for good. */
    @ParameterizedTest
    @ValueSource(strings = {"22001", "22003", "22021", "23505", "23514", "54000", "P0001"})
    void what_is_as_true_tomorrow_is_none(String state) {
        assertFalse(Outage.isOne(refused(state)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"reset", "refused"})
    void a_lost_connection_is_an_outage(String message) {
        assertTrue(Outage.isOne(new IllegalStateException(new IOException(message))));
    }
}
