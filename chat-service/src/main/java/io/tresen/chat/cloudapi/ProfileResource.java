package io.tresen.chat.cloudapi;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.tresen.chat.Profiles;
import io.tresen.messaging.db.Database;
import io.tresen.messaging.rest.Allowed;
import io.tresen.messaging.rest.Answer;
import io.tresen.messaging.rest.Fields;
import io.tresen.messaging.rest.IdempotencyKeys;
import io.tresen.messaging.rest.OtherErrors;
import io.tresen.messaging.rest.Role;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/** What a business tells of itself (schema WhatsAppBusinessProfile); the answer is flat, as Meta's servers give it. */
@OtherErrors
@Path(GraphPaths.VERSION + "/{phone_number_id}/whatsapp_business_profile")
@Allowed(Role.BUSINESS)
@Produces(MediaType.APPLICATION_JSON)
public class ProfileResource {

    private static final int ABOUT = 139;
    private static final int TEXT = 256;
    private static final int EMAIL = 128;
    private static final int WEBSITES = 2;

    private final Profiles profiles;
    private final OwnNumber own;
    private final Database database;
    private final IdempotencyKeys idempotency;

    ProfileResource(Profiles profiles, OwnNumber own, Database database, IdempotencyKeys idempotency) {
        this.profiles = profiles;
        this.own = own;
        this.database = database;
        this.idempotency = idempotency;
    }

    /** The profile; in a change, what is absent stays. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record BusinessProfile(
            String messagingProduct,
            String about,
            String address,
            String description,
            String email,
            List<String> websites,
            String vertical) {}

    public record BusinessProfiles(List<BusinessProfile> data) {}

    /** The industries of schema WhatsAppBusinessVertical, in lower case. */
    private enum Vertical {
        OTHER,
        AUTO,
        BEAUTY,
        APPAREL,
        EDU,
        ENTERTAIN,
        EVENT_PLAN,
        FINANCE,
        GROCERY,
        GOVT,
        HOTEL,
        HEALTH,
        NONPROFIT,
        PROF_SERVICES,
        RETAIL,
        TRAVEL,
        RESTAURANT,
        ALCOHOL,
        ONLINE_GAMBLING,
        PHYSICAL_GAMBLING,
        OTC_DRUGS
    }

    @GET
    public BusinessProfiles read(@PathParam("phone_number_id") String phoneNumberId) {
        Profiles.Profile is = database.read(
                tx -> profiles.find(tx, own.byPhoneNumberId(tx, phoneNumberId).id()));
        return new BusinessProfiles(List.of(new BusinessProfile(
                "whatsapp", is.about(), is.address(), is.description(), is.email(), is.websites(), is.vertical())));
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @APIResponse(
            responseCode = "200",
            description = "Changed",
            content = @Content(schema = @Schema(implementation = Success.class)))
    public Response change(@PathParam("phone_number_id") String phoneNumberId, BusinessProfile body) {
        Fields fields = new Fields();
        if (fields.required("/messaging_product", body.messagingProduct()) != null
                && !body.messagingProduct().equals("whatsapp")) {
            fields.add("/messaging_product", "must be whatsapp");
        }
        fields.optionalText("/about", body.about(), 1, ABOUT);
        fields.optionalText("/address", body.address(), 0, TEXT);
        fields.optionalText("/description", body.description(), 0, TEXT);
        fields.optionalText("/email", body.email(), 0, EMAIL);
        if (fields.optionalList("/websites", body.websites(), 0, WEBSITES) != null) {
            body.websites().forEach(website -> fields.optionalText("/websites", website, 1, TEXT));
        }
        if (body.vertical() != null) {
            fields.optionalWord("/vertical", body.vertical().toLowerCase(java.util.Locale.ROOT), Vertical.class);
        }
        fields.check();
        return idempotency.optional(tx -> {
            profiles.change(
                    tx,
                    own.byPhoneNumberId(tx, phoneNumberId).id(),
                    new Profiles.Profile(
                            body.about(),
                            body.address(),
                            body.description(),
                            body.email(),
                            body.websites(),
                            body.vertical(),
                            null,
                            null));
            return Answer.of(200, new Success(true));
        });
    }
}
