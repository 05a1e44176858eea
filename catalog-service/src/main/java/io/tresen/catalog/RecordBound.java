package io.tresen.catalog;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Lets no record grow without end: an XML parser hands a text on only when it has all of it. */
final class RecordBound extends FilterInputStream {

    /** As many characters, each of four bytes at most, and what the parser reads ahead. */
    private static final long MOST_BYTES = 4L * RecordFile.LARGEST_RECORD + (1 << 16);

    private long read;

    RecordBound(InputStream in) {
        super(in);
    }

    /** What is read from here on may be a record. */
    void begin() {
        read = 0;
    }

    @Override
    public int read() throws IOException {
        int one = super.read();
        count(one < 0 ? 0 : 1);
        return one;
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
        int n = super.read(bytes, from, length);
        count(n);
        return n;
    }

    private void count(int bytes) {
        read += Math.max(0, bytes);
        if (read > MOST_BYTES) {
            throw tooLarge();
        }
    }

    static UnreadableFile tooLarge() {
        return new UnreadableFile(
                "record-too-large",
                "A record is larger than " + RecordFile.LARGEST_RECORD + " characters; is an element not closed?");
    }
}
