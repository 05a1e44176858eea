package io.tresen.messaging.seal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertThrowsExactly;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.nimbusds.jose.EncryptionMethod;
import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.JWEHeader;
import com.nimbusds.jose.JWEObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.ECDHDecrypter;
import com.nimbusds.jose.crypto.ECDHEncrypter;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import io.tresen.messaging.rest.JsonRules;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SealingTest {

    record Address(String name, String street, String city) {}

    record Handed(Address deliveryAddress) {}

    private static final UUID ORDER = UUID.randomUUID();
    private static final UUID BUSINESS = UUID.randomUUID();
    private static final Handed ADDRESS = new Handed(new Address("Jörg Müller", "Hauptstraße 1", "Köln"));

    @TempDir
    Path folder;

    private final ObjectMapper mapper = mapper();
    private ECKey newest;
    private ECKey older;
    private Sealer sealer;
    private Unsealer unsealer;

    private static ObjectMapper mapper() {
        ObjectMapper mapper = new ObjectMapper();
        new JsonRules().customize(mapper);
        return mapper;
    }

    @BeforeEach
    void keys() throws Exception {
        newest = new ECKeyGenerator(Curve.P_256).keyID("order-2").generate();
        older = new ECKeyGenerator(Curve.P_256).keyID("order-1").generate();
        ECKey other = new ECKeyGenerator(Curve.P_256).keyID("payment-1").generate();
        sealer = new Sealer(file("public", new JWKSet(List.of(other, newest, older)).toString(true)), mapper);
        unsealer = new Unsealer(file("private", new JWKSet(List.of(newest, older)).toString(false)), mapper);
    }

    private KeyFile file(String name, String jwks) throws Exception {
        Path path = folder.resolve(name);
        Files.writeString(path, jwks);
        return new KeyFile(path.toString());
    }

    private String sealed() {
        return sealer.seal("order", ORDER, BUSINESS, ADDRESS);
    }

    @Test
    void theRecipientOpensWhatWasSealedForTheOrder() {
        assertEquals(ADDRESS, unsealer.open(sealed(), ORDER, BUSINESS, Handed.class));
    }

    @Test
    void itIsSealedAsAgreedToTheRecipientsFirstKey() throws Exception {
        JWEObject jwe = JWEObject.parse(sealed());
        assertEquals(JWEAlgorithm.ECDH_ES_A256KW, jwe.getHeader().getAlgorithm());
        assertEquals(EncryptionMethod.A256GCM, jwe.getHeader().getEncryptionMethod());
        assertEquals("order-2", jwe.getHeader().getKeyID());
        assertFalse(jwe.serialize().contains("Hauptstra"));
    }

    @Test
    void thePlaintextIsTheContentWithTheIdsOfItsOrderAndBusiness() throws Exception {
        JWEObject jwe = JWEObject.parse(sealed());
        jwe.decrypt(new ECDHDecrypter(newest));
        JsonNode plain = mapper.readTree(jwe.getPayload().toString());
        assertEquals(ORDER.toString(), plain.get("order_id").textValue());
        assertEquals(BUSINESS.toString(), plain.get("business_id").textValue());
        assertEquals("Köln", plain.get("delivery_address").get("city").textValue());
    }

    @Test
    void whatWasSealedBeforeARotationOpensAfterIt() throws Exception {
        Sealer before = new Sealer(file("before", new JWKSet(older).toString(true)), mapper);
        String jwe = before.seal("order", ORDER, BUSINESS, ADDRESS);
        assertEquals(ADDRESS, unsealer.open(jwe, ORDER, BUSINESS, Handed.class));
    }

    @Test
    void anAddressMovedToAnotherOrderOrBusinessIsTheRecordsOwnFault() {
        String jwe = sealed();
        assertThrows(Unsealable.class, () -> unsealer.open(jwe, UUID.randomUUID(), BUSINESS, Handed.class));
        assertThrows(Unsealable.class, () -> unsealer.open(jwe, ORDER, UUID.randomUUID(), Handed.class));
    }

    @Test
    void whatIsNoSealOrChangedIsTheRecordsOwnFault() {
        String[] parts = sealed().split("\\.");
        parts[3] = (parts[3].charAt(0) == 'A' ? "B" : "A") + parts[3].substring(1);
        for (String bad : new String[] {"", "x", "a.b.c.d.e", String.join(".", parts)}) {
            assertThrowsExactly(Unsealable.class, () -> unsealer.open(bad, ORDER, BUSINESS, Handed.class), bad);
        }
    }

    @Test
    void aKeyThatIsNotHereIsToldApartAndMayComeLater() throws Exception {
        ECKey next = new ECKeyGenerator(Curve.P_256).keyID("order-3").generate();
        String jwe = new Sealer(file("next", new JWKSet(next).toString(true)), mapper)
                .seal("order", ORDER, BUSINESS, ADDRESS);
        assertThrowsExactly(UnknownKey.class, () -> unsealer.open(jwe, ORDER, BUSINESS, Handed.class));
        Unsealer later = new Unsealer(file("later", new JWKSet(List.of(next, newest)).toString(false)), mapper);
        assertEquals(ADDRESS, later.open(jwe, ORDER, BUSINESS, Handed.class));
        assertThrowsExactly(Unsealable.class, () -> later.open(jwe, UUID.randomUUID(), BUSINESS, Handed.class));
    }

    @Test
    void aKeyThatIsOnlyPublicHereIsNotHere() throws Exception {
        String jwe = sealed();
        Unsealer half = new Unsealer(file("half", new JWKSet(newest).toString(true)), mapper);
        assertThrowsExactly(UnknownKey.class, () -> half.open(jwe, ORDER, BUSINESS, Handed.class));
    }

    @Test
    void whatNamesNoKeyIsNotWorthWaitingFor() throws Exception {
        JWEObject nameless =
                new JWEObject(new JWEHeader(JWEAlgorithm.ECDH_ES_A256KW, EncryptionMethod.A256GCM), new Payload("{}"));
        nameless.encrypt(new ECDHEncrypter(newest));
        assertThrowsExactly(Unsealable.class, () -> unsealer.open(nameless.serialize(), ORDER, BUSINESS, Handed.class));
    }

    @Test
    void anotherAlgorithmThanAgreedIsRefused() throws Exception {
        JWEObject direct = new JWEObject(
                new JWEHeader.Builder(JWEAlgorithm.ECDH_ES, EncryptionMethod.A256GCM)
                        .keyID("order-2")
                        .build(),
                new Payload("{}"));
        direct.encrypt(new ECDHEncrypter(newest));
        assertThrows(Unsealable.class, () -> unsealer.open(direct.serialize(), ORDER, BUSINESS, Handed.class));
    }

    @Test
    void aServiceWithoutKeysStartsAndSaysSoWhenItNeedsThem() {
        Sealer keyless = new Sealer((KeyFile) null, mapper);
        assertThrows(IllegalStateException.class, () -> keyless.seal("order", ORDER, BUSINESS, ADDRESS));
        assertThrows(IllegalStateException.class, () -> sealer.seal("catalog", ORDER, BUSINESS, ADDRESS));
        Unsealer blind = new Unsealer((KeyFile) null, mapper);
        assertThrows(IllegalStateException.class, () -> blind.open("x", ORDER, BUSINESS, Handed.class));
    }
}
