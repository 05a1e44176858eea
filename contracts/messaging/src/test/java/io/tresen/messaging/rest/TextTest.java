package io.tresen.messaging.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextTest {

    @Test
    void lengthsCountCodePoints() {
        assertEquals(2, Text.length("a🧀"));
    }

    @Test
    void NULAndLoneSurrogatesAreNoText() {
        assertTrue(Text.isSound("a🧀b\n"));
        for (String wrong : new String[] {"a\0", "\ud83e", "\uddc0", "\uddc0\ud83e", "\ud83e\ud83e\uddc0"}) {
            assertFalse(Text.isSound(wrong));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/a%2Fb?q=%C3%A4&x=%25", "/%F0%9F%A7%80", "/a+b?c=%20", "*", "/a%2f"})
    void aTargetOfPercentEncodedUTF8IsSound(String target) {
        assertTrue(Text.isSoundTarget(target));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/%", "/%4", "/%zz", "/%00", "/?q=%00", "/%ff", "/%C3", "/%ED%A0%80", "/%C0%80", "/?a=%C3%28"})
    void aTargetOfAnythingElseIsNot(String target) {
        assertFalse(Text.isSoundTarget(target));
    }
}
