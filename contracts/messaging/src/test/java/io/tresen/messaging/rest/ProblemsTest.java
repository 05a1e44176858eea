package io.tresen.messaging.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tresen.messaging.FieldError;
import io.tresen.messaging.Money;
import io.tresen.messaging.Rejection;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProblemsTest {

    private final ObjectMapper mapper = JsonTest.mapper();
    private final Problems problems = new Problems(mapper, List.of());

    record PriceChanged(Money newTotal) implements Rejection {
        @Override
        public String code() {
            return "price-changed";
        }

        @Override
        public int status() {
            return 409;
        }

        @Override
        public String title() {
            return "A price has changed";
        }

        @Override
        public Map<String, Object> extra() {
            return Map.of("total", newTotal, "status", 200);
        }
    }

    @Test
    void theTypeEndsInTheRejectionsNameAndExtraMembersNeverReplaceTheStandardOnes() throws Exception {
        JsonNode document = mapper.readTree(problems.document(new PriceChanged(new Money(2990, "EUR"))));
        assertEquals(
                "https://tresen.io/problems/price-changed", document.get("type").textValue());
        assertEquals(409, document.get("status").intValue());
        assertEquals("A price has changed", document.get("title").textValue());
        assertEquals(2990, document.get("total").get("amount_minor").intValue());
        assertFalse(document.has("detail"));
        assertFalse(document.has("errors"));
    }

    @Test
    void errorsNameAPointerOrAParameter() throws Exception {
        Problem problem = Problem.fields(List.of(FieldError.at("/lines/0/quantity", "must be from 1 to 9999")))
                .with(FieldError.in("cursor", "must be known"));
        JsonNode errors = mapper.readTree(problems.document(problem)).get("errors");
        assertEquals(
                "{\"pointer\":\"/lines/0/quantity\",\"detail\":\"must be from 1 to 9999\"}", sorted(errors.get(0)));
        assertEquals("cursor", errors.get(1).get("parameter").textValue());
        assertFalse(errors.get(1).has("pointer"));
    }

    @Test
    void aPathMayAskForAnotherShape() {
        ErrorShape meta = new ErrorShape() {
            @Override
            public boolean covers(String path) {
                return path.startsWith("/v23.0/");
            }

            @Override
            public Response answer(Rejection rejection) {
                return Response.status(400).entity("{\"error\":{}}").build();
            }
        };
        Problems shaped = new Problems(mapper, List.of(meta));
        assertEquals(400, shaped.answer("/v23.0/1/messages", Problem.notFound()).getStatus());
        assertEquals(404, shaped.answer("/chat/v1/business", Problem.notFound()).getStatus());
    }

    @Test
    void aTimeToComeBackIsRoundedUpToSeconds() {
        Problem busy = Problem.standard(503).retryIn(Duration.ofMillis(1001));
        assertEquals("2", problems.answer("/", busy).getHeaderString("Retry-After"));
    }

    private static String sorted(JsonNode error) {
        return "{\"pointer\":" + error.get("pointer") + ",\"detail\":" + error.get("detail") + "}";
    }
}
