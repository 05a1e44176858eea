package io.tresen.chat.rest;

import io.tresen.chat.OpeningHours;
import io.tresen.chat.OpeningTimes;
import io.tresen.messaging.db.Database;
import io.tresen.messaging.rest.Allowed;
import io.tresen.messaging.rest.Caller;
import io.tresen.messaging.rest.Fields;
import io.tresen.messaging.rest.Problem;
import io.tresen.messaging.rest.Role;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/** When people of the business answer, and what is said when they don't. Without any, somebody is always there. */
@Path("/chat/v1/business/opening-hours")
@Allowed(Role.BUSINESS)
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class OpeningHoursResource {

    private static final int SPANS_A_DAY = 6;
    private static final int AWAY_MESSAGE = 1000;
    private static final String TIME = "([01][0-9]|2[0-3]):[0-5][0-9]";
    private static final String MIDNIGHT = "24:00";

    private final OpeningTimes openings;
    private final Database database;
    private final Caller caller;

    OpeningHoursResource(OpeningTimes openings, Database database, Caller caller) {
        this.openings = openings;
        this.database = database;
        this.caller = caller;
    }

    /** {@code HH:mm}; {@code to} may be {@code 24:00}. */
    public record Span(String from, String to) {}

    /** Spans in their order by lower-case English weekday; a day without any is closed. */
    public record Hours(String timeZone, Map<String, List<Span>> days, String awayMessage) {}

    @GET
    @Allowed(value = Role.BUSINESS, agents = true)
    public Hours read() {
        return database.read(tx -> openings.find(tx, caller.businessId()))
                .map(OpeningHoursResource::view)
                .orElseThrow(() -> Problem.notFound().exception());
    }

    @PUT
    public Hours put(Hours body) {
        Fields fields = new Fields();
        fields.text("/time_zone", body.timeZone(), 1, 60);
        boolean known = body.timeZone() != null && ZoneId.getAvailableZoneIds().contains(body.timeZone());
        if (body.timeZone() != null && !known) {
            fields.add("/time_zone", "must be an IANA time zone");
        }
        fields.optionalText("/away_message", body.awayMessage(), 1, AWAY_MESSAGE);
        Map<DayOfWeek, List<OpeningHours.Span>> days = new EnumMap<>(DayOfWeek.class);
        if (fields.required("/days", body.days()) != null) {
            body.days().forEach((word, spans) -> {
                DayOfWeek day = fields.word("/days/" + word, word, DayOfWeek.class);
                List<OpeningHours.Span> read = spans(fields, "/days/" + word, spans);
                if (day != null && !read.isEmpty()) {
                    days.put(day, read);
                }
            });
        }
        fields.check();
        OpeningTimes.Setting setting =
                new OpeningTimes.Setting(new OpeningHours(ZoneId.of(body.timeZone()), days), body.awayMessage());
        database.run(tx -> openings.put(tx, caller.businessId(), setting));
        return view(setting);
    }

    @DELETE
    @APIResponse(responseCode = "204", description = "Somebody is always there")
    public Response remove() {
        database.run(tx -> openings.remove(tx, caller.businessId()));
        return Response.noContent().build();
    }

    private static List<OpeningHours.Span> spans(Fields fields, String pointer, List<Span> spans) {
        List<OpeningHours.Span> read = new ArrayList<>();
        if (fields.list(pointer, spans, 0, SPANS_A_DAY) == null) {
            return read;
        }
        for (int i = 0; i < spans.size(); i++) {
            Span span = spans.get(i);
            String at = pointer + '/' + i;
            boolean shaped = span != null
                    && String.valueOf(span.from()).matches(TIME)
                    && (String.valueOf(span.to()).matches(TIME) || MIDNIGHT.equals(span.to()));
            if (!shaped) {
                fields.add(at, "must have from and to as HH:mm");
                continue;
            }
            LocalTime to = span.to().equals(MIDNIGHT) ? LocalTime.MIDNIGHT : LocalTime.parse(span.to());
            OpeningHours.Span next = new OpeningHours.Span(LocalTime.parse(span.from()), to);
            boolean behind = read.isEmpty() || isBehind(next, read.get(read.size() - 1));
            if (!next.isSound() || span.to().equals("00:00") || !behind) {
                fields.add(at, "must end after it begins, and begin after the one before has ended");
            }
            read.add(next);
        }
        return read;
    }

    private static boolean isBehind(OpeningHours.Span next, OpeningHours.Span before) {
        return !before.to().equals(LocalTime.MIDNIGHT) && !next.from().isBefore(before.to());
    }

    private static Hours view(OpeningTimes.Setting setting) {
        Map<String, List<Span>> days = new LinkedHashMap<>();
        for (DayOfWeek day : DayOfWeek.values()) {
            days.put(
                    day.name().toLowerCase(Locale.ROOT),
                    setting.hours().days().getOrDefault(day, List.of()).stream()
                            .map(OpeningHoursResource::view)
                            .toList());
        }
        return new Hours(setting.hours().zone().getId(), days, setting.awayMessage());
    }

    private static Span view(OpeningHours.Span span) {
        return new Span(
                span.from().toString(),
                span.to().equals(LocalTime.MIDNIGHT) ? MIDNIGHT : span.to().toString());
    }
}
