package io.tresen.chat.message;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The codes are Meta's: page cloud-api/support/error-codes, copied here by hand as what clients look for. */
class MetaErrorTest {

    private static final Map<Integer, String> PUBLISHED = new TreeMap<>(Map.ofEntries(
            Map.entry(10, "Permission Denied"),
            Map.entry(100, "Invalid parameter"),
            Map.entry(130429, "Rate limit hit"),
            Map.entry(131008, "Required parameter is missing"),
            Map.entry(131009, "Parameter value is not valid"),
            Map.entry(131016, "Service unavailable"),
            Map.entry(131021, "Recipient cannot be sender"),
            Map.entry(131026, "Message undeliverable"),
            Map.entry(131047, "Re-engagement message"),
            Map.entry(131049, "This message was not delivered to maintain healthy ecosystem engagement"),
            Map.entry(131050, "User has stopped marketing messages from this business"),
            Map.entry(131051, "Unsupported message type"),
            Map.entry(131053, "Media upload error"),
            Map.entry(131056, "(Business Account, Consumer Account) pair rate limit hit"),
            Map.entry(132000, "Template Param Count Mismatch"),
            Map.entry(132001, "Template does not exist"),
            Map.entry(132005, "Template Hydrated Text Too Long"),
            Map.entry(132012, "Template Parameter Format Mismatch"),
            Map.entry(132015, "Template is Paused"),
            Map.entry(132016, "Template is Disabled")));

    /** Of the Graph API itself. */
    private static final Set<Integer> GRAPH = Set.of(2, 4, 190, 2500);

    @Test
    void theTableHasThePublishedCodesWithTheirWords() {
        Map<Integer, String> ours = Arrays.stream(MetaError.values())
                .filter(it -> it.subcode() == null && !GRAPH.contains(it.code()))
                .collect(Collectors.toMap(MetaError::code, MetaError::message, (a, b) -> a, TreeMap::new));
        assertEquals(PUBLISHED, ours);
        Set<Integer> known = new TreeSet<>(PUBLISHED.keySet());
        known.addAll(GRAPH);
        Arrays.stream(MetaError.values()).forEach(it -> assertEquals(true, known.contains(it.code()), it.name()));
    }

    @ParameterizedTest
    @EnumSource(MetaError.class)
    void theStatusIs400ButForWhatHttpHasAWordOfItsOwn(MetaError error) {
        int expected =
                switch (error) {
                    case ACCESS_TOKEN -> 401;
                    case PERMISSION_DENIED -> 403;
                    case UNKNOWN_PATH -> 404;
                    case TEMPORARY -> 409;
                    case TOO_MANY_TRIES -> 429;
                    case UNAVAILABLE -> 503;
                    default -> 400;
                };
        assertEquals(expected, error.status());
        assertEquals(expected, error.because("why").status());
    }
}
