package io.tresen.messaging;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.UUID;
import org.junit.jupiter.api.Test;

class IdsTest {

    private static final UUID DNS = UUID.fromString("6ba7b810-9dad-11d1-80b4-00c04fd430c8");

    @Test
    void aDerivedIdIsTheOneOfRFC9562AppendixA4() {
        assertEquals(UUID.fromString("2ed6657d-e927-568b-95e1-2665a8aea6a2"), Ids.v5(DNS, "www.example.com"));
    }

    @Test
    void aNameBeyondASCIIIsHashedAsUTF8() {
        // uuid.uuid5(uuid.NAMESPACE_DNS, "Käse 🧀") of Python's standard library
        assertEquals(UUID.fromString("b8a848c1-cef1-5bb8-a4dd-736e561359d8"), Ids.v5(DNS, "Käse 🧀"));
    }

    @Test
    void aNewIdIsOfVersion7AndDiffersFromTheOneBefore() {
        UUID id = Ids.v7();
        assertEquals(7, id.version());
        assertEquals(2, id.variant());
        assertNotEquals(id, Ids.v7());
    }

    @Test
    void onlyThe36CharacterFormIsRead() {
        assertEquals(DNS, Ids.parse("6BA7B810-9dad-11d1-80b4-00c04fd430c8"));
        for (String wrong : new String[] {"1-1-1-1-1", "6ba7b8109dad11d180b400c04fd430c8", "", null}) {
            assertNull(Ids.parse(wrong), wrong);
        }
    }
}
