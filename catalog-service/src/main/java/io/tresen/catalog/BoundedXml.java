package io.tresen.catalog;

import java.io.IOException;
import java.io.InputStream;
import java.util.HashSet;
import java.util.Set;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * XML, read event by event in bounded memory whatever is in the file: the parser keeps the elements that are open and, up to the
 * end, every name and every address of a namespace. Reads no DTD and fetches nothing. What no parser can read is an {@link
 * XMLStreamException}.
 */
final class BoundedXml implements AutoCloseable {

    private static final int MOST_NAMES = 10_000;
    private static final int MOST_CHARS_OF_NAMES = 1 << 20;
    private static final int DEEPEST = 200;

    private final RecordBound in;
    private final XMLStreamReader reader;
    private final Set<String> names = new HashSet<>();
    private int charsOfNames;
    private int depth;
    private int size;

    BoundedXml(InputStream in) throws XMLStreamException {
        this.in = new RecordBound(in);
        XMLInputFactory factory = XMLInputFactory.newFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, true);
        reader = factory.createXMLStreamReader(this.in);
    }

    /** What is read from here on may be a record. */
    void begin() {
        in.begin();
        size = 0;
    }

    /**
     * The next event, one of {@link XMLStreamConstants}.
     *
     * @throws UnreadableFile when the record, or what the parser has to keep, is too large
     */
    int next() throws XMLStreamException {
        int event = reader.next();
        switch (event) {
            case XMLStreamConstants.START_ELEMENT -> {
                depth++;
                element();
            }
            case XMLStreamConstants.END_ELEMENT -> depth--;
            case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE ->
                size += reader.getTextLength();
            case XMLStreamConstants.PROCESSING_INSTRUCTION -> know(reader.getPITarget());
            default -> {
                // comments and the like are not kept
            }
        }
        if (size > RecordFile.LARGEST_RECORD) {
            throw RecordBound.tooLarge();
        }
        if (depth > DEEPEST || names.size() > MOST_NAMES || charsOfNames > MOST_CHARS_OF_NAMES) {
            throw new UnreadableFile(
                    "not-a-feed",
                    "The file has more than " + MOST_NAMES
                            + " names of elements and attributes, or elements deeper than " + DEEPEST
                            + " in one another");
        }
        return event;
    }

    private void element() {
        size += CsvRow.CELL + know(name(reader.getPrefix(), reader.getLocalName()));
        for (int i = 0; i < reader.getAttributeCount(); i++) {
            size += CsvRow.CELL
                    + know(name(reader.getAttributePrefix(i), reader.getAttributeLocalName(i)))
                    + reader.getAttributeValue(i).length();
        }
        for (int i = 0; i < reader.getNamespaceCount(); i++) {
            size += CsvRow.CELL + know(reader.getNamespacePrefix(i)) + know(reader.getNamespaceURI(i));
        }
    }

    /** Its length; null is what the default namespace has for a prefix, and an empty one for an address. */
    private int know(String name) {
        if (name == null) {
            return 0;
        }
        if (names.add(name)) {
            charsOfNames += name.length();
        }
        return name.length();
    }

    private static String name(String prefix, String local) {
        return prefix == null || prefix.isEmpty() ? local : prefix + ":" + local;
    }

    boolean hasNext() throws XMLStreamException {
        return reader.hasNext();
    }

    /** Of the element that begins or ends here, without its prefix. */
    String name() {
        return reader.getLocalName();
    }

    /** Of the element that begins or ends here; null for none. */
    String namespace() {
        return reader.getNamespaceURI();
    }

    /** Of the characters here. */
    String text() {
        return reader.getText();
    }

    /** Where the event ends. */
    int line() {
        return reader.getLocation().getLineNumber();
    }

    @Override
    public void close() throws XMLStreamException, IOException {
        reader.close();
        in.close();
    }
}
