package io.tresen.payment.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tresen.messaging.Rejection;
import io.tresen.payment.PaymentRejection;
import io.tresen.payment.topup.TopUpRejection;
import io.tresen.payment.wallet.WalletTransferRejection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every "no" that a caller can be told stands in the OpenAPI file by its word. */
class RefusalsAreDescribedTest {

    /** Said of every path alike, or told in a chat alone, or never told. */
    private static final Set<String> ELSEWHERE =
            Set.of("not-found", "unavailable", "unknown-business", "business-does-not-pay", "hold-ended");

    @Test
    void every_refusal_is_named() throws IOException {
        String described = Files.readString(Path.of("src/main/openapi/openapi.yaml"));
        List<String> missing = Stream.concat(
                        Stream.of(PaymentRejection.values(), TopUpRejection.values(), WalletTransferRejection.values())
                                .flatMap(Stream::of)
                                .map(Rejection::code),
                        Stream.of("wrong-pin", "pin-not-set", "pin-locked"))
                .distinct()
                .filter(code -> !ELSEWHERE.contains(code))
                .filter(code -> !Pattern.compile("\\b" + code + "\\b")
                        .matcher(described)
                        .find())
                .toList();
        assertEquals(List.of(), missing);
    }
}
