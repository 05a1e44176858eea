package io.tresen.kubernetes;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;

/**
 * Makes a cluster's first keys (DESIGN 4 and 11) as JWK files (RFC 7517), one folder a Secret or ConfigMap and named like it.
 * Needs nothing but a JDK: {@code make-keys FOLDER}. It never touches a folder that holds anything.
 */
public final class ClusterKeys {

    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();
    private static final int COORDINATE_BYTES = 32;

    private final Path folder;

    private ClusterKeys(Path folder) {
        this.folder = folder;
    }

    /** Command line: the folder. */
    public static void main(String[] arguments) throws GeneralSecurityException {
        if (arguments.length != 1) {
            System.err.println("usage: make-keys FOLDER");
            System.exit(2);
        }
        try {
            make(Path.of(arguments[0]));
            System.out.println("The keys are in " + arguments[0] + ", one folder a Secret or ConfigMap.");
        } catch (IOException refused) {
            System.err.println(refused.getMessage());
            System.exit(1);
        }
    }

    /** Makes all of them. @throws IOException when the folder can't be written, or holds something already */
    static void make(Path folder) throws IOException, GeneralSecurityException {
        if (Files.exists(folder)) {
            try (var files = Files.list(folder)) {
                if (files.findAny().isPresent()) {
                    throw new IOException(folder + " holds something already; keys in use are not made anew");
                }
            }
        }
        new ClusterKeys(folder).makeAll();
    }

    private void makeAll() throws IOException, GeneralSecurityException {
        String signing = "sign-" + UUID.randomUUID();
        KeyPair signer = pair();
        Instant now = Instant.now();
        write(
                "chat-signing-key/signing-key.jwk",
                KeyFolder.with(ec(signer, signing, "sig", "ES256", true), "iat", now));
        write("jwks/jwks.json", set(KeyFolder.with(ec(signer, signing, "sig", "ES256", false), "iat", now)));
        // a key that is sealed to names its recipient
        String sealing = "order-" + UUID.randomUUID();
        KeyPair recipient = pair();
        write("order-seal-keys/seal-order.json", set(ec(recipient, sealing, "enc", "ECDH-ES+A256KW", true)));
        write("seal-recipients/seal-recipients.json", set(ec(recipient, sealing, "enc", "ECDH-ES+A256KW", false)));
        for (String service : new String[] {"chat", "notification"}) {
            write(service + "-kept-secrets/secrets.json", set(oct(service)));
        }
    }

    static KeyPair pair() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        return generator.generateKeyPair();
    }

    static String ec(KeyPair pair, String kid, String use, String alg, boolean withPrivate) {
        ECPublicKey point = (ECPublicKey) pair.getPublic();
        String half = withPrivate ? ",\"d\":\"" + number(((ECPrivateKey) pair.getPrivate()).getS()) + '"' : "";
        return "{\"kty\":\"EC\",\"crv\":\"P-256\",\"use\":\"" + use + "\",\"alg\":\"" + alg + "\",\"kid\":\"" + kid
                + "\",\"x\":\"" + number(point.getW().getAffineX()) + "\",\"y\":\""
                + number(point.getW().getAffineY()) + '"' + half + '}';
    }

    static String oct(String service) {
        byte[] key = new byte[32];
        new SecureRandom().nextBytes(key);
        return "{\"kty\":\"oct\",\"use\":\"enc\",\"alg\":\"dir\",\"kid\":\"" + service + '-' + UUID.randomUUID()
                + "\",\"k\":\"" + BASE64.encodeToString(key) + "\"}";
    }

    private static String set(String key) {
        return "{\"keys\":[" + key + "]}";
    }

    private static String number(BigInteger value) {
        byte[] bytes = value.toByteArray();
        byte[] fixed = new byte[COORDINATE_BYTES];
        int length = Math.min(bytes.length, COORDINATE_BYTES);
        System.arraycopy(bytes, bytes.length - length, fixed, COORDINATE_BYTES - length, length);
        return BASE64.encodeToString(fixed);
    }

    private void write(String name, String content) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, content + "\n");
    }
}
