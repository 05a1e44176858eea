package io.tresen.messaging.webhook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where a webhook may go. */
class WebhookUrlTest {

    @Test
    void aUrlIsTakenApart() {
        WebhookUrl url =
                WebhookUrl.read("https://app.example:8443/hook%2F1?a=b", false).orElseThrow();
        assertEquals(new WebhookUrl(true, "app.example", 8443, "/hook%2F1?a=b"), url);
        assertEquals(
                "/hook%2F1?a=b&hub.mode=subscribe",
                url.with("hub.mode=subscribe").target());
        assertEquals(
                new WebhookUrl(true, "app.example", 443, "/"),
                WebhookUrl.read("HTTPS://app.example", false).orElseThrow());
        assertEquals(
                "/?x=1",
                WebhookUrl.read("https://app.example", false)
                        .orElseThrow()
                        .with("x=1")
                        .target());
        assertEquals(
                "2606:4700::1",
                WebhookUrl.read("https://[2606:4700::1]/", false).orElseThrow().host());
    }

    @Test
    void plainHttpIsForTheLocalPlatform() {
        assertFalse(WebhookUrl.read("http://localhost:9000/hook", false).isPresent());
        assertEquals(
                new WebhookUrl(false, "localhost", 9000, "/hook"),
                WebhookUrl.read("http://localhost:9000/hook", true).orElseThrow());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "app.example/hook",
                "/hook",
                "ftp://app.example/",
                "file:///etc/passwd",
                "https:///hook",
                "https://user:pass@app.example/",
                "https://app.example@127.0.0.1/",
                "https://app.example/#part",
                "https://app.example:0/",
                "https://app.example:70000/",
                "https://app.exämple/",
                "https://app example/",
                "https://app.example/a b",
                "https://app.example/\r\nHost: other",
                "https://[fe80::1%25eth0]:x/",
            })
    void whatIsNoPlaceForAWebhookIsRefused(String text) {
        assertTrue(WebhookUrl.read(text, true).isEmpty(), text);
    }

    @Test
    void aUrlMayHave2000Characters() {
        String most = "https://app.example/" + "a".repeat(1_980);
        assertTrue(WebhookUrl.read(most, false).isPresent());
        assertTrue(WebhookUrl.read(most + "a", false).isEmpty());
    }
}
