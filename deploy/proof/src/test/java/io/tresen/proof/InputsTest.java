package io.tresen.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.tresen.engines.Tried;
import io.tresen.proof.report.Findings;
import io.tresen.proof.report.Outcome;
import io.tresen.proof.report.Row;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the services' tests tried is told as they tried it, and tests that tried less or failed do not pass. */
class InputsTest {

    private static final String ROW = "bad requests and records to order";

    @TempDir
    Path root;

    private Path module;

    @BeforeEach
    void module() throws IOException {
        module = root.resolve("order-service");
        Files.createDirectories(Tried.folder(module));
        Files.createDirectories(FailedTests.folder(module));
    }

    private void tried(String what, Tried... parts) throws IOException {
        StringBuilder lines = new StringBuilder();
        for (Tried part : parts) {
            lines.append(new ObjectMapper().writeValueAsString(part)).append('\n');
        }
        Files.writeString(Tried.folder(module).resolve(what), lines);
    }

    private void test(String name, String inside) throws IOException {
        Files.writeString(
                FailedTests.folder(module).resolve("TEST-io.tresen.order." + name + ".xml"),
                """
                <?xml version="1.0" encoding="UTF-8"?>
                <testsuite name="io.tresen.order.%s">
                  <testcase name="a" classname="io.tresen.order.%s">%s</testcase>
                </testsuite>"""
                        .formatted(name, name, inside));
    }

    private Outcome told() {
        Findings findings = new Findings("input", 7);
        Inputs.tell(module, 1_000, findings);
        return findings.outcome();
    }

    @Test
    void a_service_that_took_everything_well_has_one_row() throws IOException {
        tried("requests", new Tried(500, List.of()), new Tried(500, List.of()));
        tried("records", new Tried(1_054, List.of()), new Tried(0, List.of()));
        tried("busy", new Tried(2, List.of()), new Tried(1, List.of()));
        tried("handled", new Tried(700, List.of()), new Tried(650, List.of()));
        tried("refused", new Tried(90, List.of()));
        tried("unread", new Tried(400, List.of()));
        tried("parked", new Tried(300, List.of()));
        test("BadInputIT", "");
        test("BadRecordsIT", "");
        Outcome outcome = told();
        assertEquals(List.of(new Row(ROW, 2_054, 0)), outcome.rows());
        assertEquals(
                List.of(
                        ROW
                                + ": 1,000 requests, of which 3 were answered 503 with Retry-After and asked again; 1,054 records",
                        ROW + ", as often as a consumer reads one: 1,350 handled, 90 refused, 400 unread, 300 parked"),
                outcome.notes());
        assertTrue(outcome.passed());
    }

    @Test
    void a_wrong_answer_is_told_once_although_its_test_failed_too() throws IOException {
        tried("requests", new Tried(1_000, List.of("GET /x: a 5xx (2 times)")));
        tried("records", new Tried(1_054, List.of()));
        test("BadInputIT", "<failure message=\"expected\">expected: [] but was: [GET /x …]</failure>");
        assertEquals(List.of(new Row(ROW, 2_054, 1)), told().rows());
        assertEquals(List.of(ROW + ": GET /x: a 5xx (2 times)"), told().violations());
    }

    @Test
    void a_test_that_fails_for_another_reason_is_told_by_its_words() throws IOException {
        tried("requests", new Tried(1_000, List.of()));
        tried("records", new Tried(1_054, List.of()));
        test("BadRecordsIT", "<error type=\"x\">order.payment is at 3 of 9</error>");
        assertEquals(
                List.of(ROW + ": io.tresen.order.BadRecordsIT.a: order.payment is at 3 of 9"), told().violations());
    }

    @Test
    void fewer_than_asked_for_do_not_pass() throws IOException {
        tried("requests", new Tried(500, List.of()));
        Outcome outcome = told();
        assertEquals(List.of(new Row(ROW, 500, 1)), outcome.rows());
        assertEquals(
                List.of(ROW + ": of 1,000 requests and as many records only 500 and 0 were tried"),
                outcome.violations());
    }
}
