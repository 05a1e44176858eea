package io.tresen.chat.cloudapi;

import io.tresen.chat.Business;
import io.tresen.chat.Profiles;
import io.tresen.chat.message.MetaError;
import io.tresen.messaging.db.Database;
import io.tresen.messaging.rest.Allowed;
import io.tresen.messaging.rest.Answer;
import io.tresen.messaging.rest.IdempotencyKeys;
import io.tresen.messaging.rest.Json;
import io.tresen.messaging.rest.OptionalBody;
import io.tresen.messaging.rest.OtherErrors;
import io.tresen.messaging.rest.Role;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/** Whether the shop's cart and catalog are shown; a change comes in the query, as in Meta's file, or as JSON. */
@OtherErrors
@Path(GraphPaths.VERSION + "/{phone_number_id}/whatsapp_commerce_settings")
@Allowed(Role.BUSINESS)
@Produces(MediaType.APPLICATION_JSON)
public class CommerceSettingsResource {

    private final Profiles profiles;
    private final OwnNumber own;
    private final Database database;
    private final IdempotencyKeys idempotency;
    private final Json reading;

    CommerceSettingsResource(
            Profiles profiles, OwnNumber own, Database database, IdempotencyKeys idempotency, Json reading) {
        this.profiles = profiles;
        this.own = own;
        this.database = database;
        this.idempotency = idempotency;
        this.reading = reading;
    }

    public record CommerceSettings(String id, boolean isCartEnabled, boolean isCatalogVisible) {}

    /** What is to change; null stays. */
    public record Wanted(Boolean isCartEnabled, Boolean isCatalogVisible) {}

    public record AllCommerceSettings(List<CommerceSettings> data) {}

    @GET
    public AllCommerceSettings read(@PathParam("phone_number_id") String phoneNumberId) {
        return database.read(tx -> {
            Business business = own.byPhoneNumberId(tx, phoneNumberId);
            Profiles.Profile is = profiles.find(tx, business.id());
            return new AllCommerceSettings(
                    List.of(new CommerceSettings(phoneNumberId, is.cartEnabled(), is.catalogVisible())));
        });
    }

    @POST
    @Consumes(MediaType.WILDCARD)
    @APIResponse(
            responseCode = "200",
            description = "Changed",
            content = @Content(schema = @Schema(implementation = Success.class)))
    public Response change(
            @PathParam("phone_number_id") String phoneNumberId,
            @QueryParam("is_cart_enabled") String cart,
            @QueryParam("is_catalog_visible") String catalog,
            @OptionalBody byte[] json) {
        Wanted body = json == null || json.length == 0 ? new Wanted(null, null) : reading.read(json, Wanted.class);
        Wanted wanted = new Wanted(
                cart == null ? body.isCartEnabled() : flag("is_cart_enabled", cart),
                catalog == null ? body.isCatalogVisible() : flag("is_catalog_visible", catalog));
        if (wanted.isCartEnabled() == null && wanted.isCatalogVisible() == null) {
            throw MetaError.INVALID_PARAMETER
                    .because("is_cart_enabled or is_catalog_visible must be given, in the query or as JSON")
                    .exception();
        }
        return idempotency.optional(hash(wanted), tx -> {
            profiles.change(
                    tx,
                    own.byPhoneNumberId(tx, phoneNumberId).id(),
                    new Profiles.Profile(
                            null, null, null, null, null, null, wanted.isCartEnabled(), wanted.isCatalogVisible()));
            return Answer.of(200, new Success(true));
        });
    }

    /** Of what is wanted, wherever it is said: what comes in the query has no body that tells it from another. */
    private static byte[] hash(Wanted wanted) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(wanted.toString().getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }

    private static Boolean flag(String name, String value) {
        if (!value.equals("true") && !value.equals("false")) {
            throw MetaError.INVALID_PARAMETER
                    .because(name + " must be true or false")
                    .exception();
        }
        return value.equals("true");
    }
}
