package io.tresen.order.rest;

import io.tresen.messaging.rest.Fields;
import io.tresen.order.WantedUnits;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Reads {@code lines} of a shipment or return. */
final class LinesBody {

    static final int MOST_LINES = 100;
    private static final int MOST_UNITS = 9_999;

    /** So many units of one product. */
    public record Line(String retailerId, @Schema(minimum = "1", maximum = "" + MOST_UNITS) Integer quantity) {}

    private LinesBody() {}

    /** What is named; null for all that is left. Faults are noted in {@code fields}. */
    static List<WantedUnits> read(Fields fields, List<Line> lines) {
        if (fields.optionalList("/lines", lines, 1, MOST_LINES) == null) {
            return null;
        }
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < lines.size(); i++) {
            Line line = lines.get(i);
            RetailerIds.read(fields, "/lines/" + i + "/retailer_id", line.retailerId());
            fields.integer("/lines/" + i + "/quantity", line.quantity(), 1, MOST_UNITS);
            if (line.retailerId() != null && !seen.add(line.retailerId())) {
                fields.add("/lines/" + i + "/retailer_id", "must be in one line only");
            }
        }
        fields.check();
        return lines.stream()
                .map(line -> new WantedUnits(line.retailerId(), line.quantity()))
                .toList();
    }
}
