package io.tresen.chat.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The cookie of a session travels over https alone, save on the local platform, which has none. */
class SessionCookieTest {

    private final SessionCookie cookie = new SessionCookie(UUID.randomUUID(), "secret");

    @Test
    void onlyTheLocalPlatformSendsItWithoutHttps() {
        assertTrue(cookie.set(false).isSecure());
        assertFalse(cookie.set(true).isSecure());
        assertTrue(SessionCookie.clear(false).isSecure());
    }

    @Test
    void whatIsSetIsReadAgainAndAnythingElseIsNone() {
        assertEquals(cookie, SessionCookie.read(cookie.set(false).getValue()));
        assertNull(SessionCookie.read("x.secret"));
        assertNull(SessionCookie.read(null));
    }
}
