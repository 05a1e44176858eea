package io.tresen.engines.badinput;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.tresen.engines.access.OpenApiFile.Parameter;
import io.tresen.engines.badinput.Bounds.Edge;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Spoils method, path, query and headers. */
final class BadEdges {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final Pattern VARIABLE = Pattern.compile("\\{[^{}]*(\\{[^{}]*}[^{}]*)*}");
    /** Not X-Forwarded-For, which is the gateway's own: Quarkus (3.32) ends a connection where it is blank. */
    private static final String[] HEADERS = {
        "Idempotency-Key",
        "Idempotency-Key",
        "If-Match",
        "If-None-Match",
        "Accept",
        "Accept",
        "Accept-Language",
        "Accept-Encoding",
        "Accept-Charset",
        "Prefer",
        "Authorization",
        "Host",
        "Origin",
        "Cookie",
        "Range",
        "If-Modified-Since",
        "Content-Encoding",
        "X-Forwarded-Host",
        "X-Forwarded-Proto",
        "X-Forwarded-Port",
        "X-Forwarded-Prefix",
        "Forwarded",
        "traceparent",
        "tracestate",
        "X-Hub-Signature-256",
        "Stripe-Signature",
        "Referer",
        "User-Agent",
        "Via",
        "X-HTTP-Method-Override",
        "Access-Control-Request-Method",
        "Content-Language",
        "Date",
        "Max-Forwards"
    };

    private static final String[] BY_NAME = {
        "Prefer: wait=-1",
        "Prefer: wait=99999999999999999999",
        "Prefer: wait=1.5",
        "Prefer: wait",
        "Prefer: ;;wait=1,,wait=2",
        "Accept: text/html",
        "Accept: application/xml",
        "Accept: */*;q=0",
        "Accept: application/pdf",
        "Accept: text/csv",
        "Accept: application/problem+json",
        "Accept-Language: de-DE-u-co-phonebk,*;q=0.5",
        "Accept-Language: *;q=0",
        "Range: bytes=5-1",
        "Range: bytes=0-0,-1",
        "Content-Encoding: gzip",
        "Content-Encoding: br",
        "Host: a b",
        "Host: [::1",
        "Host: %%%",
        "Host: a:99999",
        "X-Forwarded-Host: a b",
        "X-Forwarded-Host: ://",
        "X-Forwarded-Port: x",
        "X-Forwarded-Port: 99999999999",
        "X-Forwarded-Proto: x:/",
        "X-Forwarded-For: a, b,",
        "Forwarded: for=\"[",
        "Forwarded: for=",
        "traceparent: 00-00000000000000000000000000000000-0000000000000000-00",
        "traceparent: ff-x",
        "Authorization: Bearer",
        "Authorization: Bearer x.y.z",
        "Authorization: Basic %%%",
        "Authorization: Basic Og==",
        "Authorization: Basic /w==",
        "Authorization: Bearer eyJhbGciOiJub25lIn0.e30.",
        "Authorization: bearer  ",
        "Authorization: Digest a=b",
        "Stripe-Signature: t=,v1=",
        "Stripe-Signature: t=99999999999999999999,v1=00",
        "X-Hub-Signature-256: sha256=zz",
        "If-Modified-Since: Thu, 99 Foo 2026 00:00:00 GMT",
        "Cookie: a=\"; b",
        "Cookie: =;=;=",
        "Expect: 100-continue",
        "Expect: 200-maybe"
    };
    private static final String[] METHODS = {
        "PATCH", "DELETE", "PUT", "POST", "GET", "HEAD", "OPTIONS", "TRACE", "PROPFIND", "get", "FOO", "M-SEARCH"
    };

    private final Random random;

    BadEdges(Random random) {
        this.random = random;
    }

    void spoil(Draft draft) {
        int kind = random.nextInt(10);
        if (kind < 4) {
            if (random.nextInt(4) > 0 || !bound(draft)) {
                header(draft);
            }
        } else if (kind < 7 || kind == 9 && draft.method.equals("DELETE")) {
            query(draft);
        } else if (kind < 9) {
            path(draft);
        } else {
            draft.method = Hostile.one(random, METHODS);
            draft.elsewhere = true;
            draft.changes.add("the method is " + draft.method);
        }
    }

    private void header(Draft draft) {
        String name;
        String value;
        if (random.nextBoolean()) {
            String[] header = Hostile.one(random, BY_NAME).split(": ?", 2);
            name = header[0];
            value = header[1];
        } else {
            name = Hostile.one(random, HEADERS);
            value = Hostile.one(random, Hostile.HEADERS);
        }
        switch (random.nextInt(12)) {
            case 0 -> {
                draft.set(name, null);
                draft.changes.add("no " + name);
            }
            case 1 -> {
                draft.headers.add(Map.entry(name, value));
                draft.headers.add(Map.entry(name, value));
                draft.changes.add("two more " + name + ": " + value);
            }
            default -> {
                draft.set(name, value);
                draft.changes.add(name + ": " + (value.length() > 60 ? value.substring(0, 60) + "…" : value));
            }
        }
    }

    /** A parameter at an edge of what the file allows, or beyond; false where the file allows all of each. */
    private boolean bound(Draft draft) {
        List<Parameter> bounded = draft.aim.parameters().stream()
                .filter(it -> !edges(it).isEmpty())
                .toList();
        if (bounded.isEmpty()) {
            return false;
        }
        Parameter parameter = bounded.get(random.nextInt(bounded.size()));
        List<Edge> edges = edges(parameter);
        Edge edge = edges.get(random.nextInt(edges.size()));
        String text = edge.value().asText();
        if (!put(draft, parameter, text)) {
            return false;
        }
        draft.changes.add(parameter.name() + " is " + (text.length() > 60 ? text.substring(0, 60) + "…" : text));
        draft.mustBeRefusedAt = edge.beyond() ? parameter.name() : null;
        return true;
    }

    /** Those that a header and a path can hold. */
    private static List<Edge> edges(Parameter parameter) {
        return Bounds.of(parameter.schema(), NODES.textNode("x")).stream()
                .filter(it -> it.value().asText().matches("[!-~]+"))
                .toList();
    }

    private static boolean put(Draft draft, Parameter parameter, String text) {
        switch (parameter.in()) {
            case "header" -> draft.set(parameter.name(), text);
            case "query" -> {
                draft.query.removeIf(it -> it.startsWith(parameter.name() + "="));
                draft.query.add(parameter.name() + "=" + Hostile.encoded(text));
            }
            default -> {
                String[] given = draft.path.split("/", -1);
                List<String> written = List.of(draft.aim.path().split("/", -1));
                int at = written.indexOf("{" + parameter.name() + "}");
                if (at < 0 || given.length != written.size()) {
                    return false;
                }
                given[at] = Hostile.encoded(text);
                draft.path = String.join("/", given);
                draft.elsewhere = true;
            }
        }
        return true;
    }

    private void query(Draft draft) {
        String name = draft.aim.query().isEmpty()
                ? Hostile.one(random, "x", "limit", "cursor", "lang")
                : Hostile.one(random, draft.aim.query().toArray(String[]::new));
        String value =
                switch (random.nextInt(4)) {
                    case 0 -> Hostile.one(random, Hostile.SEGMENTS);
                    case 1 -> Hostile.cursor(random);
                    default -> Hostile.encoded(Hostile.one(random, Hostile.TEXTS));
                };
        if (random.nextInt(6) != 0) {
            draft.query.removeIf(it -> it.startsWith(name + "=")); // else it is there twice where it was there once
        }
        String pair = random.nextInt(12) == 0
                ? Hostile.one(random, name, "=" + value, "&&", "?", name + "[]=" + value)
                : name + "=" + value;
        draft.query.add(pair);
        if (random.nextInt(6) == 0) {
            draft.query.add(pair);
        }
        draft.changes.add("?" + (pair.length() > 60 ? pair.substring(0, 60) + "…" : pair));
    }

    private void path(Draft draft) {
        Matcher variables = VARIABLE.matcher(draft.aim.row().path());
        int count = (int) variables.results().count();
        String[] given = draft.path.split("/", -1);
        String[] written = draft.aim.row().path().split("/", -1);
        draft.elsewhere = true;
        if (count == 0 || random.nextInt(5) == 0 || given.length != written.length) {
            draft.path += Hostile.one(
                    random, "/", "//", "/x", ";a=b", "/..", "/.", "%2F", "%00", "%20", "/%2e%2e/x", ".json", "'");
        } else {
            int at;
            do {
                at = random.nextInt(written.length);
            } while (!written[at].contains("{"));
            given[at] = Hostile.one(random, Hostile.SEGMENTS);
            draft.path = String.join("/", given);
        }
        draft.changes.add("the path is " + (draft.path.length() > 90 ? draft.path.substring(0, 90) + "…" : draft.path));
    }
}
