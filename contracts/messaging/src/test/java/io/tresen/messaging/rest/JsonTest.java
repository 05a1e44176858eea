package io.tresen.messaging.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.tresen.messaging.Money;
import io.tresen.messaging.RejectedException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {

    private final ObjectMapper mapper = mapper();
    private final Json json = new Json(mapper);

    static ObjectMapper mapper() {
        ObjectMapper mapper = new ObjectMapper().registerModule(new JavaTimeModule());
        new JsonRules().customize(mapper);
        return mapper;
    }

    enum Kind {
        GOODS,
        SERVICE
    }

    record Line(String retailerId, Integer quantity) {}

    record Product(
            String title,
            Integer stock,
            int level,
            Boolean visible,
            Double weight,
            Money price,
            Kind kind,
            UUID id,
            Instant from,
            List<Line> lines,
            Line line) {}

    private Product product(String body) {
        return json.read(body.getBytes(StandardCharsets.UTF_8), Product.class);
    }

    private RejectedException refusal(String body) {
        return assertThrows(RejectedException.class, () -> product(body), body);
    }

    private static String pointer(RejectedException refusal) {
        return refusal.rejection().errors().get(0).pointer();
    }

    @Test
    void namesAreSnakeCaseAndWordsAreLowerCaseBothWays() throws Exception {
        Product read = product(
                """
                {"title": "Käse", "level": 1, "kind": "service", "price": {"amount_minor": 1990, "currency": "EUR"},
                 "from": "2025-01-31T12:00:00+02:00", "line": {"retailer_id": "a", "quantity": 2}, "unknown": {"x": 1}}""");
        assertEquals(Kind.SERVICE, read.kind());
        assertEquals(new Money(1990, "EUR"), read.price());
        assertEquals(Instant.parse("2025-01-31T10:00:00Z"), read.from());
        String written = mapper.writeValueAsString(read);
        assertTrue(written.contains("\"kind\":\"service\""), written);
        assertTrue(written.contains("\"price\":{\"amount_minor\":1990,\"currency\":\"EUR\"}"), written);
        assertTrue(written.contains("\"from\":\"2025-01-31T10:00:00Z\""), written);
        assertTrue(written.contains("\"retailer_id\":\"a\""), written);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/stock   | {\"level\":1, \"stock\": \"7\"}",
                "/stock   | {\"level\":1, \"stock\": 1.5}",
                "/stock   | {\"level\":1, \"stock\": 1.0}",
                "/stock   | {\"level\":1, \"stock\": true}",
                "/stock   | {\"level\":1, \"stock\": \"\"}",
                "/stock   | {\"level\":1, \"stock\": [1]}",
                "/level   | {\"level\": null}",
                "/level   | {}",
                "/title   | {\"level\":1, \"title\": true}",
                "/title   | {\"level\":1, \"title\": 7}",
                "/title   | {\"level\":1, \"title\": 1.5}",
                "/title   | {\"level\":1, \"title\": {}}",
                "/visible | {\"level\":1, \"visible\": \"true\"}",
                "/visible | {\"level\":1, \"visible\": 1}",
                "/weight  | {\"level\":1, \"weight\": \"1.5\"}",
                "/kind    | {\"level\":1, \"kind\": \"GOODS\"}",
                "/kind    | {\"level\":1, \"kind\": 0}",
                "/kind    | {\"level\":1, \"kind\": \"\"}",
                "/id      | {\"level\":1, \"id\": \"1-1-1-1-1\"}",
                "/id      | {\"level\":1, \"id\": \"\"}",
                "/from    | {\"level\":1, \"from\": 1700000000}",
                "/from    | {\"level\":1, \"from\": \"1700000000\"}",
                "/from    | {\"level\":1, \"from\": \"2025-01-31\"}",
                "/from    | {\"level\":1, \"from\": \"2025-01-31T12:00Z\"}",
                "/from    | {\"level\":1, \"from\": \"2025-01-31T12:00:00+01\"}",
                "/from    | {\"level\":1, \"from\": \"2025-01-31T12:00:00+01:00:30\"}",
                "/from    | {\"level\":1, \"from\": \"2025-01-31T12:00:00.Z\"}",
                "/from    | {\"level\":1, \"from\": \"+99999-01-31T12:00:00Z\"}",
                "/from    | {\"level\":1, \"from\": \"0001-01-01T00:00:00+01:00\"}",
                "/from    | {\"level\":1, \"from\": \"9999-12-31T23:59:59-01:00\"}",
                "/from    | {\"level\":1, \"from\": \"-999999999-01-01T00:00:00+18:00\"}",
                "/lines   | {\"level\":1, \"lines\": {\"retailer_id\": \"a\"}}",
                "/line    | {\"level\":1, \"line\": \"\"}",
                "/line    | {\"level\":1, \"line\": []}",
                "/lines/1/quantity | {\"level\":1, \"lines\": [{\"quantity\": 1}, {\"quantity\": \"1\"}]}",
                "/price/amount_minor | {\"level\":1, \"price\": {\"currency\": \"EUR\"}}",
                "/price/amount_minor | {\"level\":1, \"price\": {\"amount_minor\": 19.9, \"currency\": \"EUR\"}}",
            })
    void nothingIsCoercedAndTheWrongFieldIsNamed(String pointer, String body) {
        RejectedException refusal = refusal(body);
        assertEquals(400, refusal.rejection().status());
        assertEquals("wrong-type", refusal.rejection().code());
        assertEquals(pointer, pointer(refusal));
        assertTrue(refusal.rejection().errors().get(0).detail().startsWith("must be "));
    }

    /** Readable, and against a rule. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/stock   | {\"level\":1, \"stock\": 99999999999}",
                "/stock   | {\"level\":1, \"stock\": -2147483649}",
                "/stock   | {\"level\":1, \"stock\": 9223372036854775808}",
                "/level   | {\"level\": 2147483648}",
                "/lines/0/quantity | {\"level\":1, \"lines\": [{\"quantity\": 4294967297}]}",
                "/price/amount_minor | {\"level\":1, \"price\": {\"amount_minor\": 9223372036854775808, \"currency\": \"EUR\"}}",
            })
    void anIntegerBeyondWhatAFieldHoldsIsAgainstItsRule(String pointer, String body) {
        RejectedException refusal = refusal(body);
        assertEquals(422, refusal.rejection().status());
        assertEquals("invalid-fields", refusal.rejection().code());
        assertEquals(pointer, pointer(refusal));
        assertTrue(refusal.rejection().errors().get(0).detail().startsWith("must be from "));
    }

    @ParameterizedTest
    @CsvSource({
        "0000-12-31T23:00:00-01:00, 0001-01-01T00:00:00Z",
        "9999-12-31T23:59:59.999999Z, 9999-12-31T23:59:59.999999Z",
        "2025-01-31t12:00:00z, 2025-01-31T12:00:00Z"
    })
    void aTimeIsRfc3339sAndItsYearsAreThoseOfUtc(String text, Instant time) {
        assertEquals(time, product("{\"level\":1, \"from\": \"" + text + "\"}").from());
    }

    @Test
    void anIntegerIsANumberToo() {
        assertEquals(2.0, product("{\"level\":1, \"weight\": 2}").weight());
    }

    @Test
    void aWrongWordIsAnsweredWithTheRightOnes() {
        RejectedException refusal = refusal("{\"level\":1, \"kind\": \"thing\"}");
        assertEquals(
                "must be one of goods, service",
                refusal.rejection().errors().get(0).detail());
    }

    @Test
    void whatARecordItselfRefusesIsAgainstARuleNotUnreadable() {
        RejectedException refusal = refusal("{\"level\":1, \"price\": {\"amount_minor\": -1, \"currency\": \"EUR\"}}");
        assertEquals(422, refusal.rejection().status());
        assertEquals("invalid-fields", refusal.rejection().code());
        assertEquals("/price", pointer(refusal));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/title | {\"level\":1, \"title\": \"a\\u0000b\"}",
                "/title | {\"level\":1, \"title\": \"a\\ud83eb\"}",
                "/title | {\"level\":1, \"title\": \"a\\udd84\\ud83e\"}",
                "/other | {\"level\":1, \"other\": \"\\u0000\"}",
                "/lines/0/retailer_id | {\"level\":1, \"lines\": [{\"retailer_id\": \"\\udc00\"}]}",
                "/weight | {\"level\":1, \"weight\": 1e999}",
                "/weight | {\"level\":1, \"weight\": 1e-999}",
                "/weight | {\"level\":1, \"weight\": 12345678901234567890123456789012345678901}",
            })
    void whatNoColumnCouldHoldIsUnreadable(String pointer, String body) {
        RejectedException refusal = refusal(body);
        assertEquals(400, refusal.rejection().status());
        assertEquals("malformed-json", refusal.rejection().code());
        assertEquals(pointer, pointer(refusal));
    }

    @Test
    void aWholeSurrogatePairIsText() {
        assertEquals(
                "🧀", product("{\"level\":1, \"title\": \"\\ud83e\\uddc0\"}").title());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "{",
                "{\"level\":1}}",
                "{\"level\":1} {}",
                "{\"level\":1} x",
                "{\"level\":1,\"level\":2}",
                "{level:1}",
                "{'level':1}",
                "{\"level\":01}",
                "{\"level\":NaN}",
                "{\"level\":1,}",
                "null",
                "[]",
                "7",
                "\"x\"",
                "// c\n{}",
                "{\"\\u0000\":1, \"level\":1}",
                "{\"level\":1, \"title\":\"tab\there\"}",
            })
    void aBodyThatIsNoJSONObjectIs400(String body) {
        assertEquals(400, refusal(body).rejection().status());
    }

    @Test
    void hugeDepthIs400() {
        assertEquals(400, refusal("[".repeat(100_000)).rejection().status());
        assertEquals(
                400,
                refusal("{\"a\":".repeat(50_000) + "1" + "}".repeat(50_000))
                        .rejection()
                        .status());
    }

    @ParameterizedTest
    @ValueSource(strings = {"c328", "ff", "eda080", "c080", "f5808080", "e282"})
    void bytesThatAreNotUTF8Are400(String hex) {
        byte[] bad = java.util.HexFormat.of().parseHex(hex);
        byte[] body = "{\"level\":1, \"title\": \"??????\"}".getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(bad, 0, body, 22, bad.length);
        RejectedException refusal = assertThrows(RejectedException.class, () -> json.read(body, Product.class));
        assertEquals(400, refusal.rejection().status());
    }

    @Test
    void aTreeIsReadByTheSameRules() {
        assertThrows(RejectedException.class, () -> json.tree("{\"a\":\"\\u0000\"}".getBytes(StandardCharsets.UTF_8)));
        assertEquals(
                1,
                json.tree("{\"a\":1}".getBytes(StandardCharsets.UTF_8)).get("a").intValue());
    }

    @Test
    void JSONWithinAStringIsReadByTheSameRules() {
        assertEquals("a", json.read("{\"retailer_id\":\"a\"}", Line.class).retailerId());
        assertThrows(RejectedException.class, () -> json.read("{\"retailer_id\":\"\ud800\"}", Line.class));
    }
}
