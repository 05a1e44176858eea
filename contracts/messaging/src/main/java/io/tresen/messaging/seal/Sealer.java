package io.tresen.messaging.seal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.nimbusds.jose.EncryptionMethod;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.JWEHeader;
import com.nimbusds.jose.JWEObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.ECDHEncrypter;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Seals what one service hands to another to that one recipient (DESIGN 4): a compact JWE (RFC 7516), ECDH-ES+A256KW,
 * A256GCM. In the recipients' JWKS a key's {@code kid} is {@code <recipient>-<anything>}; the first one is used, so a
 * rotation puts the new key first.
 */
@ApplicationScoped
public class Sealer {

    private final Optional<KeyFile> recipients;
    private final ObjectMapper mapper;

    @Inject
    Sealer(@ConfigProperty(name = "tresen.seal.recipients.location") Optional<String> location, ObjectMapper mapper) {
        this(location.map(KeyFile::new).orElse(null), mapper);
    }

    Sealer(KeyFile recipients, ObjectMapper mapper) {
        this.recipients = Optional.ofNullable(recipients);
        this.mapper = mapper;
    }

    /**
     * The sealed content.
     *
     * @param content becomes a JSON object, beside whose members stand {@code order_id} and {@code business_id}
     * @param recipient name of the service that can open it, e.g. {@code order}
     * @throws IllegalStateException when {@code tresen.seal.recipients.location} is not set or has no key of the recipient
     * @throws java.io.UncheckedIOException when the file can't be read
     */
    public String seal(String recipient, UUID orderId, UUID businessId, Object content) {
        KeyFile file =
                recipients.orElseThrow(() -> new IllegalStateException("tresen.seal.recipients.location is not set"));
        ECKey key = file.first(candidate -> candidate instanceof ECKey && isOf(candidate, recipient))
                .map(JWK::toECKey)
                .orElseThrow(() -> new IllegalStateException("There is no key to seal for " + recipient));
        try {
            JWEHeader header = new JWEHeader.Builder(JWEAlgorithm.ECDH_ES_A256KW, EncryptionMethod.A256GCM)
                    .keyID(key.getKeyID())
                    .build();
            ObjectNode plain = mapper.valueToTree(content);
            plain.put("order_id", orderId.toString()).put("business_id", businessId.toString());
            JWEObject jwe = new JWEObject(header, new Payload(mapper.writeValueAsBytes(plain)));
            jwe.encrypt(new ECDHEncrypter(key.toECPublicKey()));
            return jwe.serialize();
        } catch (JOSEException | JsonProcessingException e) {
            throw new IllegalStateException("The content can't be sealed", e);
        }
    }

    private static boolean isOf(JWK key, String recipient) {
        return key.getKeyID() != null && key.getKeyID().startsWith(recipient + "-");
    }
}
