package io.tresen.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class FreshParametersTest {

    private static final String TENANT = "0198a000-0000-7000-8000-000000000001";
    private static final String ORDER = "0198a000-0000-7000-8000-000000000002";
    private static final String OTHER = "0198a000-0000-7000-8000-000000000003";
    private static final String HASH = "\\x" + "ab".repeat(32);
    private static final String LONG_VALUE = "\\x" + "ab".repeat(50);
    private static final String MESSAGE = "wamid.AZiKAAAAcACAAAAAAAAAAg";
    private static final String TIME = "2026-11-27 09:42:00.123+00";

    private final AtomicLong nanoTime = new AtomicLong(77);

    private final FreshParameters parameters = new FreshParameters(
            List.of(
                    new RecordedStatement("select pg_try_advisory_xact_lock(?)", List.of("42")),
                    new RecordedStatement("insert ?, ?, ?", List.of(TENANT, ORDER, HASH)),
                    new RecordedStatement("insert ?, ?", List.of("{" + ORDER + "}", "T00042")),
                    new RecordedStatement(
                            "insert into message (position, message_id, body, about, key) values (?, ?, ?, ?, ?)",
                            Arrays.asList("7", MESSAGE, "{\"id\": \"" + MESSAGE + "\"}", null, LONG_VALUE)),
                    new RecordedStatement(
                            "update conversation set last_position = ?, n = ?, at = ?", List.of("8", "8", TIME))),
            List.of(TENANT),
            nanoTime::get);

    private final List<List<String>> first = parameters.next(Map.of());
    private final List<List<String>> second = parameters.next(Map.of());

    @Test
    void eachRepetitionHasNewIdsThatFitTogetherAndKeepsTheTenants() {
        assertEquals(TENANT, first.get(1).get(0));
        assertEquals("{" + first.get(1).get(1) + "}", first.get(2).get(0));
        assertEquals(HASH.length(), first.get(1).get(2).length());
        assertEquals("{\"id\": \"" + first.get(3).get(1) + "\"}", first.get(3).get(2));
        assertTrue(first.get(3).get(1).matches("wamid\\.[A-Za-z0-9_-]{22}"), first.toString());
        assertNotEquals(ORDER, first.get(1).get(1));
        for (int[] place : new int[][] {{0, 0}, {1, 1}, {1, 2}, {2, 0}, {2, 1}, {3, 0}, {3, 1}, {4, 0}}) {
            assertNotEquals(
                    first.get(place[0]).get(place[1]), second.get(place[0]).get(place[1]));
        }
    }

    @Test
    void positionsRiseTogetherAndOtherNumbersStay() {
        long position = Long.parseLong(first.get(3).get(0));
        assertTrue(position > 8 && Long.parseLong(second.get(3).get(0)) > position, first.toString());
        assertEquals(Long.toString(position + 1), first.get(4).get(0));
        assertEquals("8", first.get(4).get(1));
        assertNull(first.get(3).get(3));
        assertEquals(LONG_VALUE, first.get(3).get(4));
    }

    @Test
    void timesGoOnAsTheClockDoes() {
        assertEquals(TIME, first.get(4).get(2));
        nanoTime.addAndGet(61_004_000_999L);
        assertEquals(
                "2026-11-27 09:43:01.127+00", parameters.next(Map.of()).get(4).get(2));
    }

    @Test
    void aStandInTakesThePlaceOfWhatWasRecorded() {
        List<List<String>> with = parameters.next(Map.of(ORDER, OTHER));
        assertEquals(OTHER, with.get(1).get(1));
        assertEquals("{" + OTHER + "}", with.get(2).get(0));
    }

    @Test
    void noTwoConnectionsHaveTheSameStandIns() {
        List<Map<String, String>> five =
                List.of(Map.of("a", "1"), Map.of("a", "2"), Map.of("a", "3"), Map.of("a", "4"), Map.of("a", "5"));
        assertEquals(List.of(five.get(0), five.get(2), five.get(4)), SqlLoop.ownOf(five, 0, 2));
        assertEquals(List.of(five.get(1), five.get(3)), SqlLoop.ownOf(five, 1, 2));
        assertEquals(List.of(Map.of()), SqlLoop.ownOf(List.of(), 1, 2));
    }
}
