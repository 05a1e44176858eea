package io.tresen.payment;

import static io.tresen.payment.Orders.NOW;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tresen.messaging.event.RecordFault;
import java.util.List;
import org.junit.jupiter.api.Test;

class FeeRuleChangesTest {

    private static final String FIVE =
            """
            {"name": "five", "currency": "EUR", "rate_ppm": 50000, "minimum_minor": 40%s}""";

    private static List<FeeRule> put(List<FeeRule> known, String... rules) {
        return FeeRuleChanges.decide(known, FeeRuleFile.read("{\"rules\": [" + String.join(", ", rules) + "]}"), NOW);
    }

    private static String five(String more) {
        return FIVE.formatted(more);
    }

    private static void refused(String why, List<FeeRule> known, String... rules) {
        RecordFault fault = assertThrows(RecordFault.class, () -> put(known, rules));
        assertTrue(fault.getMessage().contains(why), fault.getMessage());
    }

    @Test
    void a_rule_without_a_beginning_holds_from_now_on_and_reading_the_file_again_changes_nothing() {
        List<FeeRule> known = put(List.of(), five(""));
        assertEquals(List.of(new FeeRule("five", null, null, "EUR", 50_000, 0, 40, NOW, null)), known);
        assertEquals(List.of(), put(known, five("")));
    }

    @Test
    void a_published_rule_is_not_changed_but_ends_and_another_follows() {
        List<FeeRule> known = put(List.of(), five(""));
        refused("is published", known, five("").replace("50000", "40000"));
        refused("is published", known, five(", \"valid_from\": \"2025-06-02T00:00:00Z\""));
        List<FeeRule> ended = put(
                known,
                five(", \"valid_to\": \"2025-07-01T00:00:00Z\""),
                "{\"name\": \"four\", \"rate_ppm\": 40000, \"valid_from\": \"2025-07-01T00:00:00Z\"}");
        assertEquals(2, ended.size());
        assertEquals("2025-07-01T00:00:00Z", ended.get(0).validTo().toString());
    }

    @Test
    void nothing_changes_what_is_past() {
        refused("begins in the past", List.of(), five(", \"valid_from\": \"2025-06-01T11:59:59Z\""));
        List<FeeRule> known = put(List.of(), five(""));
        refused("change the past", known, five(", \"valid_to\": \"2025-06-01T11:59:59Z\""));
        FeeRule over = known.get(0).ending(NOW);
        refused("change the past", List.of(over), five(", \"valid_to\": \"2025-07-01T00:00:00Z\""));
        assertEquals(List.of(), put(List.of(over), five("")), "what the file does not say stays");
    }

    @Test
    void a_rule_that_is_still_to_come_is_taken_back_by_ending_it_when_it_begins() {
        String coming = ", \"valid_from\": \"2025-07-01T00:00:00Z\"";
        List<FeeRule> known = put(List.of(), five(coming));
        String back = ", \"valid_to\": \"2025-07-01T00:00:00Z\"";
        assertEquals(1, put(known, five(back)).size());
        refused("change the past", known, five(", \"valid_to\": \"2025-06-30T00:00:00Z\""));
    }

    @Test
    void what_is_no_rule_is_refused_by_name_and_reason() {
        refused("needs a currency", List.of(), "{\"name\": \"x\", \"rate_ppm\": 0, \"fixed_minor\": 10}");
        refused("needs a currency", List.of(), "{\"name\": \"x\", \"rate_ppm\": 0, \"minimum_minor\": 10}");
        refused("ISO 4217", List.of(), "{\"name\": \"x\", \"rate_ppm\": 0, \"currency\": \"eur\"}");
        refused("rate_ppm", List.of(), "{\"name\": \"x\", \"rate_ppm\": 1000001}");
        refused("rate_ppm", List.of(), "{\"name\": \"x\", \"rate_ppm\": -1}");
        refused("rate_ppm", List.of(), "{\"name\": \"x\"}");
        refused(
                "fixed_minor",
                List.of(),
                "{\"name\": \"x\", \"currency\": \"EUR\", \"rate_ppm\": 0, \"fixed_minor\": -1}");
        refused("name", List.of(), "{\"rate_ppm\": 0}");
        refused("name", List.of(), "{\"name\": \"Five\", \"rate_ppm\": 0}");
        refused("twice", List.of(), five(""), five(""));
        refused("begins with another", List.of(), five(""), five("").replace("five", "six"));
        refused("ends before", List.of(), five(", \"valid_to\": \"2025-05-01T00:00:00Z\""));
        refused("x", List.of(), "{\"name\": \"x\", \"rate_ppm\": 0, \"method\": \"gold\"}");
        refused("x", List.of(), "{\"name\": \"x\", \"rate_ppm\": 0, \"business_id\": \"7\"}");
        refused("x", List.of(), "{\"name\": \"x\", \"rate_ppm\": 0, \"valid_from\": \"tomorrow\"}");
    }

    @Test
    void a_word_that_is_not_known_and_a_number_that_is_none_are_refused() {
        refused("minimum", List.of(), "{\"name\": \"x\", \"rate_ppm\": 0, \"minimum\": 40}");
        refused("bad-fee-rule", List.of(), "{\"name\": \"x\", \"rate_ppm\": \"5\"}");
        refused("bad-fee-rule", List.of(), "{\"name\": \"x\", \"rate_ppm\": 5.5}");
        refused("bad-fee-rule", List.of(), "{\"name\": \"x\", \"rate_ppm\": 5, \"rate_ppm\": 6}");
        for (String text : List.of("", "null", "[]", "{}", "{\"rules\": [null]}", "{\"rules\": []} {}")) {
            assertThrows(RecordFault.class, () -> FeeRuleFile.read(text), text);
        }
    }
}
