package io.tresen.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonSchema;
import java.util.ArrayList;
import java.util.List;

/**
 * Custom objects fit their operator's own definition, which is closed: an unknown field is a finding. What a definition says by
 * rules in CEL is not looked at. A kind that has no definition at hand fails unless {@code given.yaml} lists it.
 */
record CustomObjects(Definitions definitions, Given given) implements Check {

    @Override
    public List<String> findings(Overlay overlay) {
        List<String> findings = new ArrayList<>();
        overlay.manifests().stream()
                .filter(manifest -> !BuiltInObjects.knows(manifest))
                .forEach(manifest -> check(manifest, findings));
        return findings;
    }

    private void check(Manifest manifest, List<String> findings) {
        definitions
                .schema(manifest)
                .ifPresentOrElse(schema -> against(schema, manifest, manifest.json(), findings), () -> {
                    if (!manifest.apiVersion().equals(given.withoutSchema().get(manifest.kind()))) {
                        findings.add(manifest.id() + ": there is no definition of " + manifest.apiVersion() + " "
                                + manifest.kind());
                    }
                });
        if (manifest.kind().equals("ObjectStore")) {
            against(
                    definitions.objectStoreConfiguration(),
                    manifest,
                    manifest.spec().path("configuration"),
                    findings);
        }
    }

    private static void against(JsonSchema schema, Manifest manifest, JsonNode json, List<String> findings) {
        schema.validate(json)
                .forEach(message ->
                        findings.add(manifest.id() + message.getMessage().substring(1)));
    }
}
