package io.tresen.catalog;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Set;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;

/**
 * A feed as RSS 2.0 or Atom: an {@code item} or {@code entry} is a record, its child elements are the columns, those in Google's
 * namespace before the format's own of the same name. Only columns that {@link MetaFeedRows} reads are kept, and only with a text.
 * What lies deeper (a shipping fee has a price too) is no column, nor is what is in another namespace (a picture has a title too).
 */
final class MetaFeedXml implements RecordFile {

    private static final String GOOGLE = "http://base.google.com/ns/1.0";
    /** How feeds write it as well, though to XML these are other namespaces. */
    private static final Set<String> ALSO_GOOGLE =
            Set.of("https://base.google.com/ns/1.0", GOOGLE + "/", "https://base.google.com/ns/1.0/");

    private static final String ATOM = "http://www.w3.org/2005/Atom";
    private static final Set<String> ROOTS = Set.of("rss", "feed");
    private static final Set<String> RECORDS = Set.of("item", "entry");
    /** Atom's names for what RSS calls otherwise. */
    private static final Map<String, String> SAME = Map.of("summary", "description", "content", "description");

    private final BoundedXml xml;
    /** Namespaces of the feed's own elements: none, Atom's, Google's, and whatever the root is in. */
    private final Set<String> own = new HashSet<>(Set.of("", ATOM, GOOGLE));

    private CsvRow next;

    /** @throws UnreadableFile when it is no feed */
    MetaFeedXml(InputStream in) {
        try {
            xml = new BoundedXml(in);
            while (xml.next() != XMLStreamConstants.START_ELEMENT) {
                // declarations and comments
            }
            if (!ROOTS.contains(xml.name())) {
                throw new UnreadableFile("not-a-feed", "The file is neither RSS 2.0 nor Atom");
            }
            own.add(namespace());
            next = read();
        } catch (XMLStreamException | NoSuchElementException e) {
            throw unreadable();
        }
    }

    @Override
    public boolean hasNext() {
        return next != null;
    }

    @Override
    public CsvRow next() {
        if (next == null) {
            throw new NoSuchElementException();
        }
        CsvRow row = next;
        try {
            next = read();
        } catch (XMLStreamException e) {
            throw unreadable();
        }
        return row;
    }

    /** Whatever a record has. */
    @Override
    public int width() {
        return Integer.MAX_VALUE;
    }

    /** The next record; null at the end of the file. */
    private CsvRow read() throws XMLStreamException {
        int line = xml.line();
        while (xml.hasNext()) {
            xml.begin();
            if (xml.next() == XMLStreamConstants.START_ELEMENT
                    && RECORDS.contains(xml.name())
                    && own.contains(namespace())) {
                return record(line);
            }
            line = xml.line(); // where this ends, the next begins
        }
        return null;
    }

    private CsvRow record(long line) throws XMLStreamException {
        Map<String, String> plain = new HashMap<>();
        Map<String, String> google = new HashMap<>();
        for (int event = xml.next(); event != XMLStreamConstants.END_ELEMENT; event = xml.next()) {
            if (event == XMLStreamConstants.START_ELEMENT) {
                String namespace = namespace();
                boolean ofGoogle = GOOGLE.equals(namespace);
                String name = ofGoogle ? xml.name() : SAME.getOrDefault(xml.name(), xml.name());
                String text = text();
                if (own.contains(namespace) && MetaFeedRows.COLUMNS.contains(name) && !text.isBlank()) {
                    (ofGoogle ? google : plain).putIfAbsent(name, text);
                }
            }
        }
        plain.putAll(google);
        Map<String, Integer> columns = new HashMap<>();
        List<String> cells = new ArrayList<>();
        plain.forEach((name, text) -> {
            columns.put(name, cells.size());
            cells.add(text);
        });
        return new CsvRow(line, columns, cells);
    }

    /** Of the element that begins here; "" for none, and Google's however it is written. */
    private String namespace() {
        String namespace = Objects.requireNonNullElse(xml.namespace(), "");
        return ALSO_GOOGLE.contains(namespace) ? GOOGLE : namespace;
    }

    /** The element's own text, up to its end. */
    private String text() throws XMLStreamException {
        StringBuilder text = new StringBuilder();
        for (int depth = 1; depth > 0; ) {
            switch (xml.next()) {
                case XMLStreamConstants.START_ELEMENT -> depth++;
                case XMLStreamConstants.END_ELEMENT -> depth--;
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE -> {
                    if (depth == 1) {
                        text.append(xml.text());
                    }
                }
                default -> {
                    // comments and the like
                }
            }
        }
        return text.toString();
    }

    /**
     * Whatever the parser can't read is the file's fault, be it an IOException as for an encoding that Java does not have: the file
     * comes out of the database, whose failures are RuntimeExceptions and go through the parser as they are.
     */
    private static UnreadableFile unreadable() {
        return new UnreadableFile("not-xml", "The file is not well-formed XML");
    }

    @Override
    public void close() {
        try {
            xml.close();
        } catch (XMLStreamException | IOException e) {
            throw unreadable();
        }
    }
}
