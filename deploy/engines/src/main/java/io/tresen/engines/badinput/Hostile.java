package io.tresen.engines.badinput;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Random;

/** Values that programs stumble over, as they stand in JSON, in a path or a query, and in headers. */
final class Hostile {

    /** Texts of fields and parameters. No address among them is anybody's (RFC 2606, RFC 5737). */
    static final String[] TEXTS = {
        "",
        " ",
        "\t",
        "\n",
        "\r\n",
        "0",
        "-1",
        "null",
        "true",
        "NaN",
        "[]",
        "{}",
        "\\",
        "\"",
        "'",
        "' or 1=1 --",
        "%s%n%x",
        "${jndi:ldap://a.invalid/}",
        "{{7*7}}",
        "<script>alert(1)</script>",
        "../../etc/passwd",
        "a/b",
        "a%2Fb",
        ".",
        "..",
        "\u0001",
        "\u001f",
        "\u007f",
        "\u0085",
        "\u2028",
        "\ufeff",
        "\ufffe",
        "\uffff",
        "\u200b",
        "\u202e",
        "\u202eabc\u202c",
        "\u0130",
        "\u00df",
        "e\u0301",
        "😀",
        "👩‍👩‍👧‍👦",
        "\ud83c\uddfd",
        "𝟙𝟚𝟛",
        "١٢٣",
        "𐀀",
        "2026-01-01T00:00:00Z",
        "0000-01-01T00:00:00Z",
        "9999-12-31T23:59:59.999999999Z",
        "+10000-01-01T00:00:00Z",
        "-292275055-05-16T16:47:04.192Z",
        "2026-02-30T00:00:00Z",
        "2026-12-31T23:59:60Z",
        "2026-01-01",
        "2026-01-01T00:00:00+18:00",
        "0001-01-01T00:00:00+18:00",
        "9999-12-31T23:59:59-18:00",
        "00000000-0000-0000-0000-000000000000",
        "ffffffff-ffff-ffff-ffff-ffffffffffff",
        "1-1-1-1-1",
        "{6f9619ff-8b86-d011-b42d-00c04fc964ff}",
        "6F9619FF-8B86-D011-B42D-00C04FC964FF",
        "6f9619ff8b86d011b42d00c04fc964ff",
        "EUR",
        "eur",
        "XXX",
        "JPY",
        "DE",
        "de",
        "ZZ",
        "de-DE-x-y",
        "unknown",
        "UNKNOWN",
        "card ",
        "Card",
        "wallet",
        "19,90",
        "1e3",
        "0x10",
        "9223372036854775808",
        "1".repeat(40),
        "a@b",
        "a@b.invalid",
        "@",
        "+49 30 901820",
        "+",
        "0049",
        "http://",
        "http://[::1",
        "javascript:alert(1)",
        "https://a.invalid/",
        "http://127.0.0.1:1/",
        "http://127.0.0.1:99999/",
        "file:///etc/passwd",
        "https://u:p@a.invalid/",
        "https://a.invalid/" + "p".repeat(3_000),
        "wamid.",
        "wamid.x",
        "menu:catalog",
        "page:",
        "product:",
        "add:",
        "qty::",
        "order:",
        "x".repeat(256),
        "x".repeat(5_000),
        "😀".repeat(300),
        "a\u0301".repeat(2_000),
        "\u202e".repeat(100),
        " ".repeat(1_000)
    };

    /** Numbers, and what is none, as bytes of JSON. */
    static final String[] NUMBERS = {
        "0",
        "-0",
        "-1",
        "1",
        "2147483647",
        "2147483648",
        "-2147483649",
        "9007199254740991",
        "9007199254740993",
        "9223372036854775807",
        "-9223372036854775808",
        "9223372036854775808",
        "1e3",
        "1E400",
        "-1e400",
        "1e-400",
        "1.5",
        "1.0",
        "0.1",
        "1e2147483648",
        "9".repeat(39),
        "9".repeat(1_000),
        "0." + "0".repeat(30) + "1",
        "NaN",
        "Infinity",
        "-Infinity",
        "01",
        "+1",
        "0x10",
        "1.",
        ".5",
        "1_000",
        "1e",
        "--1",
        "10001",
        "1000000",
        "86401",
        "100000000000"
    };

    /** Texts as bytes of JSON that an honest writer would not write. */
    static final String[] BROKEN_TEXTS = {
        "\"\\u0000\"",
        "\"a\\u0000b\"",
        "\"\\ud800\"",
        "\"\\udc00\\ud800\"",
        "\"\\ud800x\"",
        "\"\\uZZZZ\"",
        "\"\\x41\"",
        "\"a\nb\"",
        "\"a\u0000b\"",
        "\"a\u0007b\"",
        "'single'",
        "\"open",
        "bare",
        "\"\\",
        "undefined",
        "\"a\" \"b\"",
        "/**/1",
        "\"\\ud83d\\ude00\"",
        "\"\\u202e\""
    };

    /** As they stand in a path or query, encoded or not; all of them bytes that HTTP lets through. */
    static final String[] SEGMENTS = {
        "0",
        "-1",
        "x",
        "%20",
        "%00",
        "%0A",
        "%7F",
        "%2F",
        "%2e%2e",
        "%2E",
        "..%2f..%2f",
        "a%2Fb",
        "%5C",
        "%3F",
        "%23",
        "%25",
        "%252F",
        "%",
        "%zz",
        "%C0%AF",
        "%ED%A0%80",
        "%FF",
        "%F0%9F%98%80",
        "%E2%80%AE",
        "%EF%BB%BF",
        "%C3%A9",
        "a;b=c",
        ";",
        "a:b",
        "@",
        "*",
        "~",
        "'",
        "(",
        "null",
        "undefined",
        "00000000-0000-0000-0000-000000000000",
        "FFFFFFFF-FFFF-FFFF-FFFF-FFFFFFFFFFFF",
        "1-1-1-1-1",
        "9223372036854775808",
        "99999999999999999999999999",
        "1e5",
        "+1",
        "x".repeat(101),
        "x".repeat(300),
        "%F0%9F%98%80".repeat(101),
        "%C3%A9".repeat(300),
        "x".repeat(8_200)
    };

    /** Values of headers; some are bytes above 127, as ISO 8859-1 has them. */
    static final String[] HEADERS = {
        "",
        " ",
        "*",
        ",",
        ";",
        "=",
        "\"",
        "\"\"",
        "abc",
        "0",
        "-1",
        "99999999999999999999",
        "\u00ff\u00fe",
        "caf\u00e9",
        "a b",
        "a,b,c",
        "W/\"1\"",
        "\"1\"",
        "\"99999999999999999999\"",
        "\"1\", \"2\"",
        "*/*;q=2",
        "q=",
        "a/b;q=nope",
        "/",
        "a/",
        "/b",
        "de;q=abc",
        "de-",
        "-",
        "x".repeat(300),
        "x".repeat(5_000),
        ",".repeat(1_000),
        "\t",
        "%00",
        "[::1",
        "{}",
        "<>",
        "1".repeat(21),
        "1".repeat(255),
        "1".repeat(256)
    };

    private Hostile() {}

    /** Letters that no compression makes shorter, so that no index takes them. */
    private static String noise(int length) {
        return new Random(7)
                .ints(length, 'a', 'z' + 1)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    static String one(Random random, String... of) {
        return of[random.nextInt(of.length)];
    }

    /** A cursor that nobody gave out, whose bytes look like one that was: a version, then numbers or texts. */
    static String cursor(Random random) {
        byte[] bytes = new byte[random.nextInt(40)];
        random.nextBytes(bytes);
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        if (bytes.length > 0) {
            buffer.put((byte) 1);
        }
        if (buffer.remaining() >= 8 && random.nextBoolean()) {
            buffer.putLong(random.nextBoolean() ? Long.MAX_VALUE : Long.MIN_VALUE);
        }
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** Percent-encoded, all but letters and digits. */
    static String encoded(String text) {
        StringBuilder encoded = new StringBuilder();
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            encoded.append(
                    Character.isLetterOrDigit(b) && b > 0 ? String.valueOf((char) b) : String.format("%%%02X", b));
        }
        return encoded.toString();
    }
}
