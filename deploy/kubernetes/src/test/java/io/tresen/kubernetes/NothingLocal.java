package io.tresen.kubernetes;

import io.tresen.contracts.Topics;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A cluster has no sandbox, no clock that can be moved and no address of one's own machine, nor have its images. No manifest
 * sets a variable that the JVM itself reads, which could make it a local one; the image's own is in the Dockerfile.
 */
final class NothingLocal implements Check {

    private static final Pattern TRACE = Pattern.compile(
            "sandbox|/local\\b|localhost|127\\.0\\.0\\.1|:8087|sk_test|whsec_|tresen\\.local=true"
                    + "|\"(?:JAVA_TOOL|JDK_JAVA|_JAVA)_OPTIONS\"",
            Pattern.CASE_INSENSITIVE);

    @Override
    public List<String> findings(Overlay overlay) {
        List<String> findings = new ArrayList<>();
        overlay.manifests().forEach(manifest -> {
            var trace = TRACE.matcher(manifest.json().toString().replaceAll("#[^\\\\\"]*\\\\n", ""));
            if (trace.find()) {
                findings.add(manifest.id() + " names " + trace.group());
            }
        });
        boolean said = overlay.of("ConfigMap")
                .flatMap(map -> Manifest.map(map.json().path("data")).values().stream())
                .anyMatch(value -> "false".equals(Services.properties(value).getProperty("tresen.local")));
        if (!said) {
            findings.add("ConfigMap/settings does not say tresen.local=false");
        }
        overlay.manifests().stream()
                .flatMap(manifest -> manifest.json().findValues("env").stream().flatMap(Pod::elements))
                .filter(env -> env.path("name").asText().equals("TRESEN_LOCAL"))
                .forEach(env -> findings.add("Deployment sets TRESEN_LOCAL"));
        for (String service : Topics.SERVICES) {
            String pom = Folders.text(Folders.ROOT.resolve(service + "-service/pom.xml"));
            for (String module : List.of("tresen-local", "tresen-engines")) {
                if (Pattern.compile("<artifactId>" + module + "</artifactId>\\s*(?!<scope>test)<")
                        .matcher(pom)
                        .find()) {
                    findings.add("Deployment/" + service + " has " + module + " in its image");
                }
            }
        }
        return findings;
    }
}
