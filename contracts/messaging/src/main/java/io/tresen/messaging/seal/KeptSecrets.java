package io.tresen.messaging.seal;

import com.nimbusds.jose.EncryptionMethod;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.JWEHeader;
import com.nimbusds.jose.JWEObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.DirectDecrypter;
import com.nimbusds.jose.crypto.DirectEncrypter;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.OctetSequenceKey;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.text.ParseException;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Keeps secrets that are needed again, so that hashing will not do: a compact JWE (RFC 7516, {@code dir}, A256GCM) under a
 * 256-bit {@code oct} key of the JWKS file {@code tresen.secrets.location}. The first key of the file writes, and what is
 * written names it, so a rotation puts the new key first and keeps the old one while something kept under it is left. The
 * owner is part of what is authenticated: a row moved to another tenant can't be read.
 */
@ApplicationScoped
public class KeptSecrets {

    private static final String OWNER = "business_id";
    private static final int BITS = 256;

    private final Optional<KeyFile> keys;

    @Inject
    KeptSecrets(@ConfigProperty(name = "tresen.secrets.location") Optional<String> location) {
        this(location.map(KeyFile::new).orElse(null));
    }

    KeptSecrets(KeyFile keys) {
        this.keys = Optional.ofNullable(keys);
    }

    /** The secret as it may be stored. @throws UncheckedIOException when there is no key to write with */
    public String keep(UUID businessId, String secret) {
        OctetSequenceKey key = file().first(it -> it instanceof OctetSequenceKey && it.size() == BITS)
                .map(JWK::toOctetSequenceKey)
                .orElseThrow(() -> missing("it holds no oct key of 256 bits"));
        JWEHeader header = new JWEHeader.Builder(JWEAlgorithm.DIR, EncryptionMethod.A256GCM)
                .keyID(key.getKeyID())
                .customParam(OWNER, businessId.toString())
                .build();
        try {
            JWEObject jwe = new JWEObject(header, new Payload(secret));
            jwe.encrypt(new DirectEncrypter(key));
            return jwe.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException("A secret can't be kept", e);
        }
    }

    /**
     * What {@link #keep} was given.
     *
     * @throws UncheckedIOException when there is no file, or no key of the id that the value names
     * @throws IllegalStateException when the value was changed, or is another business's
     */
    public String reveal(UUID businessId, String kept) {
        try {
            JWEObject jwe = JWEObject.parse(kept);
            String kid = jwe.getHeader().getKeyID();
            OctetSequenceKey key = file().key(kid)
                    .filter(OctetSequenceKey.class::isInstance)
                    .map(JWK::toOctetSequenceKey)
                    .orElseThrow(() -> missing("it holds no oct key " + kid));
            jwe.decrypt(new DirectDecrypter(key));
            if (!businessId.toString().equals(jwe.getHeader().getCustomParam(OWNER))) {
                throw new IllegalStateException("A kept secret is another business's");
            }
            return jwe.getPayload().toString();
        } catch (ParseException | JOSEException e) {
            throw new IllegalStateException(
                    "A kept secret can't be read: " + e.getClass().getSimpleName());
        }
    }

    private KeyFile file() {
        return keys.orElseThrow(() -> missing("it is not set"));
    }

    private static UncheckedIOException missing(String why) {
        return new UncheckedIOException(new IOException("tresen.secrets.location: " + why));
    }
}
