package io.tresen.catalog;

import java.util.Iterator;

/**
 * A file read record by record: never more than one record and a small buffer are in memory. All but {@link #width} and {@link
 * #close} throws {@link UnreadableFile} when the rest of the file can't be read.
 */
interface RecordFile extends Iterator<CsvRow>, AutoCloseable {

    /** The largest record in characters; an unclosed quote or element would swallow the rest of the file. */
    int LARGEST_RECORD = 1 << 21;

    /** How many columns its records may have. */
    int width();

    @Override
    void close();
}
