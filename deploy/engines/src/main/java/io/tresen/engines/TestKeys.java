package io.tresen.engines;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.OctetSequenceKeyGenerator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;
import java.util.UUID;

/** The keys of tests: a pair that signs (ES256), as chat-service's is in a running platform, and one that keeps secrets. */
final class TestKeys {

    static final String PUBLIC = "jwks.json";
    static final String PRIVATE = "signing-key.jwk";
    static final String SECRETS = "secrets.json";

    private TestKeys() {}

    static ECKey generate() {
        try {
            return new ECKeyGenerator(Curve.P_256)
                    .keyUse(KeyUse.SIGNATURE)
                    .keyID(UUID.randomUUID().toString())
                    .generate();
        } catch (JOSEException e) {
            throw new EngineFailure("no signing key: " + e.getMessage(), e);
        }
    }

    static void write(Path folder) {
        ECKey key = generate();
        try {
            Files.writeString(folder.resolve(PRIVATE), key.toJSONString());
            Files.writeString(folder.resolve(PUBLIC), new JWKSet(key).toString(true));
            Files.writeString(
                    folder.resolve(SECRETS),
                    new JWKSet(new OctetSequenceKeyGenerator(256).keyID("test").generate()).toString(false));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (JOSEException e) {
            throw new EngineFailure("no key for secrets: " + e.getMessage(), e);
        }
    }

    static ECKey read(Path privateKey) {
        try {
            return ECKey.parse(Files.readString(privateKey));
        } catch (IOException | ParseException e) {
            throw new EngineFailure("no signing key in " + privateKey, e);
        }
    }
}
