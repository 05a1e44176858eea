package io.tresen.order;

import com.nimbusds.jose.EncryptionMethod;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.JWEHeader;
import com.nimbusds.jose.JWEObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.ECDHEncrypter;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** A rotated key that the chat seals with already, and that this service gets into its key file later, or never. */
final class LateKey {

    private final ECKey key;

    LateKey() throws JOSEException {
        key = new ECKeyGenerator(Curve.P_256)
                .keyID("order-late-" + UUID.randomUUID())
                .generate();
    }

    /** An address as chat-service seals it. */
    String seal(UUID orderId, UUID businessId, Address address) throws JOSEException {
        JWEObject sealed = new JWEObject(
                new JWEHeader.Builder(JWEAlgorithm.ECDH_ES_A256KW, EncryptionMethod.A256GCM)
                        .keyID(key.getKeyID())
                        .build(),
                new Payload(Map.of(
                        "order_id",
                        orderId.toString(),
                        "business_id",
                        businessId.toString(),
                        "delivery_address",
                        Map.of(
                                "name", address.name(),
                                "street", address.street(),
                                "postcode", address.postcode(),
                                "city", address.city(),
                                "country", address.country()))));
        sealed.encrypt(new ECDHEncrypter(key.toECPublicKey()));
        return sealed.serialize();
    }

    /** Puts the key into this service's file, beside those that are there. */
    void arrive(Path file) throws IOException, ParseException {
        List<JWK> keys = new ArrayList<>(JWKSet.load(file.toFile()).getKeys());
        keys.add(key);
        Path next = Files.writeString(file.resolveSibling("next.json"), new JWKSet(keys).toString(false));
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
    }
}
