package io.tresen.engines.badinput;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import io.tresen.engines.badinput.TinyService.Behaviour;
import io.tresen.engines.badinput.TinyService.Said;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** That it finds what it is there to find. Requests that the JDK's server refuses itself are not its service's. */
class BadInputTest {

    private static List<String> of(Behaviour behaviour) throws IOException {
        try (TinyService service = new TinyService(behaviour)) {
            return service.play(60);
        }
    }

    private static void finds(String what, Behaviour behaviour) throws IOException {
        List<String> found = of(behaviour);
        assertTrue(found.stream().anyMatch(it -> it.contains(": " + what + " (")), found.toString());
    }

    /** Every third answer, so that the others are sound. */
    private static Behaviour sometimes(Said said) {
        AtomicInteger count = new AtomicInteger();
        return request -> count.incrementAndGet() % 3 == 0 ? said : Said.problem();
    }

    @Test
    void a_5xx_is_found() throws IOException {
        finds("a 5xx", sometimes(new Said(500, "application/problem+json", TinyService.PROBLEM)));
        finds("a 5xx", sometimes(new Said(503, "application/json", "{}")));
    }

    @Test
    void a_few_that_are_answered_when_they_are_repeated_may_be_busy() throws IOException {
        List<String> found = of(busyFor(2));
        assertEquals(
                List.of(), found.stream().filter(it -> !byTheServerItself(it)).toList());
    }

    @Test
    void more_than_a_few_that_are_busy_are_found_though_they_are_answered_when_they_are_repeated() throws IOException {
        List<String> found = of(busyFor(3));
        assertEquals(
                List.of("3 of 60 requests were answered 503 with Retry-After, at most 2 may be"),
                found.stream().filter(it -> !byTheServerItself(it)).toList());
    }

    @Test
    void what_is_busy_when_it_is_repeated_too_is_found() throws IOException {
        finds("a 5xx", request -> request.getRequestMethod().equals("PUT") ? Said.busy() : Said.problem());
    }

    /** The first so many; then it answers as it should. */
    private static Behaviour busyFor(int requests) {
        AtomicInteger count = new AtomicInteger();
        return request -> {
            if (count.incrementAndGet() <= requests) {
                return Said.busy();
            }
            return isSound(request) ? Said.done() : Said.problem();
        };
    }

    private static boolean isSound(HttpExchange request) {
        return request.getRequestMethod().equals("GET")
                && request.getRequestURI().getPath().equals("/coats");
    }

    @Test
    void a_connection_that_ends_without_an_answer_is_found() throws IOException {
        finds("no answer", sometimes(null));
    }

    @Test
    void a_refusal_that_is_no_problem_document_is_found() throws IOException {
        finds("no problem document but text/plain", sometimes(new Said(400, "text/plain", "no")));
        finds("no problem document but text/html", sometimes(new Said(404, "text/html", "<h1>no</h1>")));
        finds(
                "a problem document without type, title and status",
                sometimes(new Said(400, "application/problem+json", "{\"status\": 400}")));
        finds(
                "a problem document without type, title and status",
                sometimes(new Said(422, "application/problem+json", TinyService.PROBLEM)));
    }

    @Test
    void a_refusal_that_names_no_field_or_tells_of_our_classes_is_found() throws IOException {
        finds(
                "malformed-json that names no field",
                sometimes(new Said(
                        400, "application/problem+json", TinyService.PROBLEM.replaceFirst(", \"errors.*]", ""))));
        finds(
                "a refusal that tells of our classes",
                sometimes(new Said(
                        400,
                        "application/problem+json",
                        TinyService.PROBLEM.replace("\"d\"", "\"java.lang.String is none\""))));
    }

    @Test
    void a_refusal_without_the_header_that_goes_with_it_is_found() throws IOException {
        Said unauthorized = new Said(401, "application/problem+json", TinyService.PROBLEM.replace("400", "401"));
        finds("a 401 without WWW-Authenticate", sometimes(unauthorized));
    }

    @Test
    void whoever_takes_everything_is_found() throws IOException {
        List<String> found = of(request -> Said.done());
        assertTrue(
                found.stream().anyMatch(it -> it.contains("what the file does not allow is taken")), found.toString());
        assertTrue(found.stream().anyMatch(it -> it.startsWith("The input was not bad")), found.toString());
    }

    @Test
    void what_is_found_is_told_with_the_line_that_repeats_it() throws IOException {
        String found = String.join("\n", of(request -> new Said(500, "text/plain", "Oh")));
        assertTrue(found.contains("500 Oh"), found);
        assertTrue(found.contains(", from 0, "), found);
        assertTrue(found.contains("curl -i --path-as-is -X 'PUT'"), found);
        assertTrue(found.contains("Authorization: Bearer prog"), found);
    }

    @Test
    void sound_refusals_are_no_violation() throws IOException {
        List<String> found = of(busyFor(0));
        assertEquals(
                List.of(), found.stream().filter(it -> !byTheServerItself(it)).toList());
    }

    private static boolean byTheServerItself(String found) {
        return found.contains("no problem document but text/html") || found.contains("no answer");
    }
}
