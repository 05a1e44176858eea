package io.tresen.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Enumeration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;

/** Feeds that are small on the wire and would be large in memory. What was read of one when it is refused bounds what it takes. */
class BoundedXmlTest {

    private static final int PIECES = 2_000_000;
    private static final int READ_AHEAD = 1 << 14;

    @Test
    void aRecordOfEmptyElementsIsTooLarge() {
        long most = RecordFile.LARGEST_RECORD / CsvRow.CELL * "<a/>".length() + READ_AHEAD;
        refused("record-too-large", most, "<rss><channel><item>", i -> "<a/>", "</item></channel></rss>");
        refused("record-too-large", most, "<rss><channel><item><id>", i -> "<a/>", "</id></item></channel></rss>");
    }

    @Test
    void attributesCountAsElementsDo() {
        String piece = "<a b=''  c='" + "x".repeat(64) + "'/>";
        long most = RecordFile.LARGEST_RECORD / (4L * CsvRow.CELL) * piece.length() + READ_AHEAD;
        refused("record-too-large", most, "<rss><channel><item>", i -> piece, "</item></channel></rss>");
    }

    @Test
    void textThatIsNoColumnCounts() {
        String piece = "<b>" + "x".repeat(1_000) + "</b>";
        long most = RecordFile.LARGEST_RECORD + 2 * READ_AHEAD;
        refused("record-too-large", most, "<rss><channel><item><a>", i -> piece, "</a></item></channel></rss>");
    }

    @Test
    void namesBeyondTenThousandAreNoFeed() {
        long most = 10_001 * 60 + READ_AHEAD;
        String end = "</channel></rss>";
        refused("not-a-feed", most, "<rss><channel>", i -> "<item><a" + i + "/></item>", end);
        refused("not-a-feed", most, "<rss><channel>", i -> "<a" + i + "/>", end);
        refused("not-a-feed", most, "<rss><channel>", i -> "<a b" + i + "=''/>", end);
        refused("not-a-feed", most, "<rss><channel>", i -> "<a xmlns:b" + i + "='urn:a'/>", end);
        refused("not-a-feed", most, "<rss><channel>", i -> "<a xmlns='urn:" + i + "'/>", end);
        refused("not-a-feed", most, "<rss><channel>", i -> "<?a" + i + "?>", end);
        refused("not-a-feed", most, "", i -> "<?a" + i + "?>", "<rss/>");
    }

    @Test
    void fewNamesOfGreatLengthAreNoFeed() {
        String address = "a".repeat(900); // the parser itself takes up to 1000
        long most = (1 << 20) / 900 * 1_000 + READ_AHEAD;
        refused("not-a-feed", most, "<rss>", i -> "<a xmlns='" + address + i + "'/>", "</rss>");
    }

    @Test
    void elementsThatAreNeverClosedAreNoFeed() {
        refused("not-a-feed", READ_AHEAD, "<rss><channel>", i -> "<a>", "");
        refused("not-a-feed", READ_AHEAD, "<rss><channel><item>", i -> "<a>", "");
    }

    /** @param most bytes that may be read until then */
    private static void refused(String code, long most, String begin, IntFunction<String> piece, String end) {
        AtomicLong read = new AtomicLong();
        Enumeration<InputStream> pieces = new Enumeration<>() {
            private int no;

            @Override
            public boolean hasMoreElements() {
                return no < PIECES + 2;
            }

            @Override
            public InputStream nextElement() {
                String text = no == 0 ? begin : no == PIECES + 1 ? end : piece.apply(no);
                no++;
                read.addAndGet(text.length());
                return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
            }
        };
        UnreadableFile refusal = assertThrows(UnreadableFile.class, () -> {
            InputStream in = new SequenceInputStream(pieces) {
                @Override
                public void close() {
                    // the JDK's reads all that is left
                }
            };
            try (MetaFeedXml file = new MetaFeedXml(in)) {
                file.forEachRemaining(row -> {});
            }
        });
        assertEquals(code, refusal.code());
        assertTrue(read.get() <= most, () -> "read " + read + " of at most " + most);
    }
}
