package io.tresen.chat.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.tresen.chat.ContactNumber;
import io.tresen.chat.ContactNumbers;
import io.tresen.chat.PhoneNumber;
import io.tresen.chat.VerificationCode;
import io.tresen.chat.VerificationCodes;
import io.tresen.chat.VerificationCodes.Method;
import io.tresen.messaging.db.Database;
import io.tresen.messaging.db.Tx;
import io.tresen.messaging.rest.Allowed;
import io.tresen.messaging.rest.Answer;
import io.tresen.messaging.rest.Caller;
import io.tresen.messaging.rest.Fields;
import io.tresen.messaging.rest.Problem;
import io.tresen.messaging.rest.Role;
import io.tresen.messaging.time.BusinessClock;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/** The phone number under which the calling business is called back, and its verification by a code. */
@Path("/chat/v1/business/contact-number")
@Allowed(Role.BUSINESS)
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class ContactNumberResource {

    private final ContactNumbers numbers;
    private final VerificationCodes codes;
    private final NumberVerification verification;
    private final Database database;
    private final Caller caller;
    private final BusinessClock clock;

    ContactNumberResource(
            ContactNumbers numbers,
            VerificationCodes codes,
            NumberVerification verification,
            Database database,
            Caller caller,
            BusinessClock clock) {
        this.numbers = numbers;
        this.codes = codes;
        this.verification = verification;
        this.database = database;
        this.caller = caller;
        this.clock = clock;
    }

    /** With its country code, as people write it. */
    public record Phone(String phone) {}

    /** {@code method}: sms or voice; {@code language} of the text, by default the business's. */
    public record CodeWish(String method, String language) {}

    /** What came to the number. */
    public record Given(String code) {

        /** For logs: nothing of the code. */
        @Override
        public String toString() {
            return "Given";
        }
    }

    /** {@code sent}: the operator's gateway has taken it. */
    public record CodeView(Method method, boolean sent, Instant expiresAt) {}

    /** The number; {@code verified_at} absent until its code was given, {@code code} absent unless one is open. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record NumberView(String phone, Instant verifiedAt, CodeView code) {

        static NumberView of(ContactNumber number, CodeView code) {
            return new NumberView(number.international(), number.verifiedAt(), code);
        }
    }

    /** {@code expires_in} in seconds. */
    public record CodeSent(String phone, String method, long expiresIn) {}

    @GET
    @Allowed(value = Role.BUSINESS, agents = true)
    @APIResponse(responseCode = "404", description = "There is none")
    public NumberView read() {
        return database.read(this::view);
    }

    private NumberView view(Tx tx) {
        ContactNumber number = numbers.find(tx, caller.businessId())
                .orElseThrow(() -> Problem.notFound().exception());
        CodeView code = codes.find(tx, Instant.now(), caller.businessId())
                .map(it -> new CodeView(it.method(), it.sent(), it.endsAt()))
                .orElse(null);
        return NumberView.of(number, code);
    }

    /** Another number than before is not verified. */
    @PUT
    public NumberView put(Phone body) {
        Fields fields = new Fields();
        String digits = null;
        if (fields.required("/phone", body.phone()) != null) {
            digits = PhoneNumber.digits(body.phone()).orElse(null);
            if (digits == null) {
                fields.add("/phone", PhoneNumber.CURE);
            }
        }
        fields.check();
        String phone = digits;
        return database.inTransaction(tx -> {
            numbers.put(tx, clock.now(), caller.businessId(), phone);
            return view(tx);
        });
    }

    @DELETE
    @APIResponse(responseCode = "204", description = "Forgotten")
    public void remove() {
        if (!database.inTransaction(tx -> numbers.remove(tx, caller.businessId()))) {
            throw Problem.notFound().exception();
        }
    }

    /** Sends a code there, good for ten minutes and three tries. */
    @POST
    @Path("/code")
    @APIResponse(
            responseCode = "202",
            description = "On its way",
            content = @Content(schema = @Schema(implementation = CodeSent.class)))
    @APIResponse(responseCode = "409", description = "no-contact-number, already-verified")
    @APIResponse(
            responseCode = "422",
            description = "verification-not-set-up: the operator has connected nothing that sends")
    @APIResponse(responseCode = "429", description = "too-many-tries: Retry-After says when")
    @APIResponse(responseCode = "503", description = "Too many ask at once; Retry-After says when")
    public Response send(CodeWish body) {
        Fields fields = new Fields();
        Method method = fields.word("/method", body.method(), Method.class);
        fields.optionalText("/language", body.language(), 1, ShopConversationsResource.LOCALE);
        fields.check();
        return verification.request(
                method,
                body.language(),
                number -> Answer.of(
                        202, new CodeSent(number.international(), body.method(), VerificationCode.LIFE.toSeconds())));
    }

    /** Takes the code that came. */
    @POST
    @Path("/verification")
    @APIResponse(
            responseCode = "200",
            description = "Verified",
            content = @Content(schema = @Schema(implementation = NumberView.class)))
    @APIResponse(responseCode = "422", description = "wrong-code with tries_left, code-over")
    @APIResponse(responseCode = "429", description = "too-many-tries: three were wrong; Retry-After says when")
    public Response verify(Given body) {
        Fields fields = new Fields();
        String code = fields.required("/code", body.code());
        if (code != null && !code.matches("[0-9]{" + VerificationCode.DIGITS + "}")) {
            fields.add("/code", "must be " + VerificationCode.DIGITS + " digits");
        }
        fields.check();
        return verification.verify(code, number -> Answer.of(200, NumberView.of(number, null)));
    }
}
