package io.tresen.order.rest;

import io.tresen.messaging.db.Database;
import io.tresen.messaging.db.Tx;
import io.tresen.messaging.rest.Caller;
import io.tresen.messaging.rest.Problem;
import io.tresen.messaging.rest.Public;
import io.tresen.order.Business;
import io.tresen.order.Businesses;
import io.tresen.order.OrderDossier;
import io.tresen.order.OrderDossiers;
import io.tresen.order.ReceiptKeys;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Variant;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What an order cost, on a page and as a PDF: for its shop, its shopper, and whoever has the link that the chat gave. */
@Path("/orders/v1/orders/{order_id}/receipt")
@Public
@Tag(name = "Orders")
public class ReceiptResource {

    private static final MediaType HTML = MediaType.TEXT_HTML_TYPE.withCharset("utf-8");
    private static final MediaType PDF = new MediaType("application", "pdf");
    private static final String SCREEN_FONTS = "system-ui, sans-serif";

    private final OrderDossiers dossiers;
    private final Businesses businesses;
    private final ReceiptKeys keys;
    private final ReceiptPage page;
    private final ReceiptPdf pdf;
    private final Database database;
    private final Caller caller;
    private final SecureRandom random = new SecureRandom();

    ReceiptResource(
            OrderDossiers dossiers,
            Businesses businesses,
            ReceiptKeys keys,
            ReceiptPage page,
            ReceiptPdf pdf,
            Database database,
            Caller caller) {
        this.dossiers = dossiers;
        this.businesses = businesses;
        this.keys = keys;
        this.page = page;
        this.pdf = pdf;
        this.database = database;
        this.caller = caller;
    }

    /** @param language of the shop; null where it is not known */
    private record Found(ReceiptPage.Receipt receipt, String language) {}

    @GET
    @Produces({"text/html", "application/pdf"})
    @Operation(
            summary = "The receipt, HTML or PDF by Accept",
            description =
                    "With a business's token, the shopper's, or the key of the link in the chat, which shows no address")
    @Parameter(name = "key", description = "of the link; in place of a token")
    @Parameter(name = "format", description = "pdf: a PDF whatever Accept says, for links")
    @Parameter(name = "lang", description = "de or en; else by Accept-Language, else the shop's")
    @APIResponse(
            responseCode = "200",
            description = "The receipt",
            content = {
                @Content(mediaType = "text/html", schema = @Schema(implementation = String.class)),
                @Content(
                        mediaType = "application/pdf",
                        schema = @Schema(implementation = String.class, format = "binary"))
            })
    @APIResponse(responseCode = "401", description = "unauthorized: neither token nor key")
    @APIResponse(responseCode = "404", description = "not-found")
    public Response receipt(
            @PathParam("order_id") UUID orderId,
            @QueryParam("key") String key,
            @QueryParam("format") String format,
            @QueryParam("lang") String lang,
            @Context Request request,
            @Context HttpHeaders headers) {
        if (format != null && !format.equals("pdf")) {
            throw Problem.parameter("format", "must be pdf").exception();
        }
        Found found = database.read(tx -> find(tx, orderId, key));
        ReceiptTexts texts = ReceiptTexts.of(language(lang, headers, found.language()));
        Variant wanted = request.selectVariant(
                List.of(new Variant(HTML, (Locale) null, null), new Variant(PDF, (Locale) null, null)));
        boolean asPdf =
                format != null || wanted != null && wanted.getMediaType().isCompatible(PDF);
        return asPdf ? pdf(found.receipt(), texts) : html(found.receipt(), texts, key);
    }

    private Found find(Tx tx, UUID orderId, String key) {
        UUID tenant = key == null
                ? caller.businessId()
                : keys.tenantOf(tx, orderId, key)
                        .orElseThrow(() -> Problem.notFound().exception());
        OrderDossier dossier = dossiers.find(tx, tenant, orderId)
                .filter(it -> key != null
                        || !caller.isShopper()
                        || caller.subject().equals(it.order().facts().shopperId()))
                .orElseThrow(() -> Problem.notFound().exception());
        Optional<Business> shop = businesses.find(tx, tenant);
        return new Found(
                new ReceiptPage.Receipt(
                        dossier.order(), shop.map(Business::name).orElse(null), key == null ? dossier.address() : null),
                shop.map(Business::language).orElse(null));
    }

    private Response html(ReceiptPage.Receipt receipt, ReceiptTexts texts, String key) {
        byte[] bytes = new byte[16];
        random.nextBytes(bytes);
        String nonce = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        // a link sends no token, so without a key there is nothing to link to
        String pdfLink = key == null ? null : "?key=" + key + "&format=pdf&lang=" + texts.language();
        String policy = "default-src 'none'; style-src 'nonce-" + nonce
                + "'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'";
        return secured(Response.ok(page.render(receipt, texts, SCREEN_FONTS, nonce, pdfLink), HTML))
                .header("Content-Security-Policy", policy)
                .build();
    }

    private Response pdf(ReceiptPage.Receipt receipt, ReceiptTexts texts) {
        String html = page.render(receipt, texts, pdf.families(), "", null);
        String name = texts.title() + "-" + receipt.order().facts().orderNo() + ".pdf";
        return secured(Response.ok(pdf.of(html), PDF))
                .header(HttpHeaders.CONTENT_DISPOSITION, "inline; filename=\"" + name + "\"")
                .header("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'")
                .build();
    }

    private static Response.ResponseBuilder secured(Response.ResponseBuilder response) {
        return response.header("Referrer-Policy", "no-referrer")
                .header("X-Content-Type-Options", "nosniff")
                .header("X-Robots-Tag", "noindex")
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .header(HttpHeaders.VARY, "Accept, Accept-Language");
    }

    private static String language(String asked, HttpHeaders headers, String shops) {
        if (asked != null && ReceiptTexts.LANGUAGES.contains(asked)) {
            return asked;
        }
        for (Locale locale : headers.getAcceptableLanguages()) {
            if (ReceiptTexts.LANGUAGES.contains(locale.getLanguage())) {
                return locale.getLanguage();
            }
        }
        return shops;
    }
}
