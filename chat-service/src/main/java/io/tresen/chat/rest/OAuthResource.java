package io.tresen.chat.rest;

import io.tresen.chat.Business;
import io.tresen.chat.Businesses;
import io.tresen.chat.Credentials;
import io.tresen.chat.Revocations;
import io.tresen.messaging.Ids;
import io.tresen.messaging.RejectedException;
import io.tresen.messaging.db.Database;
import io.tresen.messaging.db.Tx;
import io.tresen.messaging.rest.OtherErrors;
import io.tresen.messaging.rest.Problem;
import io.tresen.messaging.rest.Public;
import io.tresen.messaging.rest.RevokedTokens;
import io.tresen.messaging.rest.Role;
import io.tresen.messaging.rest.Text;
import io.tresen.messaging.rest.Token;
import io.tresen.messaging.rest.Tokens;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;

/** Tokens for businesses: RFC 6749 client credentials, RFC 7009 revocation. Errors have {@link OAuthErrors}' shape. */
@OtherErrors
@Path("/chat/oauth2")
@Public
@Consumes(MediaType.APPLICATION_FORM_URLENCODED)
@Produces(MediaType.APPLICATION_JSON)
public class OAuthResource {

    private final Businesses businesses;
    private final Credentials credentials;
    private final Revocations revocations;
    private final TokenIssuer issuer;
    private final Tokens tokens;
    private final RevokedTokens revoked;
    private final Database database;

    OAuthResource(
            Businesses businesses,
            Credentials credentials,
            Revocations revocations,
            TokenIssuer issuer,
            Tokens tokens,
            RevokedTokens revoked,
            Database database) {
        this.businesses = businesses;
        this.credentials = credentials;
        this.revocations = revocations;
        this.issuer = issuer;
        this.tokens = tokens;
        this.revoked = revoked;
        this.database = database;
    }

    /** RFC 6749 section 5.1; {@code expires_in} in seconds. */
    public record TokenAnswer(String accessToken, String tokenType, long expiresIn) {}

    private record Client(UUID id, String secret) {}

    @POST
    @Path("/token")
    public Response token(
            @HeaderParam("Authorization") String authorization,
            @FormParam("grant_type") String grantType,
            @FormParam("client_id") String clientId,
            @FormParam("client_secret") String clientSecret,
            @FormParam("long_lived") String longLived) {
        if (grantType == null) {
            throw Problem.of("invalid-request", 400, "grant_type is missing").exception();
        }
        if (!grantType.equals("client_credentials")) {
            throw Problem.of("unsupported-grant-type", 400, "Only client_credentials is supported")
                    .exception();
        }
        Client client = client(authorization, clientId, clientSecret);
        Duration life = "true".equals(longLived) ? TokenIssuer.LONG_LIVED : TokenIssuer.BUSINESS;
        Business business = database.read(tx -> businesses.get(tx, businessOf(tx, client)));
        String token = issuer.business(business, client.id(), life);
        return Response.ok(new TokenAnswer(token, "Bearer", life.toSeconds()))
                .header("Cache-Control", "no-store")
                .header("Pragma", "no-cache")
                .build();
    }

    /** Always 200 for an authenticated client: a token that does not hold, or is another's, needs no revoking here. */
    @POST
    @Path("/revoke")
    public Response revoke(
            @HeaderParam("Authorization") String authorization,
            @FormParam("token") String token,
            @FormParam("client_id") String clientId,
            @FormParam("client_secret") String clientSecret) {
        Client client = client(authorization, clientId, clientSecret);
        if (token == null) {
            throw Problem.of("invalid-request", 400, "token is missing").exception();
        }
        UUID businessId = database.read(tx -> businessOf(tx, client));
        verified(token).filter(it -> it.businessId().equals(businessId)).ifPresent(it -> {
            Instant end = it.role() == Role.SHOPPER ? it.expiresAt().plus(TokenIssuer.RENEWABLE) : it.expiresAt();
            database.run(tx -> {
                revocations.revoke(tx, Instant.now(), businessId, it.id(), end);
                tx.afterCommit(() -> revoked.revoke(it.id(), end));
            });
        });
        return Response.ok().build();
    }

    private Optional<Token> verified(String token) {
        try {
            return Optional.of(tokens.verify(token, TokenIssuer.RENEWABLE));
        } catch (RejectedException e) {
            if (e.rejection().status() == 401) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private UUID businessOf(Tx tx, Client client) {
        return credentials
                .businessOf(tx, client.id(), client.secret())
                .orElseThrow(() -> invalidClient("Unknown client or wrong secret"));
    }

    /** From the Authorization header (Basic, both parts form-encoded) or from the form, not from both. */
    private static Client client(String authorization, String formId, String formSecret) {
        boolean basic = authorization != null && authorization.regionMatches(true, 0, "Basic ", 0, 6);
        if (basic && formSecret != null) {
            throw Problem.of("invalid-request", 400, "The client is authenticated in two ways")
                    .exception();
        }
        String id = formId;
        String secret = formSecret;
        if (basic) {
            String[] parts = decoded(authorization.substring(6).trim()).split(":", 2);
            id = parts[0];
            secret = parts.length == 2 ? parts[1] : null;
        }
        UUID clientId = Ids.parse(id);
        if (clientId == null || secret == null || !Text.isSound(secret)) {
            throw invalidClient("client_id and client_secret are needed");
        }
        return new Client(clientId, secret);
    }

    private static String decoded(String base64) {
        try {
            String both = new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
            int colon = both.indexOf(':');
            return colon < 0
                    ? both
                    : URLDecoder.decode(both.substring(0, colon), StandardCharsets.UTF_8)
                            + ':'
                            + URLDecoder.decode(both.substring(colon + 1), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw invalidClient("The Basic credentials can't be read");
        }
    }

    private static RejectedException invalidClient(String detail) {
        return Problem.of("invalid-client", 401, "The client can't be authenticated")
                .because(detail)
                .exception();
    }
}
