package io.tresen.payment.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tresen.messaging.Rejection;
import io.tresen.payment.PaymentRejection;
import io.tresen.payment.topup.TopUpRejection;
import io.tresen.payment.wallet.WalletTransferRejection;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every "no" that a caller can be told stands in the OpenAPI file by its word. */
class RefusalsAreDescribedTest {

    /** Said of every path alike, or told in a chat alone, or never told. */
    private static final Set<String> ELSEWHERE =
            Set.of("not-found", "unavailable", "unknown-business", "business-does-not-pay", "hold-ended");

    private static final Set<String> OF_ALL_SERVICES =
            Set.of("invalid-fields", "idempotency-key-reused", "request-in-progress");

    private static final Pattern REFUSAL =
            Pattern.compile("\"4[0-9]{2}\":\\s+description: (.*?)\\s+content:", Pattern.DOTALL);

    private final Set<String> codes = Stream.concat(
                    Stream.of(PaymentRejection.values(), TopUpRejection.values(), WalletTransferRejection.values())
                            .flatMap(Stream::of)
                            .map(Rejection::code),
                    Stream.of("wrong-pin", "pin-not-set", "pin-locked"))
            .collect(Collectors.toCollection(TreeSet::new));

    private final Set<String> described = described();

    @Test
    void every_refusal_is_named() {
        assertEquals(
                List.of(),
                codes.stream()
                        .filter(code -> !ELSEWHERE.contains(code) && !described.contains(code))
                        .toList());
    }

    @Test
    void no_refusal_is_named_that_there_is_not() {
        assertEquals(
                List.of(),
                described.stream()
                        .filter(word -> !codes.contains(word) && !OF_ALL_SERVICES.contains(word))
                        .toList());
    }

    /** What looks like a code in what is said of a status of 4xx. */
    private static Set<String> described() {
        try {
            return REFUSAL.matcher(Files.readString(Path.of("src/main/openapi/openapi.yaml")))
                    .results()
                    .flatMap(said -> Pattern.compile("\\b[a-z]+(?:-[a-z]+)+\\b")
                            .matcher(said.group(1))
                            .results())
                    .map(MatchResult::group)
                    .collect(Collectors.toCollection(TreeSet::new));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
