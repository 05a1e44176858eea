package io.tresen.payment.rest;

import de.siegmar.fastcsv.writer.CsvWriter;
import io.tresen.messaging.db.Database;
import io.tresen.messaging.db.Tx;
import io.tresen.messaging.rest.Allowed;
import io.tresen.messaging.rest.Caller;
import io.tresen.messaging.rest.Cursor;
import io.tresen.messaging.rest.FewAtATime;
import io.tresen.messaging.rest.Page;
import io.tresen.messaging.rest.Params;
import io.tresen.messaging.rest.Problem;
import io.tresen.messaging.rest.Role;
import io.tresen.payment.PayoutLine;
import io.tresen.payment.PayoutSum;
import io.tresen.payment.Payouts;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Variant;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/** What a shop's captures, refunds and fees made of its balance in a period. */
@Path("/payments/v1/payouts")
@ApplicationScoped
@Allowed(Role.BUSINESS)
public class PayoutsResource {

    private static final MediaType CSV = new MediaType("text", "csv", "utf-8");
    private static final int AT_A_TIME = 1_000;

    private final Database database;
    private final Payouts payouts;
    private final Caller caller;

    /**
     * Two files at a time: each keeps a connection of the pool, a snapshot of the database and a thread for as long as it is
     * written. Who comes meanwhile comes again; waiting would cost another thread.
     */
    private final FewAtATime exports = new FewAtATime("payout-files", 2, 0);

    PayoutsResource(Database database, Payouts payouts, Caller caller) {
        this.database = database;
        this.payouts = payouts;
        this.caller = caller;
    }

    /** From {@code from} up to, not including, {@code to}, by business time. As CSV all of it, as JSON a page of lines. */
    @GET
    @Produces({MediaType.APPLICATION_JSON, "text/csv"})
    @APIResponse(
            responseCode = "200",
            content = {
                @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = PayoutsView.class)),
                @Content(mediaType = "text/csv", schema = @Schema(implementation = String.class))
            })
    @Operation(
            summary = "A period's payout statement",
            description = "As CSV all of it, as JSON a page of lines; both of one moment.")
    public Response statement(
            @Parameter(description = "Business time, inclusive") @QueryParam("from") String fromText,
            @Parameter(description = "Business time, exclusive") @QueryParam("to") String toText,
            @QueryParam("cursor") String cursorText,
            @QueryParam("limit") String limitText,
            @Context Request request) {
        Instant from = required("from", fromText);
        Instant to = required("to", toText);
        if (!to.isAfter(from)) {
            throw Problem.parameter("to", "must be after from").exception();
        }
        Cursor cursor = Cursor.read(cursorText, Instant.class, UUID.class);
        int limit = Page.limit(limitText);
        Variant wanted = request.selectVariant(
                Variant.mediaTypes(MediaType.APPLICATION_JSON_TYPE, CSV).build());
        return wanted != null && wanted.getMediaType().isCompatible(CSV)
                ? exports.work(() -> csv(from, to))
                : Response.ok(json(from, to, cursor, limit), MediaType.APPLICATION_JSON_TYPE)
                        .build();
    }

    private static Instant required(String name, String text) {
        Instant time = Params.time(name, text);
        if (time == null) {
            throw Problem.parameter(name, "is required").exception();
        }
        return time;
    }

    private PayoutsView json(Instant from, Instant to, Cursor cursor, int limit) {
        return database.inSnapshot(tx -> {
            List<PayoutSum> sums = payouts.sums(tx, caller.businessId(), from, to);
            List<PayoutLine> lines = payouts.lines(
                    tx,
                    caller.businessId(),
                    from,
                    to,
                    cursor == null ? null : cursor.time(0),
                    cursor == null ? null : cursor.uuid(1),
                    limit + 1);
            Page<PayoutsView.LineView> page =
                    Page.of(lines, limit, PayoutsView::view, line -> Cursor.of(line.at(), line.transferId()));
            return new PayoutsView(
                    from, to, sums.stream().map(PayoutsView::view).toList(), page.data(), page.paging());
        });
    }

    /** Written to a file first, so that whatever goes wrong is said by the status, and no connection is kept for a slow reader. */
    private Response csv(Instant from, Instant to) {
        try {
            java.nio.file.Path file = Files.createTempFile("tresen-payouts", ".csv");
            try {
                write(file, from, to);
                long bytes = Files.size(file); // the name is gone once it is opened so
                return Response.ok(Files.newInputStream(file, StandardOpenOption.DELETE_ON_CLOSE))
                        .type(CSV)
                        .header("Content-Length", bytes)
                        .header("Content-Disposition", "attachment; filename=\"payouts.csv\"")
                        .header("Cache-Control", "private, no-store")
                        .build();
            } catch (IOException | RuntimeException e) {
                Files.deleteIfExists(file);
                throw e;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void write(java.nio.file.Path file, Instant from, Instant to) throws IOException {
        UUID businessId = caller.businessId();
        try (CsvWriter writer = CsvWriter.builder().build(file, StandardCharsets.UTF_8)) {
            PayoutsCsv csv = new PayoutsCsv(writer);
            database.inSnapshot(tx -> write(tx, businessId, from, to, csv));
        }
    }

    /** All of one moment: what is booked meanwhile, wherever in the period, is in none of the rows. */
    private PayoutsCsv write(Tx tx, UUID businessId, Instant from, Instant to, PayoutsCsv csv) {
        csv.open(from, payouts.sums(tx, businessId, from, to));
        PayoutLine last = null;
        List<PayoutLine> lines;
        do {
            Instant after = last == null ? null : last.at();
            UUID afterId = last == null ? null : last.transferId();
            lines = payouts.lines(tx, businessId, from, to, after, afterId, AT_A_TIME);
            lines.forEach(csv::add);
            last = lines.isEmpty() ? last : lines.get(lines.size() - 1);
        } while (lines.size() == AT_A_TIME);
        csv.close(to);
        return csv;
    }
}
