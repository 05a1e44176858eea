package io.tresen.payment;

import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** More clients ask than may wait, while the provider is called: what it answers is written down all the same. */
@QuarkusTest
@TestProfile(CrowdedPayingIT.Patient.class)
class CrowdedPayingIT extends PaymentCallsUnderTest {

    /** A call lasts until the crowd is there, and the janitor does not look at it meanwhile. */
    public static final class Patient implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("tresen.stripe.read-timeout", "60s", "tresen.payment.lease", "120s");
        }
    }

    @Inject
    MeterRegistry metrics;

    /** @param call the end of the path of the call after whose answer nobody else is let in */
    @ParameterizedTest
    @ValueSource(strings = {"/payment_intents", "/confirm"})
    void what_the_provider_answered_is_not_refused_a_turn(String call) {
        String token = askedByCard();
        CompletableFuture<Crowd> crowded = new CompletableFuture<>();
        stripe.before(call, path -> {
            if (!crowded.isDone()) {
                crowded.complete(new Crowd(database, metrics, Crowd.FULL));
            }
        });
        CompletableFuture<ValidatableResponse> paid = CompletableFuture.supplyAsync(() -> pay(token, "pm_card_visa"));
        try (Crowd crowd = crowded.orTimeout(SOON.toSeconds(), TimeUnit.SECONDS).join()) {
            await().atMost(SOON).until(() -> paid.isDone() || crowd.waiting() > Crowd.FULL);
        }
        paid.join().statusCode(200).body("status", equalTo("captured"));
        assertEquals(1, stripe.chargesOf(order.toString()).size());
    }
}
