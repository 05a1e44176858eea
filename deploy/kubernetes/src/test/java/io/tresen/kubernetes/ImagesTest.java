package io.tresen.kubernetes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tresen.contracts.Topics;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** The one Dockerfile: any base, what changes seldom first, nobody's root; and manifests ask for what it builds. */
class ImagesTest {

    private static final Pattern LOCAL = Pattern.compile("sk_test|whsec_|phones_local|:8087|^tresen\\.local=true");

    private final List<String> lines = Folders.text(Folders.MANIFESTS.resolve("images/Dockerfile"))
            .lines()
            .filter(line -> !line.isBlank() && !line.startsWith("#"))
            .toList();

    @Test
    void theBaseIsAnArgument() {
        assertTrue(lines.get(0).startsWith("ARG BASE="), lines.get(0));
        assertEquals("FROM ${BASE}", lines.get(1));
    }

    @Test
    void librariesComeBeforeOurOwn() {
        List<String> copied = lines.stream()
                .filter(line -> line.startsWith("COPY "))
                .map(line -> line.split(" ")[1])
                .toList();
        assertEquals(List.of("lib/boot/", "lib/main/", "quarkus-run.jar", "quarkus/", "app/"), copied);
    }

    @Test
    void aNumberedUserOtherThanRootRunsItAndOwnsNothingOfIt() {
        assertTrue(lines.contains("USER 10001:10001"));
        assertTrue(lines.stream().noneMatch(line -> line.contains("--chown")));
    }

    /** By what its image would have at {@code /deployments}. What a service itself does locally alone is there, switched off (ADR 20). */
    @ParameterizedTest
    @FieldSource("io.tresen.contracts.Topics#SERVICES")
    void noLauncherSandboxOrEngineIsInAnImage(String service) throws Exception {
        assertTrue(ClusterService.isBuilt(service), service + " is not packaged: the phase is verify");
        List<String> found = new ArrayList<>();
        try (Stream<Path> files = Files.walk(ClusterService.app(service))) {
            for (Path jar :
                    files.filter(file -> file.toString().endsWith(".jar")).toList()) {
                try (JarFile content = new JarFile(jar.toFile())) {
                    content.stream()
                            .map(JarEntry::getName)
                            .filter(name ->
                                    name.startsWith("io/tresen/local/") || name.startsWith("io/tresen/engines/"))
                            .forEach(name -> found.add(jar.getFileName() + ": " + name));
                }
            }
        }
        assertEquals(List.of(), found);
    }

    /** A secret that is in every image is none, and one that is built in would be taken where the cluster's own is missing. */
    @ParameterizedTest
    @FieldSource("io.tresen.contracts.Topics#SERVICES")
    void noSecretOfTheLocalPlatformIsInAnImagesSettings(String service) throws Exception {
        Path jar = ClusterService.app(service).resolve("app/" + service + "-service-1.0.0-SNAPSHOT.jar");
        try (JarFile content = new JarFile(jar.toFile());
                InputStream settings = content.getInputStream(content.getEntry("application.properties"))) {
            String text = new String(settings.readAllBytes(), StandardCharsets.UTF_8);
            assertEquals(
                    List.of(),
                    text.lines().filter(line -> LOCAL.matcher(line).find()).toList());
        }
    }

    @Test
    void withoutTheProvidersSecretsPaymentEndsAtItsStartAndSaysWhich(@TempDir Path folder) throws Exception {
        try (ClusterService payment = new ClusterService("payment", 0, folder, "tresen.local=false", Map.of())) {
            assertNotEquals(0, payment.ended(60));
            String said = String.join("\n", payment.said());
            assertTrue(said.contains("tresen.stripe.api-key"), said);
            assertTrue(said.contains("tresen.stripe.webhook-secret"), said);
        }
    }

    @Test
    void manifestsAskForTheImagesThatTheScriptBuilds() {
        Skipped.unlessKubectl();
        Set<String> images = Pod.templates(Kustomize.build("prod"))
                .flatMap(Pod::containers)
                .map(container -> container.path("image").asText().replaceAll(":[^:]*$", ""))
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> built = Topics.SERVICES.stream()
                .map(service -> "tresen/" + service + "-service")
                .collect(Collectors.toCollection(TreeSet::new));
        assertEquals(built, images);
    }
}
