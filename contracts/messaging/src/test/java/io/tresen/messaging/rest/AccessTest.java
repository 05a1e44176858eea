package io.tresen.messaging.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.quarkus.arc.profile.IfBuildProfile;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.lang.reflect.Method;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AccessTest {

    @IfBuildProfile("never")
    @Path("/a")
    @Allowed(Role.BUSINESS)
    public static class Decided {
        @GET
        public void ofTheClass() {}

        @POST
        @Allowed({Role.BUSINESS, Role.SHOPPER})
        public void ofBoth() {}

        @GET
        @Path("/inbox")
        @Allowed(value = Role.BUSINESS, agents = true)
        public void inbox() {}

        @GET
        @Path("/open")
        @Public
        public void open() {}

        public void noResourceMethod() {}
    }

    @IfBuildProfile("never")
    @Path("/b")
    public static class Undecided {
        @GET
        public void forgotten() {}

        @GET
        @Public
        @Allowed(Role.BUSINESS)
        public void torn() {}

        @GET
        @Public
        public void open() {}
    }

    private static Optional<AccessRule> rule(Class<?> type, String name) throws Exception {
        Method method = type.getMethod(name);
        return AccessRule.of(type, method);
    }

    @Test
    void theMethodsOwnRuleWinsOverItsClasss() throws Exception {
        assertEquals(
                Set.of(Role.BUSINESS),
                rule(Decided.class, "ofTheClass").orElseThrow().roles());
        assertEquals(
                Set.of(Role.BUSINESS, Role.SHOPPER),
                rule(Decided.class, "ofBoth").orElseThrow().roles());
        assertEquals(true, rule(Decided.class, "open").orElseThrow().open());
    }

    private static Token token(Role role, StaffRole staffRole) {
        return new Token(
                role,
                UUID.randomUUID(),
                UUID.randomUUID(),
                null,
                "DE",
                "EUR",
                UUID.randomUUID(),
                Instant.MAX,
                staffRole);
    }

    @ParameterizedTest
    @CsvSource({
        // method, app, owner, agent, shopper
        "ofTheClass, true, true, false, false",
        "ofBoth, true, true, false, true",
        "inbox, true, true, true, false",
    })
    void anAgentMayOnlyDoWhatSaysSoAndAnOwnerWhatAProgramMay(
            String method, boolean app, boolean owner, boolean agent, boolean shopper) throws Exception {
        AccessRule rule = rule(Decided.class, method).orElseThrow();
        assertEquals(app, rule.admits(token(Role.BUSINESS, null)));
        assertEquals(owner, rule.admits(token(Role.BUSINESS, StaffRole.OWNER)));
        assertEquals(agent, rule.admits(token(Role.BUSINESS, StaffRole.AGENT)));
        assertEquals(shopper, rule.admits(token(Role.SHOPPER, null)));
    }

    @Test
    void nobodyMayCallWhatNobodyDecided() throws Exception {
        assertEquals(Optional.empty(), rule(Undecided.class, "forgotten"));
        assertEquals(Optional.empty(), rule(Undecided.class, "torn"));
    }

    @Test
    void theStartUpCheckFindsWhatNobodyDecided() {
        assertEquals(List.of(), AccessCheck.undecided(Decided.class));
        assertEquals(
                List.of(Undecided.class.getName() + ".forgotten", Undecided.class.getName() + ".torn"),
                AccessCheck.undecided(Undecided.class).stream().sorted().toList());
    }

    @Test
    void aTokenComesByTheBearerSchemeOnly() {
        assertEquals("abc", AccessFilter.bearer("Bearer abc"));
        assertEquals("abc", AccessFilter.bearer("bearer  abc "));
        assertNull(AccessFilter.bearer("Basic abc"));
        assertNull(AccessFilter.bearer(null));
    }
}
