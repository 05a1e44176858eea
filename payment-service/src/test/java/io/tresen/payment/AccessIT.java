package io.tresen.payment;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.tresen.engines.access.AccessMatrix;
import io.tresen.engines.badinput.Scene;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.inject.Inject;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Who may call what, each endpoint by every kind of caller ({@link AccessMatrix}). */
@QuarkusTest
class AccessIT extends EveryEndpoint {

    static final String TABLE =
            """
            GET    /payments/v1/payments?order_id=${order}                 poa  200+payment
            GET    /payments/v1/payments/{payment_id:payment}              poa  200
            GET    /payments/v1/pay/{pay_token}                            -    200
            POST   /payments/v1/pay/{pay_token}                            -    200 {"method": "card", "card_token": "pm_card_visa"}
            POST   /payments/v1/payments/{payment_id:payment}/refunds      po   202 {"amount_minor": 100, "reason": "late"}
            GET    /payments/v1/payments/{payment_id:payment}/refunds      poa  200+refund
            GET    /payments/v1/payments/{payment_id:payment}/refunds/{refund_id:refund} poa 200
            POST   /payments/v1/payments/{payment_id:cash}/collection      po   200 {"amount_minor": 1990}
            GET    /payments/v1/payouts?from=2020-01-01T00:00:00Z&to=2099-01-01T00:00:00Z po 200
            GET    /payments/v1/fee-rules                                  po   200
            GET    /payments/v1/ledger/trial-balance                       po   200
            GET    /payments/v1/ledger/accounts?kind=shopper_wallet        po   200+anna
            GET    /payments/v1/ledger/accounts/{account_id:account}/entries po 200
            POST   /payments/v1/providers/stripe/webhook                   -    400 @Content-Type=application/octet-stream {}
            GET    /payments/v1/wallets/{shopper_id:anna}                  poas 200
            GET    /payments/v1/wallets/{shopper_id:anna}/entries          spo  200
            POST   /payments/v1/wallets/{shopper_id:anna}/top-ups          po   201 {"amount": {"amount_minor": 100, "currency": "EUR"}}
            GET    /payments/v1/wallets/{shopper_id:anna}/top-ups          spo  200+top_up
            GET    /payments/v1/wallets/{shopper_id:anna}/top-ups/{top_up_id:top_up} spo 200
            GET    /payments/v1/top-up/{pay_token:top_up_token}            -    200
            POST   /payments/v1/top-up/{pay_token:top_up_token}            -    200 {"method": "card", "card_token": "pm_card_visa"}
            GET    /payments/v1/wallet-limits                              poas 200
            PUT    /payments/v1/wallet-limits                              po   200 {"per_transfer": {"amount_minor": 900, "currency": "EUR"}, "per_day": {"amount_minor": 5000, "currency": "EUR"}}
            POST   /payments/v1/transfers                                  s    201 {"from_shopper_id": "${anna}", "to_shopper_id": "${ben}", "amount": {"amount_minor": 10, "currency": "EUR"}}
            GET    /payments/v1/transfers                                  spoa 200+asked
            GET    /payments/v1/transfers/{transfer_id:asked}              spoa 200
            POST   /payments/v1/payment-requests                           pos  201 {"from_shopper_id": "${ben}", "amount": {"amount_minor": 10, "currency": "EUR"}}
            POST   /payments/v1/transfers/{transfer_id:asked}/acceptance   s    200
            POST   /payments/v1/transfers/{transfer_id:unwanted}/declination spo 200
            POST   /payments/v1/transfers/{transfer_id:taken_back}/cancellation spo 200
            GET    /payments/v1/wallet/{ticket}                            t    200 @Accept=text/html
            POST   /payments/v1/wallet/{ticket}                            t    303 @Content-Type=application/x-www-form-urlencoded action=end
            PUT    /payments/v1/wallets/{shopper_id:anna}/pin              s    204 {"pin": "4711"}
            PUT    /local/clock                                            -    422 {}
            """;

    @Inject
    BeanManager beans;

    @Test
    void every_endpoint_is_in_the_table() {
        assertEquals(List.of(), AccessMatrix.gaps(TABLE, Path.of("src/main/openapi/openapi.yaml"), beans));
    }

    @Test
    void nobody_gets_what_is_not_theirs() {
        Scene scene = scene();
        AccessMatrix matrix = new AccessMatrix(
                URI.create("http://localhost:" + RestAssured.port),
                TABLE,
                scene.callers(),
                scene.things(),
                Set.of("anna", "top_up", "asked", "unwanted", "taken_back"));
        await().atMost(Duration.ofSeconds(5)).until(matrix::revocationHolds);
        assertEquals(List.of(), matrix.play());
    }
}
