package io.tresen.chat.cloudapi;

import com.fasterxml.jackson.databind.JsonNode;
import io.tresen.chat.VerificationCode;
import io.tresen.chat.message.MetaError;
import io.tresen.chat.rest.NumberVerification;
import io.tresen.messaging.RejectedException;
import io.tresen.messaging.db.Database;
import io.tresen.messaging.rest.Allowed;
import io.tresen.messaging.rest.Answer;
import io.tresen.messaging.rest.Json;
import io.tresen.messaging.rest.OtherErrors;
import io.tresen.messaging.rest.Role;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/** Takes the code that came to the contact number, as Meta's edge does (VerifyCodeRequest). */
@OtherErrors
@Path(GraphPaths.VERSION + "/{phone_number_id}/verify_code")
@Allowed(Role.BUSINESS)
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class VerifyCodeResource {

    private final NumberVerification verification;
    private final OwnNumber own;
    private final Database database;
    private final Json json;

    VerifyCodeResource(NumberVerification verification, OwnNumber own, Database database, Json json) {
        this.verification = verification;
        this.own = own;
        this.database = database;
        this.json = json;
    }

    /** Takes the code that came. */
    @POST
    @RequestBody(content = @Content(schema = @Schema(implementation = JsonNode.class)))
    @APIResponse(
            responseCode = "200",
            description = "Verified",
            content = @Content(schema = @Schema(implementation = Success.class)))
    public Response verify(@PathParam("phone_number_id") String phoneNumberId, byte[] body) {
        check(phoneNumberId);
        String code = json.tree(body).path("code").textValue();
        if (code == null || !code.matches("[0-9]{" + VerificationCode.DIGITS + "}")) {
            throw invalid("code must be " + VerificationCode.DIGITS + " digits");
        }
        return verification.verify(code, number -> Answer.of(200, new Success(true)));
    }

    private void check(String phoneNumberId) {
        database.read(tx -> own.byPhoneNumberId(tx, phoneNumberId));
    }

    private static RejectedException invalid(String why) {
        return MetaError.INVALID_PARAMETER.because(why).exception();
    }
}
