package io.tresen.payment;

import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import io.restassured.response.ValidatableResponse;
import io.vertx.core.json.JsonObject;
import java.util.UUID;

/** Calls by REST that tests of transfers and payment requests share. */
abstract class TransferCallsUnderTest extends TransfersUnderTest {

    static final String PROBLEMS = "https://tresen.io/problems/";

    static void refused(ValidatableResponse response, int status, String code) {
        response.statusCode(status).contentType("application/problem+json").body("type", equalTo(PROBLEMS + code));
    }

    static void wrongField(ValidatableResponse response, String pointer) {
        refused(response, 422, "invalid-fields");
        response.body("errors.pointer", hasItem(pointer));
    }

    ValidatableResponse answer(UUID shopperId, UUID transferId, String answer, JsonObject body) {
        return as(shopperId)
                .body(body.encode())
                .post("/payments/v1/transfers/" + transferId + "/" + answer)
                .then();
    }

    ValidatableResponse answer(UUID shopperId, UUID transferId, String answer) {
        return answer(shopperId, transferId, answer, new JsonObject());
    }

    ValidatableResponse ask(UUID payee, UUID payer, long minor) {
        return as(payee)
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .body(new JsonObject()
                        .put("from_shopper_id", payer.toString())
                        .put("amount", eur(minor))
                        .encode())
                .post("/payments/v1/payment-requests")
                .then();
    }

    ValidatableResponse shopAsks(JsonObject body) {
        return shop().header("Idempotency-Key", UUID.randomUUID().toString())
                .body(body.encode())
                .post("/payments/v1/payment-requests")
                .then();
    }
}
