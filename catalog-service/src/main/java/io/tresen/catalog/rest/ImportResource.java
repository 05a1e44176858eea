package io.tresen.catalog.rest;

import io.tresen.catalog.ImportFiles;
import io.tresen.catalog.ImportFormat;
import io.tresen.catalog.ImportRuns;
import io.tresen.catalog.Imports;
import io.tresen.messaging.Ids;
import io.tresen.messaging.Rejection;
import io.tresen.messaging.db.Database;
import io.tresen.messaging.rest.Allowed;
import io.tresen.messaging.rest.Answer;
import io.tresen.messaging.rest.BodyLimit;
import io.tresen.messaging.rest.Caller;
import io.tresen.messaging.rest.IdempotencyKeys;
import io.tresen.messaging.rest.Problem;
import io.tresen.messaging.rest.Role;
import io.tresen.messaging.time.BusinessClock;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/** Takes files to import: stored whole before the 202, carried out afterwards. */
@Path("/catalog/v1/imports")
@Produces(MediaType.APPLICATION_JSON)
public class ImportResource {

    private static final long LARGEST_FILE = 100L << 20;
    private static final Rejection GIVEN_UP = Problem.of(
            "upload-given-up", 408, "Nothing of the file came for an hour; send it again on a faster connection");

    private final Database database;
    private final Imports imports;
    private final ImportFiles files;
    private final ImportRuns runs;
    private final IdempotencyKeys idempotency;
    private final Caller caller;
    private final BusinessClock clock;

    ImportResource(
            Database database,
            Imports imports,
            ImportFiles files,
            ImportRuns runs,
            IdempotencyKeys idempotency,
            Caller caller,
            BusinessClock clock) {
        this.database = database;
        this.imports = imports;
        this.files = files;
        this.runs = runs;
        this.idempotency = idempotency;
        this.caller = caller;
        this.clock = clock;
    }

    /** An import that was taken; its progress is at {@code Location}. */
    public record Taken(UUID importId, String state) {}

    /** Imports the body, the bare file of up to 100 MB in the named format. */
    @POST
    @Allowed(Role.BUSINESS)
    @BodyLimit(LARGEST_FILE)
    @Consumes(MediaType.WILDCARD)
    @APIResponse(responseCode = "202", description = "Stored; the import runs")
    public Response start(
            @QueryParam("format") String word, @HeaderParam("Content-Type") String type, InputStream body) {
        ImportFormat format = ImportFormat.of(word).orElseThrow(() -> Problem.parameter(
                        "format", "must be tresen-csv, woocommerce-csv, shopify-csv, meta-feed-csv or meta-feed-xml")
                .exception());
        if (type != null && type.startsWith("multipart/")) {
            throw Problem.standard(415)
                    .because("Send the bare file as the body")
                    .exception();
        }
        UUID id = Ids.v7();
        database.run(tx -> imports.begin(tx, caller.businessId(), id, format, caller.currency(), clock.now()));
        boolean kept = false;
        try {
            byte[] hash = store(id, body);
            Response answer = idempotency.optional(hash, tx -> {
                if (!imports.ready(tx, id)) {
                    throw GIVEN_UP.exception();
                }
                tx.afterCommit(runs::wake);
                return Answer.of(202, new Taken(id, "running")).at("/catalog/v1/imports/" + id);
            });
            kept = answer.getHeaderString("Idempotency-Replayed") == null;
            return answer;
        } finally {
            if (!kept) {
                database.run(tx -> imports.discard(tx, id));
            }
        }
    }

    private byte[] store(UUID id, InputStream body) {
        try {
            MessageDigest hash = MessageDigest.getInstance("SHA-256");
            int no = 0;
            for (byte[] piece = body.readNBytes(ImportFiles.PIECE);
                    piece.length > 0;
                    piece = body.readNBytes(ImportFiles.PIECE)) {
                hash.update(piece);
                if (!files.add(id, no++, piece)) {
                    throw GIVEN_UP.exception();
                }
            }
            return hash.digest();
        } catch (IOException e) {
            throw Problem.of("malformed-request", 400, "The body broke off").exception();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
