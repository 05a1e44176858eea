package io.tresen.proof.growth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tresen.contracts.Topics;
import io.tresen.proof.report.Grid;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The report's tables have what {@link Cost} and {@link Need} reckon, in the units of their columns. */
class FiguresTest {

    private static final Cost COST = new Cost(
            4_000,
            Map.of("order", 5.0),
            Map.of("order", 6.0, "chat", 2.0),
            Map.of("order", 60.0),
            Map.of("order.order.v1", 3.0, "payment.payment.v1", 0.001),
            Map.of("order.order.v1", 1_500.0, "payment.payment.v1", 1.0));

    @Test
    void aCostHasARowForEachServiceAndForEachTopicThatItTouches() {
        List<Grid> tables = Figures.of("an order", COST);
        assertEquals("What an order costs, by service", tables.get(0).title());
        assertEquals(Topics.SERVICES.size(), tables.get(0).rows().size());
        assertTrue(tables.get(0).rows().contains(List.of("order", 5.0, 6.0, 3_000.0, 60.0)), tables.toString());
        assertTrue(tables.get(0).rows().contains(List.of("payment", 0.0, 0.0, 0.0, 0.0)), tables.toString());
        assertEquals(
                List.of(List.of("order.order.v1", 3.0, 1_500.0)), tables.get(1).rows());
    }

    @Test
    void aNeedIsThatOfThePeakAndSaysWhereOnePrimaryEnds() {
        Need need = new Need(new Load("some orders", 1_000, 3), COST, new Server(10_000, 100e6, 0.5));
        List<Grid> tables = Figures.of(need);
        assertEquals("What some orders need, by service", tables.get(0).title());
        // 5 commits and 3,000 bytes each, 3,000 a second; 60 bytes of 86.4 million orders a day
        assertTrue(
                tables.get(0).rows().contains(List.of("order", 15_000.0, 9.0, 60 * 86_400_000.0 / 1e9, 1_000.0, 3)),
                tables.toString());
        assertTrue(tables.get(0).rows().contains(List.of("payment", 0.0, 0.0, 0.0, "–", 1)), tables.toString());
        assertEquals(9_000.0, tables.get(1).rows().get(0).get(1));
        assertEquals(
                List.of(1_000.0, 3_000.0, need.kafkaBytesPerSecond() / 1e6),
                tables.get(2).rows().get(0));
        tables.forEach(table ->
                table.rows().forEach(row -> assertEquals(table.columns().size(), row.size(), table.title())));
    }
}
