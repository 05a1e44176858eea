package io.tresen.payment;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.tresen.engines.TestTokens;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** More wait for what a copy does not know yet than may: who has their share of the places, and who finds none, is told so at once. */
@QuarkusTest
@TestProfile(CrowdedCopiesIT.Patient.class)
class CrowdedCopiesIT extends TransferCallsUnderTest {

    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    /** {@code tresen.waiting.places}, and what one caller may have of them (ADR 24). */
    private static final int PLACES = 40;

    private static final int OF_A_BUSINESS = 30;
    private static final int OF_A_SHOPPER = 4;
    private static final int TOO_MANY = 6;

    /** Whoever has a place waits until a test tells the news: what is answered before did not wait. */
    public static final class Patient implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("tresen.waiting.limit", "60s");
        }
    }

    @TestHTTPResource
    URI root;

    @Inject
    OrderRequests requests;

    private final UUID neighbour = UUID.randomUUID();
    private final UUID neighboursOrder = UUID.randomUUID();

    @Test
    void a_business_has_its_share_whichever_tokens_it_uses_and_nobody_is_told_of_no_payments_who_could_not_wait() {
        List<CompletableFuture<HttpResponse<String>>> mine =
                sent(OF_A_BUSINESS + TOO_MANY, () -> payments(business, order));
        assertToldToComeBack(mine, 429, "too-many-requests");
        List<CompletableFuture<HttpResponse<String>>> neighbours =
                sent(PLACES - OF_A_BUSINESS + TOO_MANY, () -> payments(neighbour, neighboursOrder));
        assertToldToComeBack(neighbours, 503, "unavailable");

        requestedByCard();
        database.run(tx -> requests.request(tx, Orders.askedByCard(neighboursOrder, neighbour), null));
        assertAnswered(OF_A_BUSINESS, mine, 200, "\"payment_id\"");
        assertAnswered(PLACES - OF_A_BUSINESS, neighbours, 200, "\"payment_id\"");
    }

    @Test
    void a_shopper_has_a_smaller_one_and_leaves_the_rest_to_the_others() {
        UUID carl = UUID.randomUUID();
        topUp(anna, 1_000);
        topUp(ben, 1_000);
        List<CompletableFuture<HttpResponse<String>>> annas = sent(OF_A_SHOPPER + TOO_MANY, () -> transfer(anna, carl));
        assertToldToComeBack(annas, 429, "too-many-requests");
        List<CompletableFuture<HttpResponse<String>>> bens = sent(OF_A_SHOPPER + TOO_MANY, () -> transfer(ben, carl));
        assertToldToComeBack(bens, 429, "too-many-requests");

        know(business, carl);
        assertAnswered(OF_A_SHOPPER, annas, 201, "\"posted\"");
        assertAnswered(OF_A_SHOPPER, bens, 201, "\"posted\"");
        assertEquals(2 * OF_A_SHOPPER * 100, balance(carl));
    }

    /** By another of the business's programs each time. */
    private HttpRequest payments(UUID businessId, UUID orderId) {
        return request("/payments/v1/payments?order_id=" + orderId, TestTokens.business(businessId))
                .build();
    }

    private HttpRequest transfer(UUID from, UUID to) {
        return request("/payments/v1/transfers", TestTokens.shopper(business, from, UUID.randomUUID()))
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(sending(from, to, 100).encode()))
                .build();
    }

    private HttpRequest.Builder request(String path, TestTokens token) {
        return HttpRequest.newBuilder(root.resolve(path)).header("Authorization", "Bearer " + token.mint());
    }

    private static List<CompletableFuture<HttpResponse<String>>> sent(int count, Supplier<HttpRequest> request) {
        return Stream.generate(request)
                .limit(count)
                .map(each -> HTTP.sendAsync(each, HttpResponse.BodyHandlers.ofString()))
                .toList();
    }

    /** As many as came too many, while the others wait. */
    private static void assertToldToComeBack(
            List<CompletableFuture<HttpResponse<String>>> all, int status, String code) {
        await().atMost(SOON).until(() -> answered(all).count() == TOO_MANY);
        answered(all).forEach(answer -> {
            assertEquals(status, answer.statusCode(), answer.body());
            assertEquals("2", answer.headers().firstValue("Retry-After").orElse("none"));
            assertTrue(answer.body().contains("\"" + PROBLEMS + code + "\""), answer.body());
        });
    }

    private static Stream<HttpResponse<String>> answered(List<CompletableFuture<HttpResponse<String>>> all) {
        return all.stream().filter(CompletableFuture::isDone).map(CompletableFuture::join);
    }

    private static void assertAnswered(
            int count, List<CompletableFuture<HttpResponse<String>>> all, int status, String word) {
        await().atMost(SOON).until(() -> answered(all).count() == all.size());
        assertEquals(
                count,
                answered(all)
                        .filter(answer ->
                                answer.statusCode() == status && answer.body().contains(word))
                        .count());
    }
}
