package io.tresen.engines.badinput;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Random;

/** Spoils a body as bytes, and what its headers say of it. */
final class BadBodies {

    private static final int LIMIT = 1 << 20;
    private static final String[] TYPES = {
        "text/plain",
        "application/xml",
        "application/x-www-form-urlencoded",
        "multipart/form-data",
        "multipart/form-data; boundary=",
        "multipart/form-data; boundary=\"x y\"",
        "multipart/mixed; boundary=x",
        "text/html",
        "application/json; charset=utf-16",
        "application/json; charset=latin1",
        "application/json; charset=no-such",
        "application/json;charset=\"",
        "application/json; charset=",
        "application/json;;",
        "application/json, application/json",
        "application/JSON",
        "application/vnd.x+json",
        "application/problem+json",
        "json",
        "/",
        "a/",
        "/b",
        "*/*",
        "application/*",
        "",
        "a/b; c",
        "image/png",
        "text/csv; charset=utf-7",
        "\u00e4/\u00e4",
        "application/json; q=\u00ff",
        "x".repeat(1_000) + "/y"
    };

    private final Random random;

    BadBodies(Random random) {
        this.random = random;
    }

    void spoil(Draft draft) {
        byte[] body = draft.body() == null ? new byte[0] : draft.body();
        switch (random.nextInt(10)) {
            case 0 -> is(draft, new byte[0], "empty");
            case 1 -> {
                int length = body.length == 0 ? 0 : random.nextInt(body.length);
                is(draft, Arrays.copyOf(body, length), "cut off after " + length + " bytes");
            }
            case 2 -> {
                byte[] noise = new byte[1 + random.nextInt(500)];
                random.nextBytes(noise);
                is(draft, noise, "noise");
            }
            case 3 -> huge(draft, body);
            case 4 -> encoded(draft, body);
            case 5 -> flipped(draft, body);
            case 6 -> {
                draft.chunked = !draft.chunked;
                is(draft, body, "in chunks");
            }
            default -> type(draft);
        }
    }

    private static void is(Draft draft, byte[] body, String told) {
        draft.raw = body;
        draft.changes.add("the body is " + told);
    }

    /** With spaces behind it, which JSON allows: up to the limit it is what it was. */
    private void huge(Draft draft, byte[] body) {
        int length = new int[] {LIMIT - 1, LIMIT, LIMIT + 1, LIMIT + 200_000, 3 << 20}[random.nextInt(5)];
        byte[] padded = Arrays.copyOf(body, length);
        Arrays.fill(padded, Math.min(body.length, length), length, (byte) ' ');
        is(draft, padded, String.format(Locale.ROOT, "%,d bytes long", length));
    }

    private void encoded(Draft draft, byte[] body) {
        Charset[] charsets = {StandardCharsets.UTF_16, StandardCharsets.UTF_16LE, Charset.forName("UTF-32")};
        String text = new String(body, StandardCharsets.UTF_8);
        if (random.nextInt(4) == 0) {
            is(draft, ("\ufeff" + text).getBytes(StandardCharsets.UTF_8), "behind a byte order mark");
        } else {
            Charset charset = charsets[random.nextInt(charsets.length)];
            is(draft, text.getBytes(charset), "in " + charset);
        }
    }

    private void flipped(Draft draft, byte[] body) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        int at = body.length == 0 ? 0 : random.nextInt(body.length);
        bytes.write(body, 0, at);
        bytes.write(new int[] {0, 0xFF, '"', '{', ',', 0x0B, 0xC3}[random.nextInt(7)]);
        bytes.write(body, at, body.length - at);
        is(draft, bytes.toByteArray(), "with a strange byte at " + at);
    }

    private void type(Draft draft) {
        String type = Hostile.one(random, TYPES);
        draft.set("Content-Type", random.nextInt(TYPES.length) == 0 ? null : type);
        draft.changes.add("Content-Type: " + draft.done().header("Content-Type"));
    }
}
