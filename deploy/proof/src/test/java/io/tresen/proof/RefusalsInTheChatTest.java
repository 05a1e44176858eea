package io.tresen.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is refused in a chat is explained there: the services that refuse and the words for it lie apart. */
class RefusalsInTheChatTest {

    private static final Path ROOT = Path.of("../..");
    private static final Pattern CODE = Pattern.compile("\"([a-z]+(?:-[a-z]+)+)\"");

    /** Of what only a shop does: ship, deliver, take back. */
    private static final Set<String> NO_SHOPPERS_ORDER = Set.of(
            "unknown-shipment",
            "already-returned",
            "not-confirmed",
            "nothing-shipped",
            "nothing-to-ship",
            "nothing-to-deliver",
            "more-than-left");

    /** Of a shop that asks for an order's money. */
    private static final Set<String> NO_SHOPPERS_TRANSFER =
            Set.of("unknown-order", "order-still-payable", "wrong-amount");

    @ParameterizedTest
    @ValueSource(strings = {"en", "de"})
    void every_refusal_of_an_order_that_a_chat_can_be_told_has_words(String language) throws IOException {
        assertEquals(
                Set.of(),
                unexplained(
                        "order-service/src/main/java/io/tresen/order/OrderRejection.java",
                        language,
                        NO_SHOPPERS_ORDER));
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "de"})
    void every_refusal_of_a_transfer_that_a_chat_can_be_told_has_words(String language) throws IOException {
        assertEquals(
                Set.of(),
                unexplained(
                        "payment-service/src/main/java/io/tresen/payment/wallet/WalletTransferRejection.java",
                        language,
                        NO_SHOPPERS_TRANSFER));
    }

    @Test
    void what_is_left_out_is_refused_somewhere() throws IOException {
        assertTrue(codes("order-service/src/main/java/io/tresen/order/OrderRejection.java")
                .containsAll(NO_SHOPPERS_ORDER));
        assertTrue(codes("payment-service/src/main/java/io/tresen/payment/wallet/WalletTransferRejection.java")
                .containsAll(NO_SHOPPERS_TRANSFER));
    }

    private static Set<String> unexplained(String source, String language, Set<String> leftOut) throws IOException {
        Properties phrases = new Properties();
        Path file = ROOT.resolve("chat-service/src/main/resources/phrases/" + language + ".properties");
        try (Reader in = Files.newBufferedReader(file)) {
            phrases.load(in);
        }
        return codes(source).stream()
                .filter(code -> !leftOut.contains(code) && !phrases.containsKey("reason." + code))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> codes(String source) throws IOException {
        return CODE.matcher(Files.readString(ROOT.resolve(source)))
                .results()
                .map(it -> it.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
