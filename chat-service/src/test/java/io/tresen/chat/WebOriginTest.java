package io.tresen.chat;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which origins a business may name for its embedded chat. */
class WebOriginTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://example.org",
                "https://www.example.org",
                "https://shop.example.org:8443",
                "https://xn--mnchen-3ya.example",
                "https://localhost:3000"
            })
    void anHttpsOriginFits(String origin) {
        assertTrue(WebOrigin.fits(origin, false), origin);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "example.org",
                "http://example.org",
                "https://",
                "https://example.org/",
                "https://example.org/shop",
                "https://example.org:443",
                "https://example.org:0",
                "https://example.org:65536",
                "https://*.example.org",
                "https://-a.example",
                "https://a..example",
                "https://Example.org",
                "https://münchen.example",
                "https://user@example.org",
                "https://example.org; script-src *",
                "https://a.example https://b.example",
                "https://a.example,b",
                "https://a.example\n",
                "'none'",
                "null",
                "javascript:alert(1)"
            })
    void whatABrowserWouldNotCallAnHttpsOriginDoesNot(String origin) {
        assertFalse(WebOrigin.fits(origin, false), origin);
        assertFalse(WebOrigin.fits(origin, true), origin);
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://localhost", "http://localhost:3000", "http://127.0.0.1:8000"})
    void thisMachineFitsWithoutTlsOnTheLocalPlatformAlone(String origin) {
        assertTrue(WebOrigin.fits(origin, true), origin);
        assertFalse(WebOrigin.fits(origin, false), origin);
    }

    @Test
    void anOriginIsAtMostAsLongAsAHostNameCanBe() {
        assertFalse(WebOrigin.fits("https://" + "a".repeat(250) + ".example", false));
    }
}
