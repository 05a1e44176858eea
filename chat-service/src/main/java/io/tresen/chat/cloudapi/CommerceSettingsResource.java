package io.tresen.chat.cloudapi;

import io.tresen.chat.Business;
import io.tresen.chat.Profiles;
import io.tresen.chat.message.MetaError;
import io.tresen.messaging.db.Database;
import io.tresen.messaging.rest.Allowed;
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
import java.util.List;

/** Whether the shop's cart and catalog are shown; a change comes in the query, as in Meta's file, or as JSON. */
@OtherErrors
@Path(GraphPaths.VERSION + "/{phone_number_id}/whatsapp_commerce_settings")
@Allowed(Role.BUSINESS)
@Produces(MediaType.APPLICATION_JSON)
public class CommerceSettingsResource {

    private final Profiles profiles;
    private final OwnNumber own;
    private final Database database;
    private final Json reading;

    CommerceSettingsResource(Profiles profiles, OwnNumber own, Database database, Json reading) {
        this.profiles = profiles;
        this.own = own;
        this.database = database;
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
    public Success change(
            @PathParam("phone_number_id") String phoneNumberId,
            @QueryParam("is_cart_enabled") String cart,
            @QueryParam("is_catalog_visible") String catalog,
            @OptionalBody byte[] json) {
        Wanted body = json == null || json.length == 0 ? new Wanted(null, null) : reading.read(json, Wanted.class);
        Boolean cartEnabled = cart == null ? body.isCartEnabled() : flag("is_cart_enabled", cart);
        Boolean catalogVisible = catalog == null ? body.isCatalogVisible() : flag("is_catalog_visible", catalog);
        if (cartEnabled == null && catalogVisible == null) {
            throw MetaError.INVALID_PARAMETER
                    .because("is_cart_enabled or is_catalog_visible must be given, in the query or as JSON")
                    .exception();
        }
        database.run(tx -> profiles.change(
                tx,
                own.byPhoneNumberId(tx, phoneNumberId).id(),
                new Profiles.Profile(null, null, null, null, null, null, cartEnabled, catalogVisible)));
        return new Success(true);
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
