package io.tresen.chat.web;

import io.quarkus.qute.Location;
import io.quarkus.qute.Template;
import io.tresen.chat.Business;
import io.tresen.chat.Businesses;
import io.tresen.chat.MessageLog;
import io.tresen.chat.SealedLinks;
import io.tresen.chat.SealedLinks.Asked;
import io.tresen.chat.StoredMessage;
import io.tresen.chat.assistant.Address;
import io.tresen.chat.assistant.AddressRules;
import io.tresen.chat.assistant.Language;
import io.tresen.chat.assistant.Phrases;
import io.tresen.chat.whatsapp.AddressAnswers;
import io.tresen.chat.whatsapp.WhatsAppDesk;
import io.tresen.messaging.RejectedException;
import io.tresen.messaging.db.Database;
import io.tresen.messaging.rest.BodyLimit;
import io.tresen.messaging.rest.Public;
import io.tresen.messaging.time.BusinessClock;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;

/**
 * Where a shopper gives an address whose chat has no form for it: one form, nothing from elsewhere, no script. The link is sealed
 * and lasts as long as the day in which the shop may answer; what is sent becomes the same answer as from a chat.
 */
@Path("/chat/s/{handle}/address/{token}")
@Public
@Produces(MediaType.TEXT_HTML)
public class AddressPage {

    private static final int LARGEST = 16 * 1024;

    private final Businesses businesses;
    private final MessageLog log;
    private final SealedLinks links;
    private final AddressAnswers answers;
    private final WhatsAppDesk desk;
    private final Database database;
    private final BusinessClock clock;
    private final Template template;
    private final SecureRandom random = new SecureRandom();

    AddressPage(
            Businesses businesses,
            MessageLog log,
            SealedLinks links,
            AddressAnswers answers,
            WhatsAppDesk desk,
            Database database,
            BusinessClock clock,
            @Location("address.html") Template template) {
        this.businesses = businesses;
        this.log = log;
        this.links = links;
        this.answers = answers;
        this.desk = desk;
        this.database = database;
        this.clock = clock;
        this.template = template;
    }

    /** What a valid link opens. */
    private record Opened(Business business, Asked asked, StoredMessage question) {}

    @GET
    @Operation(hidden = true)
    public Response show(
            @PathParam("handle") String handle, @PathParam("token") String token, @Context HttpHeaders headers) {
        Optional<Opened> opened = open(handle, token);
        if (opened.isEmpty()) {
            return gone(headers);
        }
        Address filled = AddressForms.prefilled(
                opened.get().question().message(), opened.get().business().country());
        return form(200, opened.get(), filled, Map.of(), nonce(), headers);
    }

    @POST
    @BodyLimit(LARGEST)
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Operation(hidden = true)
    public Response take(
            @PathParam("handle") String handle,
            @PathParam("token") String token,
            @Context HttpHeaders headers,
            String body) {
        Optional<Opened> opened = open(handle, token);
        if (opened.isEmpty()) {
            return gone(headers);
        }
        Business business = opened.get().business();
        Phrases words = words(headers, business.language());
        AddressForms.Sent sent = AddressForms.read(body);
        Address address = AddressRules.tidy(sent.address(), business.country());
        Map<String, String> faults = AddressRules.faults(address, words);
        if (!faults.isEmpty() || sent.form() == null) {
            return form(422, opened.get(), address, faults, nonce(), headers);
        }
        try {
            boolean taken = database.inTransaction(tx -> answers.take(
                    tx,
                    clock.now(),
                    business.id(),
                    opened.get().asked(),
                    sent.form(),
                    address,
                    words.text("page.address.given")));
            return taken ? done(business, headers) : gone(headers);
        } catch (RejectedException e) {
            if (!e.is(AddressAnswers.TOO_MANY)) {
                throw e;
            }
            long seconds = e.rejection().retryAfter().toSeconds() + 1;
            Response page = form(429, "page.address.wait", opened.get(), address, Map.of(), sent.form(), headers);
            return Response.fromResponse(page)
                    .header(HttpHeaders.RETRY_AFTER, seconds)
                    .build();
        }
    }

    private Optional<Opened> open(String handle, String token) {
        return database.read(tx -> businesses.byHandle(tx, handle).flatMap(business -> links.asked(
                        business.id(), token, Instant.now())
                .flatMap(asked -> log.find(tx, business.id(), asked.conversationId(), asked.messageId())
                        .map(question -> new Opened(business, asked, question)))));
    }

    private Response form(
            int status, Opened opened, Address filled, Map<String, String> faults, String form, HttpHeaders headers) {
        return form(status, "page.address.title", opened, filled, faults, form, headers);
    }

    private Response form(
            int status,
            String headline,
            Opened opened,
            Address filled,
            Map<String, String> faults,
            String form,
            HttpHeaders headers) {
        Phrases words = words(headers, opened.business().language());
        return page(
                status,
                words,
                Map.of(
                        "state", "FORM",
                        "headline", words.text(headline),
                        "shop", opened.business().name(),
                        "fields", AddressForms.fields(filled, faults, words),
                        "countries", AddressForms.countries(filled.country(), words.language()),
                        "form", form,
                        "chat", ""));
    }

    private Response done(Business business, HttpHeaders headers) {
        Phrases words = words(headers, business.language());
        String chat = desk.find(business.id())
                .map(it -> "https://wa.me/" + it.displayPhoneNumber().replaceAll("[^0-9]", ""))
                .orElse("");
        return plain(200, words, "SENT", words.text("page.address.sent"), business.name(), chat);
    }

    private Response gone(HttpHeaders headers) {
        Phrases words = words(headers, Language.EN);
        return plain(404, words, "GONE", words.text("page.address.gone"), "", "");
    }

    private Response plain(int status, Phrases words, String state, String headline, String shop, String chat) {
        return page(
                status,
                words,
                Map.of(
                        "state", state,
                        "headline", headline,
                        "shop", shop,
                        "fields", List.of(),
                        "countries", List.of(),
                        "form", "",
                        "chat", chat));
    }

    private Response page(int status, Phrases words, Map<String, Object> data) {
        String nonce = nonce();
        var instance = template.data("nonce", nonce)
                .data("language", words.language().code())
                .data("country", words.text("page.address.country"))
                .data("send", words.text("page.address.send"))
                .data("back", words.text("page.address.back"));
        data.forEach(instance::data);
        return Response.status(status)
                .entity(instance.render())
                .type(MediaType.TEXT_HTML_TYPE.withCharset("utf-8"))
                .header(
                        "Content-Security-Policy",
                        "default-src 'none'; style-src 'nonce-" + nonce
                                + "'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'")
                .header("Referrer-Policy", "no-referrer")
                .header("X-Content-Type-Options", "nosniff")
                .header("X-Robots-Tag", "noindex")
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .header(HttpHeaders.VARY, "Accept-Language")
                .build();
    }

    private static Phrases words(HttpHeaders headers, Language fallback) {
        return Phrases.of(Reader.language(headers, fallback));
    }

    private String nonce() {
        byte[] bytes = new byte[16];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
