package io.tresen.kubernetes;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** An authority and what it signs, by the JDK's own tool: what Strimzi and CloudNativePG make in a cluster. */
final class Certificates {

    static final String PASSWORD = "changeit";

    private final Path folder;
    private final Path all;

    Certificates(Path folder) throws IOException, GeneralSecurityException {
        this.folder = folder;
        this.all = folder.resolve("all.p12");
        keytool("ca", "-ext", "bc:c");
        Files.writeString(
                authority(), pem("CERTIFICATE", store().getCertificate("ca").getEncoded()));
    }

    /** The authority's certificate, PEM. */
    Path authority() {
        return folder.resolve("ca.crt");
    }

    /** A PKCS12 file of that name, signed for this machine; the same one each time. */
    Path issue(String name) throws IOException, GeneralSecurityException {
        Path file = folder.resolve(name + ".p12");
        if (Files.exists(file)) {
            return file;
        }
        keytool(name, "-signer", "ca", "-ext", "san=dns:localhost,ip:127.0.0.1");
        KeyStore one = KeyStore.getInstance("PKCS12");
        one.load(null, null);
        one.setKeyEntry(name, store().getKey(name, PASSWORD.toCharArray()), PASSWORD.toCharArray(), chain(name));
        try (OutputStream out = Files.newOutputStream(file)) {
            one.store(out, PASSWORD.toCharArray());
        }
        return file;
    }

    /** Lines of the key, PEM. */
    List<String> keyOf(String name) throws IOException, GeneralSecurityException {
        return pem("PRIVATE KEY", store().getKey(name, PASSWORD.toCharArray()).getEncoded())
                .lines()
                .toList();
    }

    /** Lines of the certificate, PEM. */
    List<String> certificateOf(String name) throws IOException, GeneralSecurityException {
        return pem("CERTIFICATE", store().getCertificate(name).getEncoded())
                .lines()
                .toList();
    }

    private Certificate[] chain(String name) throws IOException, GeneralSecurityException {
        return new Certificate[] {store().getCertificate(name), store().getCertificate("ca")};
    }

    private KeyStore store() throws IOException, GeneralSecurityException {
        return KeyStore.getInstance(all.toFile(), PASSWORD.toCharArray());
    }

    private void keytool(String name, String... more) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                name,
                "-dname",
                "CN=" + name,
                "-keyalg",
                "EC",
                "-groupname",
                "secp256r1",
                "-validity",
                "2",
                "-keystore",
                all.toString(),
                "-storepass",
                PASSWORD,
                "-storetype",
                "PKCS12"));
        command.addAll(List.of(more));
        Kustomize.run(command.toArray(String[]::new));
    }

    private static String pem(String what, byte[] bytes) {
        return "-----BEGIN " + what + "-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes) + "\n-----END " + what + "-----\n";
    }
}
