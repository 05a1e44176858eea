package io.tresen.local.sandbox;

import java.nio.file.Path;
import java.time.Duration;

/**
 * How the sandbox runs.
 *
 * @param port 0 for any free one
 * @param directory holds the journal; made when absent
 * @param webhookUrl where signed events go
 * @param webhookSecret signs events; also the HMAC key the receiver checks with
 * @param hang how long a request whose answer never comes is held open; longer than the client's time-out (10 s)
 * @param late how long a payment stays in {@code processing} before it succeeds
 * @param refundDelay how long a refund that is not final at once takes
 */
public record SandboxSettings(
        int port,
        Path directory,
        String webhookUrl,
        String webhookSecret,
        Duration hang,
        Duration late,
        Duration refundDelay) {

    /** Reads {@code tresen.sandbox.*} system properties; times in milliseconds. */
    static SandboxSettings fromSystemProperties() {
        return new SandboxSettings(
                Integer.getInteger("tresen.sandbox.port", 8087),
                Path.of(System.getProperty("tresen.sandbox.directory", "sandbox")),
                System.getProperty(
                        "tresen.sandbox.webhook-url", "http://localhost:8084/payments/v1/providers/stripe/webhook"),
                System.getProperty("tresen.sandbox.webhook-secret", "whsec_local"),
                millis("tresen.sandbox.hang-ms", 30_000),
                millis("tresen.sandbox.late-ms", 15_000),
                millis("tresen.sandbox.refund-delay-ms", 3_000));
    }

    private static Duration millis(String property, long otherwise) {
        return Duration.ofMillis(Long.getLong(property, otherwise));
    }
}
