package io.tresen.messaging.rest;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Heads of requests that no client of ours sends, over HTTP: targets that are none, headers of any kind. */
@QuarkusTest
class RestTargetsTest extends EdgeUnderTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /edge/open?q=%00", "GET /edge/open?q=%ff", "GET /edge/open?q=%ED%A0%80", "PUT /edge/names/%00",
                "PUT /edge/names/%ff", "GET /%00", "GET /q/health%00", "GET /edge/open?%00=1",
            })
    void aTargetThatIsNoTextIsA400Problem(String target) throws Exception {
        refusedTarget(target, "must be percent-encoded UTF-8 without NUL");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '@',
            value = {
                "GET /edge/open?q=a|b     @ no URI: Illegal character in query at index 14",
                "GET /edge/open?q={}      @ no URI: Illegal character in query at index 13",
                "GET /edge/open?q=\"a\"  @ no URI: Illegal character in query at index 13",
                "GET /edge/na[mes         @ no URI: Illegal character in path at index 8",
                "PUT /edge/names/a^b      @ no URI: Illegal character in path at index 13",
                "GET /edge\\open        @ no URI: Illegal character in path at index 5",
                "GET /q/health/live?a=`   @ no URI: Illegal character in query at index 17",
                "GET http://[x/           @ no URI: Expected closing bracket for IPv6 address at index 9",
                "GET /edge/open?q=%zz     @ must be percent-encoded UTF-8 without NUL",
                "GET /edge/open?q=%       @ must be percent-encoded UTF-8 without NUL",
                "GET /%                   @ must be percent-encoded UTF-8 without NUL",
            })
    void aTargetThatIsNoUriIsA400ProblemThatSaysWhere(String target, String why) throws Exception {
        refusedTarget(target, why);
    }

    private void refusedTarget(String target, String why) throws Exception {
        String answer = raw(head(target) + "\r\n");
        assertTrue(answer.startsWith("HTTP/1.1 400 "), answer);
        assertTrue(answer.contains("application/problem+json"), answer);
        assertTrue(answer.contains("https://tresen.io/problems/malformed-request"), answer);
        assertTrue(answer.contains(why), answer);
        assertTrue(answer.toLowerCase(Locale.ROOT).contains("x-content-type-options: nosniff"), answer);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "POST /edge/form HTTP/1.1\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 5\r\n\r\na=%zz",
                "POST /edge/form HTTP/1.1\r\nContent-Type: application/x-www-form-urlencoded;charset=no\r\nContent-Length: 3\r\n\r\na=1",
                "GET /edge/open HTTP/1.1\r\nAccept: ;;;,/",
                "GET /edge/open HTTP/1.1\r\nAccept: application/json;q=x",
                "GET /edge/open HTTP/1.1\r\nAccept-Language: ;;;q=9,,",
                "GET /edge/open HTTP/1.1\r\nCookie: ;;=\"",
                "POST /edge HTTP/1.1\r\nContent-Type: ;\r\nContent-Length: 2\r\n\r\n{}",
                "POST /edge HTTP/1.1\r\nContent-Type: application/json;charset=nonsense\r\nContent-Length: 2\r\n\r\n{}",
                "POST /edge HTTP/1.1\r\nContent-Type: application/json;charset\r\nContent-Length: 2\r\n\r\n{}",
                "POST /edge HTTP/1.1\r\nContent-Type: application/json\r\nContent-Length: -1",
                "POST /edge HTTP/1.1\r\nContent-Type: application/json\r\nContent-Length: x",
                "POST /edge HTTP/1.1\r\nContent-Type: application/json\r\nContent-Length: 99999999999999999999",
                "POST /edge HTTP/1.1\r\nContent-Type: application/json\r\nTransfer-Encoding: nonsense",
                "POST /edge HTTP/1.1\r\nContent-Type: multipart/form-data\r\nContent-Length: 2\r\n\r\n{}",
                "GET /edge/open HTTP/1.1\r\nX: a\0b",
                "GET /edge/open HTTP/1.1\r\n: x",
                "GET /edge/open HTTP/9.9\r\nX: y",
                "FOO /edge/open HTTP/1.1\r\nX: y",
                "TRACE /edge/open HTTP/1.1\r\nX: y",
                "CONNECT localhost:1 HTTP/1.1\r\nX: y",
                "OPTIONS * HTTP/1.1\r\nX: y",
                "GET //edge//open HTTP/1.1\r\nX: y",
                "GET /edge/../../x HTTP/1.1\r\nX: y",
                "GET /edge/open;a=b;;= HTTP/1.1\r\nX: y",
                "GET edge HTTP/1.1\r\nX: y",
                "GET http://[x/ HTTP/1.1\r\nX: y",
                "GET /edge/business HTTP/1.1\r\nAuthorization: Bearer",
                "GET /edge/business HTTP/1.1\r\nAuthorization: Bearer \u00ff",
                "GET /edge/business HTTP/1.1\r\nAuthorization: Bearer a\r\nAuthorization: Bearer b",
                "GET /edge/open?q=%zz HTTP/1.1\r\nX: y",
                "GET /edge/open?q=% HTTP/1.1\r\nX: y",
                "GET /% HTTP/1.1\r\nX: y",
                "PUT /edge/names/%zz HTTP/1.1\r\nX: y",
                "GET /edge/open?q=[]{}|^ HTTP/1.1\r\nX: y",
                "GET /edge/open?&&==&q HTTP/1.1\r\nX: y",
                "nonsense",
            })
    void nothingInTheHeadOfARequestIsAnsweredWith5xx(String start) throws Exception {
        String request = start.contains("\r\n\r\n")
                ? start.replaceFirst("\r\n", "\r\nHost: localhost\r\nConnection: close\r\n")
                : start.replaceFirst("\r\n|$", "\r\nHost: localhost\r\nConnection: close\r\n") + "\r\n\r\n";
        String answer = raw(request);
        assertTrue(answer.matches("(?s)HTTP/[0-9.]+ [234].*"), answer);
    }
}
