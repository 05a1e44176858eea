package io.tresen.payment.rest;

import de.siegmar.fastcsv.writer.CsvWriter;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Currency;
import java.util.List;
import java.util.function.Consumer;

/**
 * A table as a file. It is written whole before the first byte is sent: whoever reads it takes what is missing for never
 * having been.
 */
final class CsvAnswer {

    static final String TYPE = "text/csv";

    private CsvAnswer() {}

    /** @param rows writes each row to what it is given */
    static Response of(String name, List<String> columns, Consumer<Consumer<List<String>>> rows) {
        try {
            Path file = Files.createTempFile("tresen-statement", ".csv");
            try {
                try (CsvWriter csv = CsvWriter.builder().build(file, StandardCharsets.UTF_8)) {
                    csv.writeRecord(columns);
                    rows.accept(csv::writeRecord);
                }
                long bytes = Files.size(file); // the name is gone once it is opened so
                return Response.ok(Files.newInputStream(file, StandardOpenOption.DELETE_ON_CLOSE))
                        .type(TYPE + "; charset=utf-8")
                        .header("Content-Length", bytes)
                        .header("Content-Disposition", "attachment; filename=\"" + name + "\"")
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

    /** A text that no spreadsheet takes for a formula; empty for null. */
    static String text(Object value) {
        String text = value == null ? "" : value.toString();
        return !text.isEmpty() && "=+-@\t\r\n".indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
    }

    /** An amount in the currency's own digits: {@code -19.90}, {@code 1990}, {@code 1.990}. */
    static String amount(long minor, String currency) {
        int digits = Math.max(0, Currency.getInstance(currency).getDefaultFractionDigits());
        return BigDecimal.valueOf(minor, digits).toPlainString();
    }
}
