package io.tresen.messaging.seal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.nimbusds.jose.EncryptionMethod;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.JWEHeader;
import com.nimbusds.jose.JWEObject;
import com.nimbusds.jose.crypto.ECDHDecrypter;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.text.ParseException;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Opens what was sealed to this service, with the private keys of {@code tresen.seal.keys.location}. */
@ApplicationScoped
public class Unsealer {

    private final Optional<KeyFile> keys;
    private final ObjectMapper mapper;

    @Inject
    Unsealer(@ConfigProperty(name = "tresen.seal.keys.location") Optional<String> location, ObjectMapper mapper) {
        this(location.map(KeyFile::new).orElse(null), mapper);
    }

    Unsealer(KeyFile keys, ObjectMapper mapper) {
        this.keys = Optional.ofNullable(keys);
        this.mapper = mapper;
    }

    /**
     * The content, once it is sure that it belongs to this order and business.
     *
     * @throws UnknownKey when the key is not here, maybe not yet; the file is read again for it once a second at most
     * @throws Unsealable the record's own fault: unreadable, changed, or of another event
     * @throws UncheckedIOException when the key file can't be read: not the record's fault
     */
    public <T> T open(String jwe, UUID orderId, UUID businessId, Class<T> type) {
        KeyFile file = keys.orElseThrow(() -> new IllegalStateException("tresen.seal.keys.location is not set"));
        JsonNode plain;
        T content;
        try {
            JWEObject sealed = JWEObject.parse(jwe);
            checkHeader(sealed.getHeader());
            ECKey key = file.key(sealed.getHeader().getKeyID())
                    .filter(JWK::isPrivate)
                    .filter(ECKey.class::isInstance)
                    .map(JWK::toECKey)
                    .orElseThrow(UnknownKey::new);
            sealed.decrypt(new ECDHDecrypter(key.toECPrivateKey()));
            plain = mapper.readTree(sealed.getPayload().toBytes());
            content = mapper.treeToValue(plain, type);
        } catch (Unsealable | UncheckedIOException e) {
            throw e;
        } catch (ParseException | JOSEException | IOException | RuntimeException e) {
            throw new Unsealable("it can not be opened: " + e.getClass().getSimpleName());
        }
        if (!orderId.toString().equals(plain.path("order_id").textValue())
                || !businessId.toString().equals(plain.path("business_id").textValue())) {
            throw new Unsealable("it was sealed for another order or business");
        }
        return content;
    }

    private static void checkHeader(JWEHeader header) {
        if (!JWEAlgorithm.ECDH_ES_A256KW.equals(header.getAlgorithm())
                || !EncryptionMethod.A256GCM.equals(header.getEncryptionMethod())
                || header.getCompressionAlgorithm() != null) {
            throw new Unsealable("it is sealed in another way than agreed");
        }
        if (header.getKeyID() == null) {
            throw new Unsealable("it names no key");
        }
    }
}
