package io.tresen.catalog;

import java.io.CharConversionException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * A feed as RSS 2.0 or Atom: an {@code item} or {@code entry} is a record, its child elements are the columns, those in Google's
 * namespace before the format's own of the same name. What lies deeper (a shipping fee has a price too) is no column. Reads no
 * DTD and fetches nothing.
 */
final class MetaFeedXml implements RecordFile {

    private static final String GOOGLE = "http://base.google.com/ns/1.0";
    private static final Set<String> ROOTS = Set.of("rss", "feed");
    private static final Set<String> RECORDS = Set.of("item", "entry");
    /** Atom's names for what RSS calls otherwise. */
    private static final Map<String, String> SAME = Map.of("summary", "description", "content", "description");

    private final RecordBound in;
    private final XMLStreamReader reader;
    private CsvRow next;

    /** @throws UnreadableFile when it is no feed */
    MetaFeedXml(InputStream in) {
        this.in = new RecordBound(in);
        XMLInputFactory factory = XMLInputFactory.newFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, true);
        try {
            reader = factory.createXMLStreamReader(this.in);
            while (reader.next() != XMLStreamConstants.START_ELEMENT) {
                // declarations and comments
            }
            if (!ROOTS.contains(reader.getLocalName())) {
                throw new UnreadableFile("not-a-feed", "The file is neither RSS 2.0 nor Atom");
            }
            next = read();
        } catch (XMLStreamException | NoSuchElementException e) {
            throw unreadable(e);
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
            throw unreadable(e);
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
        int line = reader.getLocation().getLineNumber();
        while (reader.hasNext()) {
            in.begin();
            int event = reader.next();
            if (event == XMLStreamConstants.START_ELEMENT && RECORDS.contains(reader.getLocalName())) {
                return record(line);
            }
            line = reader.getLocation().getLineNumber(); // where this ends, the next begins
        }
        return null;
    }

    private CsvRow record(long line) throws XMLStreamException {
        Map<String, String> own = new HashMap<>();
        Map<String, String> google = new HashMap<>();
        int size = 0;
        while (reader.next() != XMLStreamConstants.END_ELEMENT) {
            if (reader.isStartElement()) {
                boolean ofGoogle = GOOGLE.equals(reader.getNamespaceURI());
                String name = reader.getLocalName();
                String text = text(LARGEST_RECORD - size);
                size += text.length();
                (ofGoogle ? google : own).putIfAbsent(ofGoogle ? name : SAME.getOrDefault(name, name), text);
            }
        }
        own.putAll(google);
        Map<String, Integer> columns = new HashMap<>();
        List<String> cells = new ArrayList<>();
        own.forEach((name, text) -> {
            columns.put(name, cells.size());
            cells.add(text);
        });
        return new CsvRow(line, columns, cells);
    }

    /** The element's own text, up to its end. @param most characters */
    private String text(int most) throws XMLStreamException {
        StringBuilder text = new StringBuilder();
        for (int depth = 1; depth > 0; ) {
            switch (reader.next()) {
                case XMLStreamConstants.START_ELEMENT -> depth++;
                case XMLStreamConstants.END_ELEMENT -> depth--;
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE -> {
                    if (depth == 1) {
                        text.append(reader.getText());
                    }
                }
                default -> {
                    // comments and the like
                }
            }
            if (text.length() > most) {
                throw RecordBound.tooLarge();
            }
        }
        return text.toString();
    }

    /** A fault of the file as such; a stream that broke off, the database away for one, is thrown on as it is. */
    private static RuntimeException unreadable(Exception e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof IOException io && !(cause instanceof CharConversionException)) {
                return new UncheckedIOException(io);
            }
        }
        if (e instanceof XMLStreamException fault
                && fault.getNestedException() instanceof IOException io
                && !(io instanceof CharConversionException)) {
            return new UncheckedIOException(io);
        }
        return new UnreadableFile("not-xml", "The file is not well-formed XML");
    }

    @Override
    public void close() {
        try {
            reader.close();
            in.close();
        } catch (XMLStreamException e) {
            throw unreadable(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
