package io.tresen.messaging;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.UUID;
import org.junit.jupiter.api.Test;

class IdsTest {

    private static final UUID DNS = UUID.fromString("6ba7b810-9dad-11d1-80b4-00c04fd430c8");

    @Test
    void a_derived_id_is_the_one_of_RFC_9562_appendix_A4() {
        assertEquals(UUID.fromString("2ed6657d-e927-568b-95e1-2665a8aea6a2"), Ids.v5(DNS, "www.example.com"));
    }

    @Test
    void a_name_beyond_ASCII_is_hashed_as_UTF_8() {
        // uuid.uuid5(uuid.NAMESPACE_DNS, "Käse 🧀") of Python's standard library
        assertEquals(UUID.fromString("b8a848c1-cef1-5bb8-a4dd-736e561359d8"), Ids.v5(DNS, "Käse 🧀"));
    }

    @Test
    void a_new_id_is_of_version_7_and_differs_from_the_one_before() {
        UUID id = Ids.v7();
        assertEquals(7, id.version());
        assertEquals(2, id.variant());
        assertNotEquals(id, Ids.v7());
    }

    @Test
    void only_the_36_character_form_is_read() {
        assertEquals(DNS, Ids.parse("6BA7B810-9dad-11d1-80b4-00c04fd430c8"));
        for (String wrong : new String[] {"1-1-1-1-1", "6ba7b8109dad11d180b400c04fd430c8", "", null}) {
            assertNull(Ids.parse(wrong), wrong);
        }
    }
}
