package io.tresen.catalog;

import de.siegmar.fastcsv.reader.CommentStrategy;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.function.UnaryOperator;

/**
 * A CSV file (RFC 4180, UTF-8 with or without BOM) read record by record: never more than one record and a small buffer are
 * in memory. Empty lines are no records.
 */
final class CsvFile implements RecordFile {

    private final CsvReader<CsvRecord> reader;
    private final Iterator<CsvRecord> records;
    private final Map<String, Integer> columns = new HashMap<>();
    private final int width;

    /**
     * @param names what a column of the header is called beside its own name; a column that has the name itself goes before
     * @throws UnreadableFile when it is empty, not UTF-8, or lacks one of the columns
     */
    CsvFile(InputStream in, Collection<String> required, UnaryOperator<String> names) {
        Reader text = new InputStreamReader(
                in,
                StandardCharsets.UTF_8
                        .newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT));
        reader = CsvReader.builder()
                .commentStrategy(CommentStrategy.NONE)
                .skipEmptyLines(true)
                .maxBufferSize(LARGEST_RECORD)
                .ofCsvRecord(text);
        records = reader.iterator();
        if (!hasMore()) {
            throw new UnreadableFile("empty-file", "The file has no header");
        }
        List<String> header = header(record().getFields());
        for (int i = 0; i < header.size(); i++) {
            columns.putIfAbsent(header.get(i), i);
        }
        for (int i = 0; i < header.size(); i++) {
            columns.putIfAbsent(names.apply(header.get(i)), i);
        }
        width = header.size();
        List<String> missing =
                required.stream().filter(column -> !columns.containsKey(column)).toList();
        if (!missing.isEmpty()) {
            throw new UnreadableFile(
                    "missing-column",
                    "The header lacks " + String.join(", ", missing) + "; columns are parted by commas");
        }
    }

    private static List<String> header(List<String> cells) {
        List<String> names = new ArrayList<>(cells);
        if (names.get(0).startsWith("\uFEFF")) {
            names.set(0, names.get(0).substring(1));
        }
        names.replaceAll(String::strip);
        return names;
    }

    @Override
    public boolean hasNext() {
        return hasMore();
    }

    /** @throws UnreadableFile when the rest of the file can't be read */
    @Override
    public CsvRow next() {
        if (!hasMore()) {
            throw new NoSuchElementException();
        }
        CsvRecord record = record();
        return new CsvRow(record.getStartingLineNumber(), columns, record.getFields());
    }

    /** How many columns the header has. */
    @Override
    public int width() {
        return width;
    }

    private boolean hasMore() {
        try {
            return records.hasNext();
        } catch (CsvParseException | UncheckedIOException e) {
            throw unreadable(e);
        }
    }

    private CsvRecord record() {
        try {
            return records.next();
        } catch (CsvParseException | UncheckedIOException e) {
            throw unreadable(e);
        }
    }

    /** A fault of the file as such; anything else, the database away for one, is thrown on as it is. */
    private static RuntimeException unreadable(RuntimeException e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof CharacterCodingException) {
                return new UnreadableFile("not-utf-8", "The file is not UTF-8");
            }
        }
        if (e instanceof CsvParseException && !(e.getCause() instanceof IOException)) {
            return new UnreadableFile(
                    "not-csv", "A record is larger than " + LARGEST_RECORD + " characters; is a quote not closed?");
        }
        return e;
    }

    @Override
    public void close() {
        try {
            reader.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
