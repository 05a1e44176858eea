package io.tresen.chat.web;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Addresses of pictures as shops write them and browsers take them. */
class PictureAddressTest {

    @ParameterizedTest
    @CsvSource({
        "https://shop.example/a.png, https://shop.example/a.png",
        "' https://shop.example/a b.png#part ', https://shop.example/a%20b.png",
        "https://shop.example/tee/grün.png?s=ü, https://shop.example/tee/gr%C3%BCn.png?s=%C3%BC",
        "https://müller.de/a.png, https://xn--mller-kva.de/a.png",
        "https://MÜLLER.de:8443/a.png, https://xn--mller-kva.de:8443/a.png",
        "https://m%C3%BCller.de?a, https://xn--mller-kva.de?a",
        "https://shop.example/a[1].png?b[]=1, https://shop.example/a%5B1%5D.png?b[]=1",
        "https://shop.example/100%.png, https://shop.example/100%25.png",
        "https://shop.example/100%25.png?50%, https://shop.example/100%25.png?50%25",
        "https://[2606:4700::1]:8443/a.png, https://[2606:4700::1]:8443/a.png",
        "https://a.example/%41{}, https://a.example/%41%7B%7D",
        "/tee/grün[1].png, /tee/gr%C3%BCn%5B1%5D.png"
    })
    void itIsWrittenInAscii(String written, String ascii) {
        assertEquals(Optional.of(ascii), PictureAddress.ascii(written));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://m\u00FCller.de\uFF20shop.example/a.png",
                "https://straße.de/a.png",
                "https://a\u2100b.de/a.png",
                "https://m%FCller.de/a.png",
                "https://ü%zz.de/a.png"
            })
    void aHostThatIsNoNameOrIsAnotherForBrowsersIsNoAddress(String written) {
        assertEquals(Optional.empty(), PictureAddress.ascii(written));
    }

    @Test
    void aRedirectIsFromWhereItIs() {
        assertEquals(
                Optional.of("https://shop.example/b/gr%C3%BCn.png"),
                PictureAddress.redirected("https://shop.example/b/a.png", "grün.png"));
        assertEquals(
                Optional.of("https://xn--mller-kva.de/a.png"),
                PictureAddress.redirected("https://shop.example/b/a.png", "//müller.de/a.png"));
        assertEquals(Optional.empty(), PictureAddress.redirected("https://shop.example/", "//straße.de/a.png"));
    }
}
