package io.tresen.kubernetes;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** Builds overlays as an operator does. */
final class Kustomize {

    private static final Map<String, Overlay> BUILT = new ConcurrentHashMap<>();

    private Kustomize() {}

    static boolean isHere() {
        return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(":"))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, "kubectl")));
    }

    /** The overlay, built once for all tests. */
    static Overlay build(String overlay) {
        return BUILT.computeIfAbsent(overlay, name -> new Overlay(name, Yaml.manifests(text("overlays/" + name))));
    }

    /** What {@code kubectl kustomize} writes. */
    static String text(String folder) {
        return run("kubectl", "kustomize", folder);
    }

    /** The program's output, run in this module's folder. @throws AssertionError when it fails, with what it said */
    static String run(String... command) {
        try {
            Path errors = Files.createTempFile("kubectl", ".err");
            Process process = new ProcessBuilder(command)
                    .directory(Folders.MANIFESTS.toFile())
                    .redirectError(errors.toFile())
                    .start();
            String output = new String(process.getInputStream().readAllBytes());
            if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new AssertionError(String.join(" ", command) + ": " + Files.readString(errors));
            }
            Files.delete(errors);
            return output;
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
