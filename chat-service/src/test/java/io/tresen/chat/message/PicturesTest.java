package io.tresen.chat.message;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PicturesTest {

    private static Optional<String> of(String head) {
        return Pictures.typeOf(head.getBytes(StandardCharsets.ISO_8859_1));
    }

    @Test
    void aPictureIsKnownByItsFirstBytes() {
        assertEquals(Optional.of("image/jpeg"), of("\u00ff\u00d8\u00ff\u00e0rest"));
        assertEquals(Optional.of("image/png"), of("\u0089PNG\r\n\u001a\n"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "<svg xmlns", "<html>ab", "GIF89a..", "%PDF-1.7", "\u00ff\u00d8", "\u0089PNG\n\u001a\n"})
    void whateverElseCanBeUploadedIsNone(String head) {
        assertEquals(Optional.empty(), of(head));
    }
}
