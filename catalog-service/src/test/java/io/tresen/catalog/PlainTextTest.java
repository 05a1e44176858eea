package io.tresen.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlainTextTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<p>Soft &amp; warm</p><p>Washable</p>|Soft & warm//Washable",
                "<ul>/  <li>green</li>/  <li>black</li>/</ul>|- green//- black",
                "one<br>two<br/>three|one/two/three",
                "first/second <b>third</b>|first/second third",
                "<p>a</p><script>if (1 < 2) x()</script><style>p {}</style><p>b</p>|a//b",
                "<svg><style>p {}</style><text>drawn</text></svg>|drawn",
                "<table>/<tr>/<td>S</td>/<td>M</td></tr></table>|S/M",
                "<div><div><div>deep</div></div></div>|deep"
            })
    void blocksAndListEntriesBecomeLines(String html, String text) {
        assertEquals(text.replace("/", "\n"), PlainText.of(html.replaceAll("(?<!<)/(?!>)", "\n")));
    }

    @Test
    void aLineBreakWithinATagIsNoText() {
        assertEquals("Soft", PlainText.of("<p\nclass=\"x\"\n>Soft</p>"));
    }

    @Test
    void whatHasMoreTagsThanAnyFieldHasCharactersIsLeftToBeRefused() {
        String html = "<div>".repeat(400_000);
        assertEquals(html, assertTimeoutPreemptively(Duration.ofSeconds(2), () -> PlainText.of(html)));
    }

    /** Shapes that a browser's rules make slow: each tag looks through those that are open. */
    @ParameterizedTest
    @CsvSource({"<div>,''", "<b>,</i>", "<svg>,</x>", "<table><b>,''", "<a><div>,''", "<span>,</h1>"})
    void asManyTagsAsAreReadAreReadInTime(String open, String close) {
        String html = "Tea" + open.repeat(most(open, close)) + close.repeat(most(close, open));
        assertTrue(assertTimeoutPreemptively(Duration.ofSeconds(10), () -> PlainText.of(html))
                .contains("Tea"));
    }

    /** Each has its half. */
    private static int most(String tags, String others) {
        int each = (int) tags.chars().filter(c -> c == '<').count();
        return each == 0 ? 0 : ProductRules.DESCRIPTION / (others.isEmpty() ? 1 : 2) / each;
    }
}
