package io.tresen.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.UUID;
import org.junit.jupiter.api.Test;

class CopyTest {

    /** RFC 9562, appendix A.4. */
    @Test
    void aNamesIdIsTheOneThatServicesDerive() {
        UUID dns = UUID.fromString("6ba7b810-9dad-11d1-80b4-00c04fd430c8");
        assertEquals(UUID.fromString("2ed6657d-e927-568b-95e1-2665a8aea6a2"), Copy.named(dns, "www.example.com"));
    }

    @Test
    void idsAreOfVersionSevenAndRiseWithTime() {
        UUID first = Copy.id(1_700_000_000_000L, 7);
        UUID next = Copy.id(1_700_000_000_001L, 3);
        assertEquals(7, first.version());
        assertEquals(2, first.variant());
        assertEquals(first, Copy.id(1_700_000_000_000L, 7));
        assertTrue(first.toString().compareTo(next.toString()) < 0);
    }
}
