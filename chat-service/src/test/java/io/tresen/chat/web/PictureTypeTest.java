package io.tresen.chat.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a file is, by its first bytes. */
class PictureTypeTest {

    @Test
    void picturesAreKnownByTheirFirstBytes() {
        Map<String, PictureType> known = Map.of(
                "FFD8FFE000104A464946", PictureType.JPEG,
                "89504E470D0A1A0A0000", PictureType.PNG,
                "474946383961", PictureType.GIF,
                "52494646241A000057454250565038", PictureType.WEBP,
                "0000002066747970617669660000", PictureType.AVIF);
        known.forEach((hex, type) ->
                assertEquals(Optional.of(type), PictureType.of(HexFormat.of().parseHex(hex)), hex));
    }

    @Test
    void anSvgMayHaveAPrologueAndCommentsBeforeIt() {
        for (String svg : List.of(
                "<svg xmlns='http://www.w3.org/2000/svg'/>",
                "\uFEFF  <svg>",
                "<?xml version='1.0'?>\n"
                        + "<!-- made by -- somebody -->\n"
                        + "<!DOCTYPE svg PUBLIC '-//W3C//DTD SVG 1.1//EN' 'x'>\n"
                        + "<svg ")) {
            assertEquals(Optional.of(PictureType.SVG), PictureType.of(svg.getBytes(UTF_8)), svg);
        }
    }

    @Test
    void whatIsNoPictureIsNone() {
        for (String other : List.of(
                "",
                "<html><svg></svg></html>",
                "<!DOCTYPE html><svg>",
                "<!DOCTYPE svg [<!ENTITY a 'b'>]><svg>",
                "<script>alert(1)</script>",
                "<svgx>",
                "RIFF1234WAVEfmt ",
                "%PDF-1.7",
                "GIF88a")) {
            assertEquals(Optional.empty(), PictureType.of(other.getBytes(UTF_8)), other);
        }
    }

    @Test
    void noFileTakesLongToBeKnownAsNone() {
        byte[] comments = "<!---->".repeat(1_000).getBytes(UTF_8);
        byte[] blanks = (" ".repeat(1_000) + "x").getBytes(UTF_8);
        assertTimeoutPreemptively(Duration.ofSeconds(2), () -> {
            assertEquals(Optional.empty(), PictureType.of(comments));
            assertEquals(Optional.empty(), PictureType.of(blanks));
        });
    }
}
