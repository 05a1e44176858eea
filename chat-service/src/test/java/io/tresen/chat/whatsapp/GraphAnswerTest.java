package io.tresen.chat.whatsapp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class GraphAnswerTest {

    private static SendOutcome read(int status, String body) {
        return GraphAnswer.read(status, body.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    }

    private static SendOutcome code(int code) {
        return read(400, "{'error': {'message': '(#1) x', 'code': " + code + "}}");
    }

    @Test
    void anIdSaysThatItWasTakenAndItsAbsenceSaysNothing() {
        assertEquals(new SendOutcome.Taken("wamid.1"), read(200, "{'messages': [{'id': 'wamid.1'}]}"));
        assertInstanceOf(SendOutcome.Silence.class, read(200, "{'messages': []}"));
        assertInstanceOf(SendOutcome.Silence.class, read(200, ""));
    }

    @Test
    void ratesAndMetasOwnTroubleAreForLater() {
        for (int code : new int[] {1, 2, 131000, 131016, 131056}) {
            assertEquals(new SendOutcome.Later(false, Integer.toString(code)), code(code));
        }
        for (int code : new int[] {0, 4, 190, 80007, 130429, 131057, 133004}) {
            assertEquals(new SendOutcome.Later(true, Integer.toString(code)), code(code));
        }
        assertEquals(new SendOutcome.Later(true, "429"), read(429, "slow down"));
    }

    @Test
    void aServerErrorWithoutMetasObjectMayHaveBeenTaken() {
        assertInstanceOf(SendOutcome.Silence.class, read(502, "<html>"));
        assertInstanceOf(SendOutcome.Silence.class, read(504, ""));
        assertInstanceOf(SendOutcome.Silence.class, read(500, "{'error': {'code': 'x'}}"));
        assertInstanceOf(SendOutcome.Later.class, read(500, "{'error': {'code': 131000}}"));
    }

    @Test
    void anyOtherRefusalIsFinalAndKeepsMetasWords() {
        SendOutcome.Refused refused = assertInstanceOf(
                SendOutcome.Refused.class,
                read(
                        400,
                        "{'error': {'message': '(#131047) Re-engagement message', 'code': 131047, 'fbtrace_id': 'x',"
                                + " 'error_data': {'messaging_product': 'whatsapp', 'details': 'More than 24 hours'}}}"));
        assertEquals(
                "[{\"code\":131047,\"title\":\"(#131047) Re-engagement message\",\"message\":\"(#131047) Re-engagement"
                        + " message\",\"error_data\":{\"details\":\"More than 24 hours\"}}]",
                refused.errors().toString());
    }
}
