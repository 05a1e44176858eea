package io.tresen.engines.access;

import jakarta.enterprise.inject.spi.BeanManager;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;

/**
 * Tries every endpoint of a service with every kind of caller. A line of the table ({@link AccessRow}) says who may and what the
 * rightful caller is answered; an endpoint without a line is a fault. Lines are played in the order of the table: first the
 * strangers, to whom a thing that exists is what does not exist; then the rightful caller, who must succeed, so that the thing
 * was there and the strangers changed nothing; then tokens that are none, and callers of the wrong kind.
 */
public final class AccessMatrix {

    private static final Random RANDOM = new Random(7);

    /** What every answer says of itself, and when it does not; a public one may be kept. */
    private static final Map<String, Predicate<String>> UNSAFE = Map.of(
            "X-Content-Type-Options", it -> !it.equals("nosniff"),
            "Referrer-Policy", String::isEmpty,
            "Content-Security-Policy", it -> !it.contains("default-src '"),
            "Cache-Control", it -> !it.contains("no-store") && !it.contains("private"));

    private final List<AccessRow> rows;
    private final Callers callers;
    private final Map<String, String> things;
    private final Set<String> shoppers;
    private final AccessCall call;
    private final Map<String, String> bad;
    private final List<String> wrong = Collections.synchronizedList(new ArrayList<>());

    /**
     * @param things ids of the business whose callers they are, by the names that the table uses
     * @param shoppers those of them that are the shopper's and no other shopper's
     */
    public AccessMatrix(URI base, String table, Callers callers, Map<String, String> things, Set<String> shoppers) {
        this.rows = AccessRow.all(table);
        this.callers = callers;
        this.things = things;
        this.shoppers = shoppers;
        this.call = new AccessCall(base);
        this.bad = BadTokens.of(callers.program(), "tresen");
        bad.put("revoked", callers.revoked());
    }

    /** Of what the service answers, what the table lacks, and the reverse; each as a sentence. */
    public static List<String> gaps(String table, Path openapi, BeanManager beans) {
        TreeMap<String, String> endpoints = Endpoints.served(beans);
        endpoints.putAll(Endpoints.described(openapi));
        Set<String> covered = new HashSet<>();
        AccessRow.all(table).forEach(row -> covered.add(row.endpoint()));
        List<String> gaps = new ArrayList<>();
        endpoints.forEach((endpoint, written) -> {
            if (!covered.contains(endpoint)) {
                gaps.add("Nobody decided in the table who may " + written
                        + ": add \"METHOD path who status body\" and make there what its ids name");
            }
        });
        covered.stream()
                .filter(it -> !endpoints.containsKey(it))
                .forEach(it -> gaps.add("There is no " + it + " any more: take its line out of the table"));
        return gaps;
    }

    /** Whether the service knows of the revocation by now, which it must within 5 s (DESIGN 11). */
    public boolean revocationHolds() {
        return rows.stream()
                .filter(row -> row.admits('p') && row.method().equals("GET"))
                .findFirst()
                .map(row -> send(row, callers.revoked(), unknown(row)).statusCode() == 401)
                .orElseThrow();
    }

    /** Plays the table. @return what was not as it must be, a sentence each */
    public List<String> play() {
        for (AccessRow row : rows) {
            if (row.ticket()) {
                tickets(row);
            } else if (row.open()) {
                check(row, "anybody", send(row, null, things), of(row.status()));
                bad.forEach((name, token) -> check(row, name, send(row, token, unknown(row)), any()));
            } else {
                strangers(row);
                rightful(row);
                bad.forEach((name, token) -> refusedToken(row, name, token));
                refusedToken(row, "no token", null);
                kinds(row);
            }
        }
        return wrong;
    }

    private void strangers(AccessRow row) {
        "poa"
                .chars()
                .filter(letter -> row.admits((char) letter))
                .findFirst()
                .ifPresent(letter ->
                        stranger(row, "another business", callers.strangers().get((char) letter)));
        if (row.admits('s')) {
            stranger(row, "another business's shopper", callers.strangersShopper());
            if (row.shows() != null && shoppers.contains(row.shows())
                    || shoppers.stream().anyMatch(thing -> named(row, thing))) {
                stranger(row, "another shopper", callers.otherShopper());
            }
        }
    }

    private void stranger(AccessRow row, String who, String token) {
        Map<String, String> unknown = unknown(row);
        // together, since what might only be late is waited for
        CompletableFuture<HttpResponse<String>> none = row.namesThings() && !row.own()
                ? CompletableFuture.supplyAsync(() -> send(row, token, unknown))
                : CompletableFuture.completedFuture(null);
        HttpResponse<String> answer = send(row, token, things);
        if (row.shows() != null && answer.body().contains(things.get(row.shows()))) {
            wrong.add(row + " shows " + who + " " + row.shows());
        }
        if (!row.namesThings() || row.own()) {
            check(row, who, answer, any());
            return;
        }
        HttpResponse<String> nothing = none.join();
        boolean hidden = answer.statusCode() == nothing.statusCode()
                && neutral(answer.body(), things).equals(neutral(nothing.body(), unknown));
        boolean refused = answer.statusCode() == 404
                || row.path().startsWith("/{version}") && answer.statusCode() == 400
                || !row.path().contains("{");
        if (!hidden || !refused) {
            wrong.add(row + " tells " + who + " that it exists: " + told(answer) + " instead of " + told(nothing));
        }
    }

    private void rightful(AccessRow row) {
        char first = row.who().charAt(0);
        HttpResponse<String> answer = send(row, callers.ours().get(first), things);
        check(row, "rightful " + first, answer, of(row.status()));
        if (row.shows() != null && !answer.body().contains(things.get(row.shows()))) {
            wrong.add(row + " does not show its owner " + row.shows() + ": " + told(answer));
        }
        if (row.method().equals("GET")) {
            callers.ours().forEach((letter, token) -> {
                if (row.admits(letter)) {
                    check(row, "rightful " + letter, send(row, token, things), of(row.status()));
                }
            });
        }
    }

    private void refusedToken(AccessRow row, String name, String token) {
        HttpResponse<String> answer = send(row, token, unknown(row));
        check(row, name, answer, status -> status == 401);
        if (!answer.headers().firstValue("WWW-Authenticate").orElse("").startsWith("Bearer")) {
            wrong.add(row + " does not ask for a token: " + name + ", "
                    + answer.headers().map());
        }
    }

    /** What does not exist and an empty body: who may, gets past the gate; who may not, does not. */
    private void kinds(AccessRow row) {
        Map<Character, CompletableFuture<HttpResponse<String>>> answers = new HashMap<>();
        callers.ours().forEach((letter, token) -> {
            Map<String, String> unknown = unknown(row);
            String body = row.body().isEmpty() ? "" : "{}";
            answers.put(letter, CompletableFuture.supplyAsync(() -> call.send(row, token, unknown, body)));
        });
        answers.forEach((letter, answer) -> check(
                row,
                "a " + letter,
                answer.join(),
                status -> row.admits(letter) ? status != 401 && status != 403 : status == 403));
    }

    private void tickets(AccessRow row) {
        String good = things.get("ticket");
        check(row, "whoever has the ticket", send(row, null, things), of(row.status()));
        Map<String, String> none = new HashMap<>(BadTokens.of(good, "tresen-wallet"));
        none.put("a token", callers.shopper());
        String told = null;
        for (Map.Entry<String, String> it : none.entrySet()) {
            Map<String, String> changed = new HashMap<>(things);
            changed.put("ticket", it.getValue());
            HttpResponse<String> answer = send(row, null, changed);
            String what = answer.statusCode()
                    + neutral(answer.body(), changed)
                    + answer.headers().firstValue("Location").orElse("").replace(it.getValue(), "");
            check(row, "a ticket: " + it.getKey(), answer, any());
            if (told == null) {
                told = what;
            } else if (!told.equals(what)) {
                wrong.add(row + " tells tickets apart: " + it.getKey() + " " + what + " instead of " + told);
            }
        }
    }

    private HttpResponse<String> send(AccessRow row, String token, Map<String, String> ids) {
        HttpResponse<String> answer = call.send(row, token, ids, null);
        UNSAFE.forEach((header, unsafe) -> {
            String value = answer.headers().firstValue(header).orElse("");
            if (unsafe.test(value) && !(header.equals("Cache-Control") && (row.open() || answer.statusCode() == 304))) {
                wrong.add(row + " answers " + answer.statusCode() + " with " + header + ": " + value);
            }
        });
        return answer;
    }

    private void check(AccessRow row, String who, HttpResponse<String> answer, Predicate<Integer> may) {
        if (answer.statusCode() >= 500 || !may.test(answer.statusCode())) {
            wrong.add(row + " answers " + who + ": " + told(answer));
        }
    }

    private static Predicate<Integer> of(int status) {
        return it -> it == status;
    }

    private static Predicate<Integer> any() {
        return it -> true;
    }

    private static String told(HttpResponse<String> answer) {
        String body = answer.body();
        return answer.statusCode() + " " + body.substring(0, Math.min(body.length(), 200));
    }

    private boolean named(AccessRow row, String thing) {
        Map<String, String> marked = new HashMap<>(things);
        marked.put(thing, "\u0000");
        return AccessRow.filled(row.path() + row.query() + row.body(), marked).contains("\u0000");
    }

    /** Ids of the same shape that nobody has. A version of the interface is no id. */
    private Map<String, String> unknown(AccessRow row) {
        Map<String, String> unknown = new HashMap<>();
        things.forEach((name, value) -> unknown.put(name, name.equals("version") ? value : like(value)));
        return unknown;
    }

    private static String like(String value) {
        if (value.matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")) {
            return UUID.randomUUID().toString();
        }
        StringBuilder text = new StringBuilder(value.startsWith("wamid.") ? "wamid." : "");
        while (text.length() < value.length()) {
            char c = value.charAt(text.length());
            text.append(
                    Character.isDigit(c)
                            ? (char) ('1' + RANDOM.nextInt(9))
                            : Character.isLetter(c)
                                    ? (char) ((Character.isUpperCase(c) ? 'A' : 'a') + RANDOM.nextInt(26))
                                    : c);
        }
        return text.toString();
    }

    /** A body without what was asked for, and without what is another each time. */
    private static String neutral(String body, Map<String, String> ids) {
        String text = body;
        for (Map.Entry<String, String> id : ids.entrySet()) {
            text = id.getValue().length() < 6 ? text : text.replace(id.getValue(), "{" + id.getKey() + "}");
        }
        return text.replaceAll("\"fbtrace_id\":\"[^\"]*\"", "").replaceAll("nonce(=\"|-)[A-Za-z0-9_-]+", "");
    }
}
