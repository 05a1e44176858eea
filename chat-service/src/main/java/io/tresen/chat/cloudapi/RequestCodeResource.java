package io.tresen.chat.cloudapi;

import com.fasterxml.jackson.databind.JsonNode;
import io.tresen.chat.VerificationCodes.Method;
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
import java.util.Arrays;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/** Sends a code to the contact number, as Meta's edge does (RequestCodeRequest). */
@OtherErrors
@Path(GraphPaths.VERSION + "/{phone_number_id}/request_code")
@Allowed(Role.BUSINESS)
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class RequestCodeResource {

    private static final String LOCALE = "[a-z]{2}_[A-Z]{2}";

    private final NumberVerification verification;
    private final OwnNumber own;
    private final Database database;
    private final Json json;

    RequestCodeResource(NumberVerification verification, OwnNumber own, Database database, Json json) {
        this.verification = verification;
        this.own = own;
        this.database = database;
        this.json = json;
    }

    /** Sends a code: {@code code_method} SMS or VOICE, {@code language} such as en_US. */
    @POST
    @RequestBody(content = @Content(schema = @Schema(implementation = JsonNode.class)))
    @APIResponse(
            responseCode = "200",
            description = "On its way",
            content = @Content(schema = @Schema(implementation = Success.class)))
    public Response request(@PathParam("phone_number_id") String phoneNumberId, byte[] body) {
        check(phoneNumberId);
        JsonNode wish = json.tree(body);
        Method method = Arrays.stream(Method.values())
                .filter(it -> it.name().equals(wish.path("code_method").textValue()))
                .findFirst()
                .orElseThrow(() -> invalid("code_method must be SMS or VOICE"));
        String language = wish.path("language").textValue();
        if (language == null || !language.matches(LOCALE)) {
            throw invalid("language must be a locale such as en_US");
        }
        return verification.request(method, language, number -> Answer.of(200, new Success(true)));
    }

    private void check(String phoneNumberId) {
        database.read(tx -> own.byPhoneNumberId(tx, phoneNumberId));
    }

    private static RejectedException invalid(String why) {
        return MetaError.INVALID_PARAMETER.because(why).exception();
    }
}
