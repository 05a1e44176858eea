package io.tresen.payment.rest;

import io.quarkus.qute.TemplateInstance;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/** What our pages have in common: one file, nothing from elsewhere, no script, kept nowhere, and no address given away. */
final class StrictPage {

    /** The languages that a page is there in. */
    static final Set<String> LANGUAGES = Set.of("de", "en");

    private static final SecureRandom RANDOM = new SecureRandom();

    private StrictPage() {}

    /**
     * The rendered page.
     *
     * @param instance its style has the {@code nonce} that is given here
     * @param formTargets where its forms may lead, redirects after them included
     */
    static Response of(int status, TemplateInstance instance, String formTargets) {
        return of(status, instance, formTargets, nonce -> "");
    }

    /** As above. @param more of the policy, for a page that needs a provider's script; given the nonce */
    static Response of(int status, TemplateInstance instance, String formTargets, UnaryOperator<String> more) {
        byte[] bytes = new byte[16];
        RANDOM.nextBytes(bytes);
        String nonce = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        String policy = "default-src 'none'; style-src 'nonce-" + nonce + "'; form-action " + formTargets
                + "; base-uri 'none'; frame-ancestors 'none'" + more.apply(nonce);
        return Response.status(status)
                .entity(instance.data("nonce", nonce).render())
                .type(MediaType.TEXT_HTML_TYPE.withCharset("utf-8"))
                .header("Content-Security-Policy", policy)
                .header("Referrer-Policy", "no-referrer")
                .header("X-Content-Type-Options", "nosniff")
                .header("X-Robots-Tag", "noindex")
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .header(HttpHeaders.VARY, "Accept, Accept-Language")
                .build();
    }

    /** The reader's language where we have it, else the shop's, else English. */
    static String language(HttpHeaders headers, Optional<String> shops) {
        for (Locale locale : headers.getAcceptableLanguages()) {
            if (LANGUAGES.contains(locale.getLanguage())) {
                return locale.getLanguage();
            }
        }
        return shops.filter(LANGUAGES::contains).orElse("en");
    }
}
