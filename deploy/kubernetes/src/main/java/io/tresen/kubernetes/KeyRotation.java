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

    /**
     * From the writing of the file: time to apply it, and for kubelet to mount it, which takes it two minutes at most where it works.
     * No service waits on top of that: a key that it does not have makes it read the file at once. What proves that it is there is the line that waits for each pod.
     */
    private static final Duration KNOWN_EVERYWHERE = Duration.ofMinutes(10);

    /** A shopper's token lives 30 days and can be renewed for 90 more; a day for clocks and for who still signed with the old one. */
    private static final Duration LAST_TOKEN = Duration.ofDays(121);

    /** What is sealed is kept 14 days on its topic, and a dead letter of it 30. */
    private static final Duration LAST_SEAL = Duration.ofDays(45);

    /** True of a pod that ended or is gone; of one that nobody can be asked about it is not, so that it is waited for. */
    private static final String UNLESS_IT_RUNS = "phase=$(kubectl -n tresen get \"$pod\" --ignore-not-found"
            + " -o jsonpath='{.status.phase}') && [ \"$phase\" != Running ]";

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

    /** A step that was interrupted between two files is finished by the next run: NEXT stands until all else is written. */
    private void signing() throws IOException, GeneralSecurityException {
        String used = KeyFolder.kid(folder.keys(SIGNING).get(0));
        drop(JWKS, used, "configmap jwks");
        List<String> known = folder.keys(JWKS);
        if (!folder.has(NEXT)) {
            var pair = ClusterKeys.pair();
            String kid = "sign-" + UUID.randomUUID();
            known.add(KeyFolder.with(ClusterKeys.ec(pair, kid, "sig", "ES256", false), "iat", now));
            // known first: interrupted here it is one that nobody signs with, not one that signs and nobody knows
            folder.write(JWKS, known);
            folder.write(NEXT, KeyFolder.with(ClusterKeys.ec(pair, kid, "sig", "ES256", true), "iat", now));
            published(kid, "configmap jwks", "tresen.io/part=service", "jwks/jwks.json");
            return;
        }
        String next = folder.keys(NEXT).get(0);
        String kid = KeyFolder.kid(next);
        if (kid.equals(used) || isKnownEverywhere(next)) {
            if (!kid.equals(used)) {
                folder.write(SIGNING, next);
            }
            folder.write(JWKS, retired(known, kid, used, LAST_TOKEN));
            folder.delete(NEXT);
            used(kid, "configmap jwks", "secret chat-signing-key", LAST_TOKEN);
        }
    }

    private void sealing() throws IOException, GeneralSecurityException {
        String used = KeyFolder.kid(folder.keys(RECIPIENTS).get(0));
        drop(SEAL_KEYS, used, "secret order-seal-keys");
        List<String> ours = folder.keys(SEAL_KEYS);
        String last = ours.get(ours.size() - 1);
        String kid = KeyFolder.kid(last);
        boolean interrupted = kid.equals(used) && ours.stream().anyMatch(key -> ends(key, kid, kid));
        if (kid.equals(used) && !interrupted) {
            String fresh = "order-" + UUID.randomUUID();
            ours.add(KeyFolder.with(
                    ClusterKeys.ec(ClusterKeys.pair(), fresh, "enc", "ECDH-ES+A256KW", true), "iat", now));
            folder.write(SEAL_KEYS, ours);
            published(fresh, "secret order-seal-keys", "app.kubernetes.io/name=order", "seal-keys/seal-order.json");
        } else if (interrupted || isKnownEverywhere(last)) {
            if (!interrupted) {
                folder.write(RECIPIENTS, List.of(KeyFolder.open(last)));
            }
            folder.write(SEAL_KEYS, retired(ours, kid, used, LAST_SEAL));
            used(kid, "secret order-seal-keys", "configmap seal-recipients", LAST_SEAL);
        }
    }

    /** The keys, with an end for the one that was used before, and for each but the used one that has none yet. */
    private List<String> retired(List<String> keys, String used, String before, Duration life) {
        return keys.stream()
                .map(key -> ends(key, used, before) ? KeyFolder.with(key, "exp", now.plus(life)) : key)
                .toList();
    }

    private static boolean ends(String key, String used, String before) {
        String kid = KeyFolder.kid(key);
        return !kid.equals(used) && (kid.equals(before) || KeyFolder.time(key, "exp") == null);
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
            String service = kind.substring(0, kind.indexOf('-'));
            published(
                    KeyFolder.kid(fresh),
                    "secret " + kind,
                    "app.kubernetes.io/name=" + service,
                    "kept-secrets/secrets.json");
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

    /** Drops what has ended, and never the key that is in use, whatever is written on it. */
    private void drop(String file, String used, String object) throws IOException {
        List<String> keys = folder.keys(file);
        List<String> kept = keys.stream()
                .filter(key -> KeyFolder.kid(key).equals(used)
                        || KeyFolder.time(key, "exp") == null
                        || now.isBefore(KeyFolder.time(key, "exp")))
                .toList();
        if (kept.size() < keys.size()) {
            folder.write(file, kept);
            told.add((keys.size() - kept.size()) + " key of which nothing can be left was dropped.");
            apply(object);
        }
    }

    /** @param pods label of those that read it, @param file where they do */
    private void published(String kid, String object, String pods, String file) {
        told.add(kid + " is published and not used yet.");
        apply(object);
        told.add("Then have this wait until each pod has it:");
        told.add("  for pod in $(kubectl -n tresen get pod -o name -l " + pods
                + " --field-selector=status.phase=Running); do until kubectl -n tresen exec \"$pod\" -- grep -q " + kid
                + " /etc/tresen/" + file + "; do " + UNLESS_IT_RUNS + " && break; sleep 5; done; done");
        told.add("Come again in " + KNOWN_EVERYWHERE.toMinutes() + " minutes, and not before that has ended.");
    }

    /** @param keys where it is checked or opened, which is applied before {@code user}, where it signs or seals */
    private void used(String kid, String keys, String user, Duration life) {
        told.add(kid + " is used from now on; the one before may go on " + now.plus(life) + ". Come again then.");
        apply(keys);
        apply(user);
    }

    private void apply(String object) {
        String[] words = object.split(" ");
        String kind = words[0].equals("secret") ? "secret generic" : words[0];
        told.add("  kubectl -n tresen create " + kind + " " + words[1] + " --from-file=" + words[1]
                + " --dry-run=client -o yaml | kubectl apply -f -");
    }
}
