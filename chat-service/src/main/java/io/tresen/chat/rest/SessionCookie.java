package io.tresen.chat.rest;

import io.tresen.chat.StaffSessions;
import io.tresen.messaging.Ids;
import jakarta.ws.rs.core.NewCookie;
import java.util.UUID;

/**
 * The cookie that renews a session: its id and a secret that is used once. No script can read it, it goes to the session's
 * own path alone and never along with a request from another site.
 */
record SessionCookie(UUID sessionId, String secret) {

    static final String NAME = "tresen_session";
    static final String PATH = "/chat/v1/console/session";

    /** A cookie's value; null when it is none of ours. */
    static SessionCookie read(String value) {
        int dot = value == null ? -1 : value.indexOf('.');
        UUID id = dot < 0 ? null : Ids.parse(value.substring(0, dot));
        return id == null ? null : new SessionCookie(id, value.substring(dot + 1));
    }

    /** To be set; {@code local}: without https. */
    NewCookie set(boolean local) {
        return cookie(sessionId + "." + secret, (int) StaffSessions.LIFE.toSeconds(), local);
    }

    /** Takes it away. */
    static NewCookie clear(boolean local) {
        return cookie("", 0, local);
    }

    private static NewCookie cookie(String value, int maxAgeS, boolean local) {
        return new NewCookie.Builder(NAME)
                .value(value)
                .path(PATH)
                .maxAge(maxAgeS)
                .httpOnly(true)
                .secure(!local)
                .sameSite(NewCookie.SameSite.STRICT)
                .build();
    }

    /** For logs: no secret. */
    @Override
    public String toString() {
        return "SessionCookie[" + sessionId + "]";
    }
}
