package io.tresen.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class CsvFileTest {

    @Test
    void theLineIsThePhysicalOneWhereTheRecordBegins() {
        List<CsvRow> rows = read("a,b\r\n1,\"two\r\nlines\"\r\n\r\n2,x\n3,\"y\"\"\n\n\"\n4,z");
        assertEquals(List.of(2L, 5L, 6L, 9L), rows.stream().map(CsvRow::line).toList());
        assertEquals("two\r\nlines", rows.get(0).raw("b"));
        assertEquals("y\"\n\n", rows.get(2).raw("b"));
    }

    @Test
    void aByteOrderMarkIsNoPartOfTheFirstColumn() {
        assertEquals("1", read("\uFEFFa,b\n1,2").get(0).get("a"));
    }

    @Test
    void aFileThatIsNoneIsRefused() {
        assertEquals("empty-file", refused(new byte[0]));
        assertEquals("missing-column", refused("x,y\n1,2".getBytes(StandardCharsets.UTF_8)));
        assertEquals("missing-column", refused("a;b\n1;2".getBytes(StandardCharsets.UTF_8)));
        assertEquals("not-utf-8", refused("a,b\n1,Gr\u00fcn".getBytes(StandardCharsets.ISO_8859_1)));
        assertEquals(
                "not-csv",
                refused(("a,b\n1,\"" + "x".repeat(CsvFile.LARGEST_RECORD + 9)).getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void onlyASmallBufferIsReadAhead() {
        Generated file = new Generated(100_000);
        long rows = 0;
        try (CsvFile csv = new CsvFile(file, List.of("a"), UnaryOperator.identity())) {
            while (csv.hasNext()) {
                CsvRow row = csv.next();
                rows++;
                assertTrue(file.sent - row.line() * Generated.ROW < 200_000, "read ahead at line " + row.line());
            }
        }
        assertEquals(100_000, rows);
    }

    /** Makes rows of a fixed size as they are asked for. */
    private static final class Generated extends InputStream {
        static final int ROW = 500;
        private final long size;
        private long sent;

        Generated(long rows) {
            size = (rows + 1) * ROW;
        }

        @Override
        public int read() {
            if (sent == size) {
                return -1;
            }
            long at = sent++ % ROW;
            return at == 0 ? 'a' : at == ROW - 1 ? '\n' : at == 1 ? ',' : 'x';
        }
    }

    private static String refused(byte[] bytes) {
        return assertThrows(UnreadableFile.class, () -> read(bytes)).code();
    }

    private static List<CsvRow> read(String text) {
        return read(text.getBytes(StandardCharsets.UTF_8));
    }

    private static List<CsvRow> read(byte[] bytes) {
        List<CsvRow> rows = new ArrayList<>();
        try (CsvFile file = new CsvFile(new ByteArrayInputStream(bytes), List.of("a", "b"), UnaryOperator.identity())) {
            file.forEachRemaining(rows::add);
        }
        return rows;
    }
}
