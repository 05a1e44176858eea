package io.tresen.kubernetes;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Rotates a cluster's keys in the folder that {@link ClusterKeys} made, a step each time it is run ({@code rotate-keys FOLDER
 * KIND}), so that no service ever meets a key that it does not know (DESIGN 4 and 11): a new key is published where it is checked or opened, used
 * ten minutes later, and the old one dropped once nothing can be left of it. It says what to apply and when to come again.
 */
public final class KeyRotation {

    /** A mounted file is new in a pod within two minutes, and read within one more. */
    private static final Duration KNOWN_EVERYWHERE = Duration.ofMinutes(10);

    /** A shopper's token lives 30 days and can be renewed for 90 more; a day for clocks and for who still signed with the old one. */
    private static final Duration LAST_TOKEN = Duration.ofDays(121);

    /** What is sealed is kept 14 days on its topic, and a dead letter of it 30. */
    private static final Duration LAST_SEAL = Duration.ofDays(45);

    private static final String JWKS = "jwks/jwks.json";
    private static final String SIGNING = "chat-signing-key/signing-key.jwk";
    private static final String NEXT = "next-signing-key/signing-key.jwk";
    private static final String SEAL_KEYS = "order-seal-keys/seal-order.json";
    private static final String RECIPIENTS = "seal-recipients/seal-recipients.json";

    private final KeyFolder folder;
    private final Instant now;
    private final List<String> told = new ArrayList<>();

    private KeyRotation(Path folder, Instant now) {
        this.folder = new KeyFolder(folder);
        this.now = now;
    }

    /** Command line: the folder and what to rotate. */
    public static void main(String[] arguments) throws GeneralSecurityException {
        if (arguments.length != 2) {
            System.err.println("usage: rotate-keys FOLDER signing|sealing|chat-kept-secrets|notification-kept-secrets");
            System.exit(2);
        }
        try {
            step(Path.of(arguments[0]), arguments[1], Instant.now()).forEach(System.out::println);
        } catch (IOException | IllegalArgumentException refused) {
            System.err.println(refused.getMessage());
            System.exit(1);
        }
    }

    /** Takes the next step that is due. @return what was done and what to do, a sentence a line */
    static List<String> step(Path folder, String kind, Instant now) throws IOException, GeneralSecurityException {
        KeyRotation rotation = new KeyRotation(folder, now);
        switch (kind) {
            case "signing" -> rotation.signing();
            case "sealing" -> rotation.sealing();
            case "chat-kept-secrets", "notification-kept-secrets" -> rotation.keptSecrets(kind);
            default -> throw new IllegalArgumentException("Nothing is called " + kind);
        }
        return rotation.told;
    }

    private void signing() throws IOException, GeneralSecurityException {
        drop(JWKS, "configmap jwks");
        List<String> known = folder.keys(JWKS);
        if (!folder.has(NEXT)) {
            var pair = ClusterKeys.pair();
            String kid = "sign-" + UUID.randomUUID();
            folder.write(NEXT, KeyFolder.with(ClusterKeys.ec(pair, kid, "sig", "ES256", true), "iat", now));
            known.add(KeyFolder.with(ClusterKeys.ec(pair, kid, "sig", "ES256", false), "iat", now));
            folder.write(JWKS, known);
            published(kid, "configmap jwks");
            return;
        }
        String next = folder.keys(NEXT).get(0);
        if (isKnownEverywhere(next)) {
            String old = KeyFolder.kid(folder.keys(SIGNING).get(0));
            folder.write(SIGNING, next);
            known.replaceAll(
                    key -> KeyFolder.kid(key).equals(old) ? KeyFolder.with(key, "exp", now.plus(LAST_TOKEN)) : key);
            folder.write(JWKS, known);
            folder.delete(NEXT);
            used(KeyFolder.kid(next), "secret chat-signing-key", old, LAST_TOKEN);
            apply("configmap jwks");
        }
    }

    private void sealing() throws IOException, GeneralSecurityException {
        drop(SEAL_KEYS, "secret order-seal-keys");
        List<String> ours = folder.keys(SEAL_KEYS);
        String old = KeyFolder.kid(folder.keys(RECIPIENTS).get(0));
        String last = ours.get(ours.size() - 1);
        if (KeyFolder.kid(last).equals(old)) {
            String kid = "order-" + UUID.randomUUID();
            ours.add(
                    KeyFolder.with(ClusterKeys.ec(ClusterKeys.pair(), kid, "enc", "ECDH-ES+A256KW", true), "iat", now));
            folder.write(SEAL_KEYS, ours);
            published(kid, "secret order-seal-keys");
        } else if (isKnownEverywhere(last)) {
            folder.write(RECIPIENTS, List.of(KeyFolder.open(last)));
            ours.replaceAll(
                    key -> KeyFolder.kid(key).equals(old) ? KeyFolder.with(key, "exp", now.plus(LAST_SEAL)) : key);
            folder.write(SEAL_KEYS, ours);
            used(KeyFolder.kid(last), "configmap seal-recipients", old, LAST_SEAL);
            apply("secret order-seal-keys");
        }
    }

    /** The first one writes. What an old one wrote stays until it is written anew, so that none is dropped here. */
    private void keptSecrets(String kind) throws IOException {
        String file = kind + "/secrets.json";
        List<String> keys = folder.keys(file);
        String last = keys.get(keys.size() - 1);
        if (keys.size() == 1 || KeyFolder.time(last, "nbf") != null || KeyFolder.time(last, "iat") == null) {
            String fresh = KeyFolder.with(ClusterKeys.oct(kind.substring(0, kind.indexOf('-'))), "iat", now);
            keys.add(fresh);
            folder.write(file, keys);
            published(KeyFolder.kid(fresh), "secret " + kind);
        } else if (isKnownEverywhere(last)) {
            keys.remove(keys.size() - 1);
            String old = KeyFolder.kid(keys.get(0));
            keys.add(0, KeyFolder.with(last, "nbf", now));
            folder.write(file, keys);
            told.add(KeyFolder.kid(last) + " writes from now on, " + old + " still reads.");
            apply("secret " + kind);
        }
    }

    private boolean isKnownEverywhere(String key) {
        Instant from = KeyFolder.time(key, "iat").plus(KNOWN_EVERYWHERE);
        if (now.isBefore(from)) {
            told.add("Not yet: " + KeyFolder.kid(key) + " is known everywhere at " + from + ". Come again then.");
            return false;
        }
        return true;
    }

    private void drop(String file, String object) throws IOException {
        List<String> keys = folder.keys(file);
        List<String> kept = keys.stream()
                .filter(key -> KeyFolder.time(key, "exp") == null || now.isBefore(KeyFolder.time(key, "exp")))
                .toList();
        if (kept.size() < keys.size()) {
            folder.write(file, kept);
            told.add((keys.size() - kept.size()) + " key of which nothing can be left was dropped.");
            apply(object);
        }
    }

    private void published(String kid, String object) {
        told.add(kid + " is published and not used yet.");
        apply(object);
        told.add("Come again in " + KNOWN_EVERYWHERE.toMinutes() + " minutes.");
    }

    private void used(String kid, String object, String old, Duration life) {
        told.add(kid + " is used from now on; " + old + " may go on " + now.plus(life) + ". Come again then.");
        apply(object);
    }

    private void apply(String object) {
        String[] words = object.split(" ");
        String kind = words[0].equals("secret") ? "secret generic" : words[0];
        told.add("  kubectl -n tresen create " + kind + " " + words[1] + " --from-file=" + words[1]
                + " --dry-run=client -o yaml | kubectl apply -f -");
    }
}
