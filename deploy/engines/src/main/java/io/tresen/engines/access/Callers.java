package io.tresen.engines.access;

import io.tresen.engines.TestTokens;
import java.util.Map;
import java.util.UUID;

/**
 * Bearer tokens of everybody who calls.
 *
 * @param program of the business whose things they are
 * @param shopper whose conversation, wallet and transfers they are
 * @param otherShopper another one of the same business
 * @param stranger another business's program
 * @param strangersShopper a shopper of that one
 * @param revoked of the program, no longer good
 */
public record Callers(
        String program,
        String owner,
        String agent,
        String shopper,
        String otherShopper,
        String stranger,
        String strangersOwner,
        String strangersAgent,
        String strangersShopper,
        String revoked) {

    /** For services that only check tokens. The revocation is told on its topic; {@link AccessMatrix#revocationHolds()}. */
    public static Callers of(UUID businessId, UUID shopperId, UUID conversationId) {
        UUID other = UUID.randomUUID();
        return of(
                TestTokens.business(businessId).mint(),
                TestTokens.staff(businessId, UUID.randomUUID(), "owner").mint(),
                TestTokens.staff(businessId, UUID.randomUUID(), "agent").mint(),
                TestTokens.shopper(businessId, shopperId, conversationId).mint(),
                TestTokens.shopper(businessId, UUID.randomUUID(), UUID.randomUUID())
                        .mint(),
                TestTokens.business(other).mint(),
                TestTokens.staff(other, UUID.randomUUID(), "owner").mint(),
                TestTokens.staff(other, UUID.randomUUID(), "agent").mint(),
                TestTokens.shopper(other, UUID.randomUUID(), UUID.randomUUID()).mint());
    }

    /** For chat-service, which gave these tokens out. */
    public static Callers of(
            String program,
            String owner,
            String agent,
            String shopper,
            String otherShopper,
            String stranger,
            String strangersOwner,
            String strangersAgent,
            String strangersShopper) {
        UUID jti = UUID.randomUUID();
        Revocation.tell(jti);
        return new Callers(
                program,
                owner,
                agent,
                shopper,
                otherShopper,
                stranger,
                strangersOwner,
                strangersAgent,
                strangersShopper,
                BadTokens.copyOf(program, jti));
    }

    /** By the letters of the table ({@link AccessRow}). */
    public Map<Character, String> ours() {
        return Map.of('p', program, 'o', owner, 'a', agent, 's', shopper);
    }

    Map<Character, String> strangers() {
        return Map.of('p', stranger, 'o', strangersOwner, 'a', strangersAgent, 's', strangersShopper);
    }
}
