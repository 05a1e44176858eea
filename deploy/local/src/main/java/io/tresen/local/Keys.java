package io.tresen.local;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.OctetSequenceKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.OctetSequenceKeyGenerator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.UUID;

/**
 * The platform's keys (DESIGN.md 4 and 11), made once: chat's for signing tokens, order's for what is sealed to it, and for
 * services with webhooks one each to keep their secrets. Private halves and secret keys are readable by their owner alone.
 */
record Keys(Path folder) {

    private static final String OWNER_ONLY = "rw-------";
    private static final String EVERYBODY = "rw-r--r--";
    private static final List<String> WITH_SECRETS = List.of("chat", "notification");

    /** Chat's private ES256 key, one JWK. */
    Path signingKey() {
        return folder.resolve("signing-key.jwk");
    }

    /** What every service checks tokens with. */
    Path tokenKeys() {
        return folder.resolve("jwks.json");
    }

    /** What chat seals with; a key's id begins with the recipient's name. */
    Path sealRecipients() {
        return folder.resolve("seal-recipients.json");
    }

    /** What order opens with. */
    Path orderSealKeys() {
        return folder.resolve("seal-order.json");
    }

    /** What a service keeps its secrets with, such as those that webhooks are signed with. */
    Path secretKeys(String service) {
        return folder.resolve("secrets-" + service + ".json");
    }

    /** Makes what is missing. Public halves come last: they say that their private half is whole. */
    void make() {
        try {
            Files.createDirectories(folder);
            if (!Files.exists(tokenKeys())) {
                ECKey signing = key("local-", KeyUse.SIGNATURE);
                write(signingKey(), signing.toJSONString(), OWNER_ONLY);
                write(tokenKeys(), new JWKSet(signing.toPublicJWK()).toString(true), EVERYBODY);
            }
            if (!Files.exists(sealRecipients())) {
                ECKey sealing = key("order-", KeyUse.ENCRYPTION);
                write(orderSealKeys(), new JWKSet(sealing).toString(false), OWNER_ONLY);
                write(sealRecipients(), new JWKSet(sealing.toPublicJWK()).toString(true), EVERYBODY);
            }
            for (String service : WITH_SECRETS) {
                if (!Files.exists(secretKeys(service)) || Files.size(secretKeys(service)) == 0) {
                    write(secretKeys(service), new JWKSet(secretKey(service)).toString(false), OWNER_ONLY);
                }
            }
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static ECKey key(String prefix, KeyUse use) {
        try {
            return new ECKeyGenerator(Curve.P_256)
                    .keyUse(use)
                    .algorithm(use == KeyUse.SIGNATURE ? JWSAlgorithm.ES256 : JWEAlgorithm.ECDH_ES_A256KW)
                    .keyID(prefix + UUID.randomUUID())
                    .generate();
        } catch (JOSEException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static OctetSequenceKey secretKey(String service) {
        try {
            return new OctetSequenceKeyGenerator(256)
                    .keyUse(KeyUse.ENCRYPTION)
                    .algorithm(JWEAlgorithm.DIR)
                    .keyID(service + "-" + UUID.randomUUID())
                    .generate();
        } catch (JOSEException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static void write(Path file, String content, String permissions) throws IOException {
        Files.deleteIfExists(file);
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions)));
        Files.writeString(file, content + "\n");
    }
}
