package io.tresen.payment;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.tresen.messaging.event.RecordFault;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;

/** Fee rules as an operator writes them. Strict: a word that is not known might be one that was to lower a fee. */
final class FeeRuleFile {

    private static final ObjectMapper JSON = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .build();

    private FeeRuleFile() {}

    private record Content(List<Line> rules) {}

    private record Line(
            String name,
            String businessId,
            String method,
            String currency,
            Integer ratePpm,
            Long fixedMinor,
            Long minimumMinor,
            String validFrom,
            String validTo) {}

    /** @throws RecordFault when it is no such file */
    static List<FeeRule> read(String text) {
        try {
            Content content = JSON.readValue(text, Content.class);
            if (content == null || content.rules() == null || content.rules().contains(null)) {
                throw new RecordFault("bad-fee-rule", "the file is {\"rules\": [{\"name\": …, \"rate_ppm\": …}]}");
            }
            return content.rules().stream().map(FeeRuleFile::rule).toList();
        } catch (JsonProcessingException e) {
            throw new RecordFault("bad-fee-rule", e.getOriginalMessage());
        }
    }

    private static FeeRule rule(Line line) {
        if (line.ratePpm() == null) {
            throw new RecordFault("bad-fee-rule", line.name() + ": rate_ppm is missing; 0 takes nothing");
        }
        try {
            return new FeeRule(
                    line.name(),
                    line.businessId() == null ? null : UUID.fromString(line.businessId()),
                    line.method() == null ? null : PaymentMethod.of(line.method()),
                    line.currency(),
                    line.ratePpm(),
                    line.fixedMinor() == null ? 0 : line.fixedMinor(),
                    line.minimumMinor() == null ? 0 : line.minimumMinor(),
                    time(line.validFrom()),
                    time(line.validTo()));
        } catch (IllegalArgumentException | DateTimeException e) {
            throw new RecordFault("bad-fee-rule", line.name() + ": " + e.getMessage());
        }
    }

    /** As exact as the database keeps it. */
    private static Instant time(String text) {
        return text == null ? null : Instant.parse(text).truncatedTo(ChronoUnit.MICROS);
    }
}
