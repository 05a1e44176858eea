package io.tresen.chat.rest;

import io.tresen.chat.whatsapp.WhatsAppDesk;
import io.tresen.messaging.rest.Allowed;
import io.tresen.messaging.rest.Caller;
import io.tresen.messaging.rest.Fields;
import io.tresen.messaging.rest.Problem;
import io.tresen.messaging.rest.Role;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/** The calling business's number at WhatsApp (ADR 11). */
@Path("/chat/v1/business/channels/whatsapp")
@Allowed(Role.BUSINESS)
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class BusinessWhatsAppResource {

    private static final int SECRET = 255;
    private static final int ACCESS_TOKEN = 1_000;

    private final WhatsAppDesk desk;
    private final Caller caller;

    BusinessWhatsAppResource(WhatsAppDesk desk, Caller caller) {
        this.desk = desk;
        this.caller = caller;
    }

    @PUT
    @Operation(summary = "Connect a number, once WhatsApp knows it with this access token; what waits goes out at once")
    @APIResponse(responseCode = "200", description = "Connected; enter webhook_url and your verify token at Meta")
    @APIResponse(responseCode = "409", description = "number-taken")
    @APIResponse(responseCode = "422", description = "number-not-verified, invalid-fields")
    @APIResponse(responseCode = "503", description = "WhatsApp gave no answer; Retry-After says when")
    public WhatsAppDesk.Connected put(WhatsAppDesk.Wish body) {
        Fields fields = new Fields();
        digits(fields, "/phone_number_id", fields.required("/phone_number_id", body.phoneNumberId()));
        digits(fields, "/waba_id", fields.required("/waba_id", body.wabaId()));
        printable(fields, "/access_token", fields.text("/access_token", body.accessToken(), 1, ACCESS_TOKEN));
        fields.text("/app_secret", body.appSecret(), 1, SECRET);
        fields.text("/verify_token", body.verifyToken(), 1, SECRET);
        digits(fields, "/catalog_id", body.catalogId());
        fields.check();
        return desk.connect(caller.businessId(), body);
    }

    private static void digits(Fields fields, String pointer, String value) {
        if (value != null && !value.matches("[0-9]{1,30}")) {
            fields.add(pointer, "must be an id of Meta's: 1 to 30 digits");
        }
    }

    /** It goes into a header. */
    private static void printable(Fields fields, String pointer, String value) {
        if (value != null && !value.chars().allMatch(c -> c > 0x20 && c < 0x7F)) {
            fields.add(pointer, "must be of printable ASCII characters without blanks");
        }
    }

    @GET
    @Operation(summary = "The number that is connected, without its secrets")
    @APIResponse(responseCode = "200", description = "It was verified")
    @APIResponse(responseCode = "404", description = "not-found: none is connected")
    public WhatsAppDesk.Connected read() {
        return desk.find(caller.businessId())
                .orElseThrow(() -> Problem.notFound().exception());
    }

    @DELETE
    @Operation(summary = "Disconnect it; what waits to be sent ends as failed")
    @APIResponse(responseCode = "204", description = "No number is connected any more")
    @APIResponse(responseCode = "404", description = "not-found")
    public void disconnect() {
        if (!desk.disconnect(caller.businessId())) {
            throw Problem.notFound().exception();
        }
    }
}
